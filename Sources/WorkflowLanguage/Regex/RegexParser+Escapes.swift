/// What stands behind a backslash.
extension RegexParser {
  mutating func parseEscape() throws(RegexError) -> RegexNode {
    let start = index
    guard let scalar = peek(1) else { throw error("a '\\' at the end", hint: "write '\\\\'") }
    switch scalar {
    case "A":
      index += 2
      return .assertion(.textBegin)
    case "z":
      index += 2
      return .assertion(.textEnd)
    case "b":
      index += 2
      return .assertion(.wordBoundary)
    case "B":
      index += 2
      return .assertion(.noWordBoundary)
    case "1"..."9" where !startsOctal(scalar):
      throw error(
        "back references are not supported", at: start,
        hint: "patterns run in linear time: compare captured parts outside the pattern")
    default: break
    }
    if var set = try parseClassEscape() {
      set.ignoresCase = flags.ignoresCase && set.categories != 0
      set.seal()
      return .set(set)
    }
    return .scalar(try parseScalarEscape(), ignoringCase: flags.ignoresCase)
  }

  /// Whether a digit behind `\`, at `index + 1`, begins an octal number and no back reference.
  func startsOctal(_ digit: Unicode.Scalar) -> Bool {
    guard let next = peek(2) else { return false }
    return Self.digit(digit, radix: 8) != nil && Self.digit(next, radix: 8) != nil
  }

  /// `\d \D \s \S \w \W \pL \p{Greek} \P{…}`; nil, and nothing taken, for other escapes.
  mutating func parseClassEscape() throws(RegexError) -> ScalarSet? {
    guard peek == "\\", let scalar = peek(1) else { return nil }
    if let set = RegexClasses.perl(scalar) {
      index += 2
      return set
    }
    guard scalar == "p" || scalar == "P" else { return nil }
    let start = index
    index += 2
    var negated = scalar == "P"
    var name = ""
    if peek == "{" {
      index += 1
      if peek == "^" {
        negated.toggle()
        index += 1
      }
      while let part = peek, part != "}" {
        name.unicodeScalars.append(part)
        index += 1
      }
      guard peek == "}" else { throw error("missing '}'", at: start) }
      index += 1
    } else if let part = peek {
      name.unicodeScalars.append(part)
      index += 1
    }
    guard let set = RegexClasses.unicode(name, negated: negated) else {
      throw error(
        "unknown class of scalars '\(name)'", at: start,
        hint: "use a general category such as 'Lu', or a script such as 'Greek'")
    }
    return set
  }

  /// An escape that stands for one scalar.
  mutating func parseScalarEscape() throws(RegexError) -> UInt32 {
    let start = index
    index += 1
    guard let scalar = peek else { throw error("a '\\' at the end", hint: "write '\\\\'") }
    index += 1
    switch scalar {
    case "a": return 7
    case "f": return 12
    case "t": return 9
    case "n": return 10
    case "r": return 13
    case "v": return 11
    case "x": return try parseHexadecimal(start: start)
    case "1"..."7" where peek.flatMap({ Self.digit($0, radix: 8) }) == nil:
      throw error("unknown escape '\\\(scalar)'", at: start)
    case "0"..."7":
      var value = scalar.value - 0x30
      for _ in 0..<2 {
        guard let next = peek, let digit = Self.digit(next, radix: 8) else { break }
        value = value * 8 + UInt32(digit)
        index += 1
      }
      return value
    default:
      if scalar.value >= 0x80 || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      {
        throw error("unknown escape '\\\(scalar)'", at: start)
      }
      return scalar.value
    }
  }

  mutating func parseHexadecimal(start: Int) throws(RegexError) -> UInt32 {
    let braced = peek == "{"
    if braced { index += 1 }
    var value: UInt32 = 0
    var digits = 0
    while let next = peek, let digit = Self.digit(next, radix: 16), braced || digits < 2 {
      value = value * 16 + UInt32(digit)
      if value > ScalarSet.greatest { throw error("no such scalar", at: start) }
      digits += 1
      index += 1
    }
    if braced {
      guard peek == "}", digits > 0 else { throw error("bad '\\x{…}'", at: start) }
      index += 1
    } else if digits != 2 {
      throw error("'\\x' needs two hexadecimal digits", at: start)
    }
    return value
  }
}
