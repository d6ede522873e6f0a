import WorkflowSource

/// Numbers and texts.
extension CELParser {
  mutating func numberLiteral(
    isNegative: Bool, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let word = token
    let text = letters(word)
    guard let value = Self.number(text, word.kind, isNegative: isNegative) else {
      throw error(
        "the number is out of range", at: SourceRange(lower, word.upper),
        code: LanguageError.outOfRange)
    }
    advance()
    shape.hasLiteral = true
    return try node(.literal(value), from: lower)
  }

  private static func number(_ text: String, _ kind: ExpressionToken.Kind, isNegative: Bool)
    -> Value?
  {
    let sign = isNegative ? "-" : ""
    let isHex = text.utf8.count > 2 && text.utf8.dropFirst().first.map { $0 | 0x20 } == 0x78
    switch kind {
    case .int:
      let number = isHex ? Int64(sign + text.dropFirst(2), radix: 16) : Int64(sign + text)
      return number.map { .int($0) }
    case .uint:
      let digits = text.dropLast()
      return (isHex ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)).map { .uint($0) }
    case .double:
      let whole = text.hasPrefix(".") ? "0" + text : text
      return Double(sign + whole).map { .double($0) }
    default: return nil
    }
  }

  mutating func textLiteral() throws(LanguageError) -> ExpressionNode {
    let word = token
    let isRaw: Bool
    let isTriple: Bool
    var isBytes = false
    switch word.kind {
    case .string(let raw, let triple): (isRaw, isTriple) = (raw, triple)
    case .bytes(let raw, let triple): (isRaw, isTriple, isBytes) = (raw, triple, true)
    default: throw error("expected a text", at: word)
    }
    var lower = word.lower
    while bytes[lower] != UInt8(ascii: "\""), bytes[lower] != UInt8(ascii: "'") { lower += 1 }
    let quotes = isTriple ? 3 : 1
    let content: [UInt8]
    do {
      content = try CELText.decode(
        bytes, lower + quotes, word.upper - quotes, isRaw: isRaw, isTriple: isTriple,
        isBytes: isBytes)
    } catch {
      throw self.error(
        error.message, at: SourceRange(error.offset, error.offset + 2),
        hint: "a raw text r'…' has no escapes")
    }
    advance()
    shape.hasLiteral = true
    let value = isBytes ? Value.bytes(content) : .string(String(decoding: content, as: UTF8.self))
    return try node(.literal(value), from: word.lower)
  }
}
