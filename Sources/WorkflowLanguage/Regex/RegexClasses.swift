/// The named classes of scalars.
enum RegexClasses {
  /// `\d \s \w` and their complements, which RE2 keeps to ASCII; nil for other letters.
  static func perl(_ letter: Unicode.Scalar) -> ScalarSet? {
    let ranges: [ClosedRange<UInt32>]
    switch letter {
    case "d", "D": ranges = [0x30...0x39]
    case "s", "S": ranges = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
    case "w", "W": ranges = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    default: return nil
    }
    let negated = letter.value < 0x61
    return ScalarSet(negated ? ScalarSet.complement(of: ranges) : ranges)
  }

  /// `\p{name}`: a general category, a group of them, or a script; nil when there is none so named.
  static func unicode(_ name: String, negated: Bool) -> ScalarSet? {
    var set = ScalarSet()
    if let mask = RegexCategory.mask(named: name) {
      set.insert(categories: negated ? ~mask & RegexCategory.all : mask)
      return set
    }
    guard let ranges = RegexScripts.ranges(of: name) else { return nil }
    return ScalarSet(negated ? ScalarSet.complement(of: ranges) : ranges)
  }

  /// What stands between `[:` and `:]`.
  static let posix: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A],
    "alpha": [0x41...0x5A, 0x61...0x7A],
    "ascii": [0x00...0x7F],
    "blank": [0x09...0x09, 0x20...0x20],
    "cntrl": [0x00...0x1F, 0x7F...0x7F],
    "digit": [0x30...0x39],
    "graph": [0x21...0x7E],
    "lower": [0x61...0x7A],
    "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
    "space": [0x09...0x0D, 0x20...0x20],
    "upper": [0x41...0x5A],
    "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]
}
