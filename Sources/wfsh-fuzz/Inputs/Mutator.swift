/// Makes new inputs out of seeds.
struct Mutator {
  /// Bytes of the longest input that is made.
  static let longest = 1 << 18

  let words: [[UInt8]]
  let seeds: [[UInt8]]

  private static let changes: [@Sendable (Mutator, inout [UInt8], inout RandomNumbers) -> Void] = [
    { $0.changeByte(&$1, &$2) }, { $0.changeByte(&$1, &$2) },
    { $0.insertWord(&$1, &$2) }, { $0.insertWord(&$1, &$2) }, { $0.insertWord(&$1, &$2) },
    { $0.removeStretch(&$1, &$2) }, { $0.removeStretch(&$1, &$2) },
    { $0.doubleStretch(&$1, &$2) },
    { $0.moveStretch(&$1, &$2) },
    { $0.splice(&$1, &$2) }, { $0.insertFromOther(&$1, &$2) },
    { $0.changeNumber(&$1, &$2) },
    { $0.changeToken(&$1, &$2) }, { $0.changeToken(&$1, &$2) }, { $0.swapTokens(&$1, &$2) },
    { $0.removeToken(&$1, &$2) },
    { $0.changeLines(&$1, &$2) }, { $0.changeLines(&$1, &$2) },
    { $0.cutOff(&$1, &$2) },
  ]

  func input(_ random: inout RandomNumbers) -> [UInt8] {
    var bytes = random.pick(seeds)
    for _ in 0...random.below(5) {
      random.pick(Self.changes)(self, &bytes, &random)
      if bytes.count > Self.longest { bytes.removeLast(bytes.count - Self.longest) }
    }
    if random.once(in: 40) { nest(&bytes, &random) }
    if random.once(in: 40) { repeatBlock(&bytes, &random) }
    return bytes
  }

  // MARK: Bytes

  private static let odd: [[UInt8]] = [
    [0], [0x7F], [0x80], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xE2, 0x80], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xAE], [0x0D], [0x0D, 0x0A],
    [0x0A], [0x09], [0x0B], [0x0C], [0x1B], Array("é".utf8), Array("e\u{301}".utf8),
    Array("日本".utf8), Array("👩‍👧".utf8), Array("İ".utf8), Array("ß".utf8), Array("\u{85}".utf8),
    Array("\u{A0}".utf8), Array("\"".utf8), Array("'".utf8), Array("\\".utf8), Array("`".utf8),
    Array("#".utf8), Array(":".utf8), Array(" ".utf8), Array("-".utf8), Array("%".utf8),
  ]

  private func changeByte(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    guard !bytes.isEmpty else { return bytes.append(contentsOf: random.pick(Self.odd)) }
    let index = random.below(bytes.count)
    switch random.below(4) {
    case 0: bytes[index] ^= 1 << UInt8(random.below(8))
    case 1: bytes[index] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.replaceSubrange(index...index, with: random.pick(Self.odd))
    default: bytes.insert(contentsOf: random.pick(Self.odd), at: index)
    }
  }

  private func stretch(of bytes: [UInt8], _ random: inout RandomNumbers) -> Range<Int> {
    let lower = random.below(bytes.count + 1)
    let longest = random.once(in: 4) ? bytes.count : 16
    return lower..<min(bytes.count, lower + 1 + random.below(longest))
  }

  private func removeStretch(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    bytes.removeSubrange(stretch(of: bytes, &random).clamped(to: 0..<bytes.count))
  }

  private func doubleStretch(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let piece = Array(bytes[stretch(of: bytes, &random).clamped(to: 0..<bytes.count)])
    bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1))
  }

  private func moveStretch(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let range = stretch(of: bytes, &random).clamped(to: 0..<bytes.count)
    let piece = Array(bytes[range])
    bytes.removeSubrange(range)
    bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1))
  }

  private func cutOff(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    bytes.removeLast(random.below(bytes.count + 1))
  }

  // MARK: Other inputs

  private func splice(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let other = random.pick(seeds)
    bytes = Array(bytes[..<random.below(bytes.count + 1)] + other[random.below(other.count + 1)...])
  }

  private func insertFromOther(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let other = random.pick(seeds)
    let range = stretch(of: other, &random).clamped(to: 0..<other.count)
    bytes.insert(contentsOf: other[range], at: random.below(bytes.count + 1))
  }

  private func insertWord(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    guard !words.isEmpty else { return }
    bytes.insert(contentsOf: random.pick(words), at: random.below(bytes.count + 1))
  }

  // MARK: Tokens

  private static let numbers = [
    "0", "-1", "1", "255", "65536", "2147483648", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "18446744073709551616", "1e308", "1e309", "-0.0", "0.1", "1e-400",
    "0x7fffffffffffffff", "99999999999999999999999999999999", "NaN", "100000", "1000000000",
  ].map { Array($0.utf8) }

  private func changeNumber(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let places = Tokens.ranges(in: bytes).filter { Tokens.isDigit(bytes[$0.lowerBound]) }
    guard !places.isEmpty else { return insertWord(&bytes, &random) }
    bytes.replaceSubrange(random.pick(places), with: random.pick(Self.numbers))
  }

  private func changeToken(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let places = Tokens.ranges(in: bytes)
    guard !places.isEmpty else { return insertWord(&bytes, &random) }
    let other = random.pick(seeds)
    let pieces = Tokens.ranges(in: other)
    let useWord = pieces.isEmpty || (!words.isEmpty && random.once(in: 2))
    guard !useWord || !words.isEmpty else { return }
    let piece = useWord ? random.pick(words) : Array(other[random.pick(pieces)])
    bytes.replaceSubrange(random.pick(places), with: piece)
  }

  private func swapTokens(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let places = Tokens.ranges(in: bytes)
    guard places.count > 1 else { return }
    let one = random.below(places.count)
    let other = random.below(places.count)
    guard one != other else { return }
    let (first, second) = (places[min(one, other)], places[max(one, other)])
    let early = Array(bytes[first])
    let late = Array(bytes[second])
    bytes.replaceSubrange(second, with: early)
    bytes.replaceSubrange(first, with: late)
  }

  private func removeToken(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let places = Tokens.ranges(in: bytes)
    guard !places.isEmpty else { return }
    bytes.removeSubrange(random.pick(places))
  }

  // MARK: Lines and blocks

  private func changeLines(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let line = random.below(lines.count)
    switch random.below(6) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: random.below(lines.count + 1))
    case 2: lines.swapAt(line, random.below(lines.count))
    case 3:
      lines[line].insert(contentsOf: [UInt8](repeating: 0x20, count: 1 + random.below(5)), at: 0)
    case 4: lines[line] = Array(lines[line].drop { $0 == 0x20 })
    default: lines[line].append(0x0D)
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private static let counts = [10, 100, 1_000, 10_000, 100_000]

  private func times(_ piece: [UInt8], _ random: inout RandomNumbers) -> Int {
    min(random.pick(Self.counts), Self.longest / max(1, piece.count))
  }

  /// Repeats a piece very often: what grows faster than its input, shows.
  private func repeatBlock(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let range = stretch(of: bytes, &random).clamped(to: 0..<bytes.count)
    let useWord = range.isEmpty || (!words.isEmpty && random.once(in: 2))
    guard !useWord || !words.isEmpty else { return }
    let piece = useWord ? random.pick(words) : Array(bytes[range])
    let repeated = Array(repeatElement(piece, count: times(piece, &random)).joined())
    bytes.insert(contentsOf: repeated, at: random.below(bytes.count + 1))
    if bytes.count > 2 * Self.longest { bytes.removeLast(bytes.count - 2 * Self.longest) }
  }

  private static let pairs = [
    ("(", ")"), ("[", "]"), ("{", "}"), ("-", ""), ("!", ""), ("a.", ""), ("a?", ":b"),
    ("(a|", ")"), ("(?:", ")*"), ("[a,", "]"), ("{\"a\":", "}"), ("- ", ""), ("{{", "}}"),
    ("{% if a %}", "{% endif %}"), ("{% for a in b %}", "{% endfor %}"), ("state A {\n", "}\n"),
    ("a: [", "]"), ("> ", ""), ("not ", ""), ("a ? b : ", ""), ("\"", ""), ("a[", "]"),
    ("f(", ")"), ("{% capture x %}", "{% endcapture %}"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// Puts the input very deep inside something.
  private func nest(_ bytes: inout [UInt8], _ random: inout RandomNumbers) {
    let (open, close) = random.pick(Self.pairs)
    let count = times(open + close, &random)
    let at = random.below(bytes.count + 1)
    let inner = random.once(in: 2) ? bytes.count : at
    let before = bytes[..<min(at, inner)]
    let middle = bytes[min(at, inner)..<inner]
    let after = bytes[inner...]
    bytes = Array(before) + Array(repeatElement(open, count: count).joined()) + Array(middle)
    if !random.once(in: 4) { bytes += repeatElement(close, count: count).joined() }
    bytes += after
    if bytes.count > 2 * Self.longest { bytes.removeLast(bytes.count - 2 * Self.longest) }
  }
}
