/// What in a label's letters speaks for a condition, found without parsing it.
///
/// A word operator, or arithmetic alone (`Pre-check`, `Pass/Fail`), does not.
struct ConditionSigns {
  /// `== != < > <= >= && || !x`, and `=` by itself.
  private(set) var hasComparison = false
  /// Those that prose does not use: `==`, `&&` and the like, or `name = …`.
  private(set) var hasCodeOperator = false
  /// `name > 5`, whatever stands behind.
  private(set) var hasNumberComparison = false
  /// `name(`, without a blank.
  private(set) var hasCall = false
  /// `name.name`, without blanks.
  private(set) var hasMember = false
  private(set) var hasLiteral = false
  private(set) var hasWordOperator = false
  private(set) var isBoolean = false

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        // An apostrophe inside a word opens no text.
        let isApostrophe = index > 0 && Self.isLetter(bytes[index - 1])
        if !isApostrophe, let close = bytes[(index + 1)...].firstIndex(of: byte) {
          hasLiteral = true
          index = close
        }
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
        UInt8(ascii: "|"), UInt8(ascii: "!"):
        readOperator(byte, next)
        if Self.comparesWithNumber(bytes, at: index) { hasNumberComparison = true }
        if next == byte || next == UInt8(ascii: "=") { index += 1 }
      case UInt8(ascii: "("):
        if index > 0, Self.isNamePart(bytes[index - 1]) { hasCall = true }
      case UInt8(ascii: "."):
        if index > 0, Self.isNamePart(bytes[index - 1]), Self.isLetter(next) { hasMember = true }
      case UInt8(ascii: "$") where next == UInt8(ascii: "{"): hasMember = true
      default:
        if Self.isNamePart(byte), index == 0 || !Self.isNamePart(bytes[index - 1]) {
          let end = bytes[index...].firstIndex { !Self.isNamePart($0) } ?? bytes.count
          readWord(bytes[index..<end], isAll: index == 0 && end == bytes.count)
          index = end - 1
        }
      }
      index += 1
    }
  }

  /// Whether it is worth asking the parser.
  var mayBeCondition: Bool {
    hasComparison || hasCall || hasMember || (hasLiteral && hasWordOperator) || isBoolean
  }

  /// Whether a label that does not parse was meant as a condition all the same: it has operators
  /// of code, and no two words stand side by side as in prose.
  func isBroken(_ text: String) -> Bool {
    guard hasCodeOperator || (hasComparison && Self.isUnbalanced(text)) else { return false }
    var lastWasWord = false
    for part in text.utf8.split(separator: 0x20) {
      let isWord =
        part.allSatisfy(Self.isLetter) && !Self.wordOperators.contains(String(Substring(part)))
      if isWord, lastWasWord { return false }
      lastWasWord = isWord
    }
    return true
  }

  /// Whether an operator ends it, so that something is missing behind.
  static func isUnfinished(_ text: String) -> Bool {
    guard let last = text.utf8.last(where: { $0 != 0x20 }) else { return false }
    return "<>=&|!+-*/".utf8.contains(last)
  }

  private static func isUnbalanced(_ text: String) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "(") } != text.utf8.count { $0 == UInt8(ascii: ")") }
  }

  /// `name > 5`, whatever stands behind.
  private static func comparesWithNumber(_ bytes: [UInt8], at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">"),
      let before = bytes[..<index].last(where: { $0 != 0x20 }), isNamePart(before),
      let after = bytes[(index + 1)...].first(where: { $0 != 0x20 })
    else { return false }
    return after >= 0x30 && after <= 0x39
  }

  private mutating func readOperator(_ byte: UInt8, _ next: UInt8) {
    switch (byte, next) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
      (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")),
      (UInt8(ascii: "&"), UInt8(ascii: "&")), (UInt8(ascii: "|"), UInt8(ascii: "|")):
      hasComparison = true
      hasCodeOperator = true
    case (UInt8(ascii: "="), _):
      hasComparison = true
      hasCodeOperator = hasCodeOperator || next != UInt8(ascii: ">")
    case (UInt8(ascii: "<"), _), (UInt8(ascii: ">"), _): hasComparison = true
    case (UInt8(ascii: "!"), _): hasComparison = hasComparison || Self.isNamePart(next)
    default: break
    }
  }

  private mutating func readWord(_ bytes: ArraySlice<UInt8>, isAll: Bool) {
    if let first = bytes.first, first >= 0x30, first <= 0x39 {
      hasLiteral = true
      return
    }
    guard bytes.count <= 8 else { return }
    let word = String(decoding: bytes, as: UTF8.self)
    if Self.wordOperators.contains(word) { hasWordOperator = true }
    if word == "true" || word == "false" {
      hasLiteral = true
      if isAll { isBoolean = true }
    }
  }

  private static let wordOperators: Set<String> = [
    "and", "or", "not", "in", "contains", "includes",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte >= 0x30 && byte <= 0x39
  }
}
