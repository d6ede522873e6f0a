/// Reads the syntax of RE2.
///
/// Look-around and back references are refused: with them no bound on time could be kept.
struct RegexParser {
  struct Flags {
    var ignoresCase = false
    var multiline = false
    var dotTakesNewline = false
    var lazy = false
  }

  static let deepest = 250
  static let mostRepeats = 1000

  let scalars: [Unicode.Scalar]
  /// Byte offset of each scalar, and of the end.
  let offsets: [Int]
  var index = 0
  var flags = Flags()
  var depth = 0
  private(set) var names: [String?] = []
  private var atomCount = 0

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.offsets = offsets
  }

  mutating func parse() throws(RegexError) -> RegexNode {
    let node = try parseAlternation()
    if peek == ")" { throw error("unexpected ')'", hint: "write '\\)' for a parenthesis") }
    return node
  }

  var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    index + distance < scalars.count ? scalars[index + distance] : nil
  }

  func error(_ message: String, at place: Int? = nil, hint: String? = nil) -> RegexError {
    RegexError(message, offset: offsets[min(place ?? index, scalars.count)], hint: hint)
  }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard index + wanted.count <= scalars.count else { return false }
    for (distance, scalar) in wanted.enumerated() where scalars[index + distance] != scalar {
      return false
    }
    index += wanted.count
    return true
  }

  // MARK: Structure

  mutating func parseAlternation() throws(RegexError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest { throw error("the pattern is nested too deeply") }
    var branches = [try parseConcatenation()]
    while peek == "|" {
      index += 1
      branches.append(try parseConcatenation())
    }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  mutating func parseConcatenation() throws(RegexError) -> RegexNode {
    var parts: [RegexNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      if take("\\Q") {
        parseLiteralStretch(into: &parts)
        if let last = parts.popLast() { parts.append(try parseRepetitions(of: last)) }
        continue
      }
      guard let atom = try parseAtom() else { continue }
      // Each comes to a step at least: what the compiler would refuse is not read to its end.
      atomCount += 1
      if atomCount > RegexCompiler.mostSteps { throw RegexCompiler.tooLarge }
      parts.append(try parseRepetitions(of: atom))
    }
    switch parts.count {
    case 0: return .empty
    case 1: return parts[0]
    default: return .concatenation(parts)
    }
  }

  /// `\Q…\E`: everything inside stands for itself.
  mutating func parseLiteralStretch(into parts: inout [RegexNode]) {
    while let scalar = peek {
      if take("\\E") { return }
      index += 1
      parts.append(.scalar(scalar.value, ignoringCase: flags.ignoresCase))
    }
  }

  mutating func parseRepetitions(of atom: RegexNode) throws(RegexError) -> RegexNode {
    guard let bounds = try parseBounds() else { return atom }
    let greedy = take("?") == flags.lazy
    let operatorEnd = index
    if try parseBounds() != nil {
      throw error("bad repetition operator", at: operatorEnd, hint: "group it: '(?:…)'")
    }
    index = operatorEnd
    return .repetition(atom, minimum: bounds.minimum, maximum: bounds.maximum, greedy: greedy)
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`; nil, and nothing taken, when none stands here.
  mutating func parseBounds() throws(RegexError) -> (minimum: Int, maximum: Int?)? {
    switch peek {
    case "*":
      index += 1
      return (0, nil)
    case "+":
      index += 1
      return (1, nil)
    case "?":
      index += 1
      return (0, 1)
    case "{": return try parseBraces()
    default: return nil
    }
  }

  mutating func parseBraces() throws(RegexError) -> (minimum: Int, maximum: Int?)? {
    let start = index
    index += 1
    guard let minimum = parseNumber() else {
      index = start
      return nil
    }
    var maximum: Int? = minimum
    if peek == "," {
      index += 1
      maximum = peek == "}" ? nil : parseNumber()
      if maximum == nil, peek != "}" {
        index = start
        return nil
      }
    }
    guard peek == "}" else {
      index = start
      return nil
    }
    index += 1
    if minimum > Self.mostRepeats || (maximum ?? 0) > Self.mostRepeats {
      throw error(
        "a repetition of more than \(Self.mostRepeats)", at: start,
        hint: "use '*' or '+', or repeat a group")
    }
    if let maximum, maximum < minimum { throw error("bad repetition: m < n in {n,m}", at: start) }
    return (minimum, maximum)
  }

  mutating func parseNumber() -> Int? {
    var value: Int?
    while let scalar = peek, let digit = Self.digit(scalar, radix: 10) {
      value = min((value ?? 0) * 10 + digit, 1_000_000)
      index += 1
    }
    return value
  }

  static func digit(_ scalar: Unicode.Scalar, radix: Int) -> Int? {
    let value: Int
    switch scalar.value {
    case 0x30...0x39: value = Int(scalar.value) - 0x30
    case 0x41...0x46: value = Int(scalar.value) - 0x41 + 10
    case 0x61...0x66: value = Int(scalar.value) - 0x61 + 10
    default: return nil
    }
    return value < radix ? value : nil
  }

  // MARK: Atoms

  /// One thing that can be repeated; nil for flags that only change what follows.
  mutating func parseAtom() throws(RegexError) -> RegexNode? {
    guard let scalar = peek else { return nil }
    switch scalar {
    case "(": return try parseGroup()
    case "[": return .set(try parseClass())
    case ".":
      index += 1
      return .set(Self.dot(takingNewline: flags.dotTakesNewline))
    case "^":
      index += 1
      return .assertion(flags.multiline ? .lineBegin : .textBegin)
    case "$":
      index += 1
      return .assertion(flags.multiline ? .lineEnd : .textEnd)
    case "*", "+", "?":
      throw error("nothing to repeat before '\(scalar)'", hint: "write '\\\(scalar)' for the sign")
    case "\\": return try parseEscape()
    default:
      index += 1
      return .scalar(scalar.value, ignoringCase: flags.ignoresCase)
    }
  }

  static func dot(takingNewline: Bool) -> ScalarSet {
    var set = ScalarSet(
      takingNewline ? [0...ScalarSet.greatest] : [0...9, 11...ScalarSet.greatest])
    set.seal()
    return set
  }

  mutating func parseGroup() throws(RegexError) -> RegexNode? {
    let start = index
    index += 1
    let saved = flags
    var captured: Int?
    if peek == "?" {
      index += 1
      if take("P<") || (peek == "<" && peek(1) != "=" && peek(1) != "!" && take("<")) {
        captured = try parseGroupName(start: start)
      } else if try parseFlags(start: start) {
        return nil
      }
    } else {
      names.append(nil)
      captured = names.count
    }
    let body = try parseAlternation()
    guard peek == ")" else { throw error("missing ')'", at: start, hint: "close the group") }
    index += 1
    flags = saved
    return .group(body, index: captured)
  }

  mutating func parseGroupName(start: Int) throws(RegexError) -> Int {
    var name = ""
    while let scalar = peek, scalar != ">" {
      guard scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      else { throw error("bad name of a group") }
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard peek == ">", !name.isEmpty else { throw error("bad name of a group", at: start) }
    index += 1
    if names.contains(name) { throw error("two groups are named '\(name)'", at: start) }
    names.append(name)
    return names.count
  }

  /// Reads `i`, `m`, `s`, `U`, `-` after `(?`.
  ///
  /// Returns whether a `)` ended them, so that they hold for the rest of the group around.
  mutating func parseFlags(start: Int) throws(RegexError) -> Bool {
    var value = true
    while let scalar = peek {
      index += 1
      switch scalar {
      case "i": flags.ignoresCase = value
      case "m": flags.multiline = value
      case "s": flags.dotTakesNewline = value
      case "U": flags.lazy = value
      case "-" where value: value = false
      case ":": return false
      case ")": return true
      case "=", "!", "<":
        throw error(
          "look-around is not supported", at: start,
          hint: "patterns run in linear time: match more and test the parts")
      default: throw error("unknown flag '\(scalar)' of a group", at: index - 1)
      }
    }
    throw error("missing ')'", at: start, hint: "close the group")
  }
}
