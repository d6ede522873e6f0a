/// How an argument of each kind may begin: what decides between alternatives.
extension ArgumentKind {
  func canBegin(at lexer: ScriptLexer) -> Bool {
    if lexer.isAtStatementEnd { return self == .raw && lexer.current.map(\.isLineBreak) == false }
    let first = lexer.current ?? 0
    switch self {
    case .raw, .expression, .comparison, .value, .written, .statement, .path: return true
    case .word, .file, .workflow, .variable, .glob, .command, .topic, .setting:
      return first != UInt8(ascii: "{")
    case .choice(let words): return lexer.peekWord().map { words.contains($0.text) } ?? false
    case .text: return lexer.isAtQuote
    case .state, .place, .location:
      return first != UInt8(ascii: "{") && !Self.isAssignment(at: lexer)
        && !lexer.starts(with: "->")
    case .bound: return "<>=!".utf8.contains(first)
    case .assignment: return Self.isAssignment(at: lexer)
    case .integer, .duration:
      return first.isDigit || first == UInt8(ascii: "-") && (lexer.byte(1)?.isDigit ?? false)
    case .occurrence: return Self.isOccurrence(lexer.peekWord()?.text ?? "")
    case .errorType:
      let word = lexer.peekWord()?.text ?? ""
      return !lexer.isAtQuote && !Self.isOccurrence(word) && word != "optional"
    case .event: return first == UInt8(ascii: "@")
    case .regex: return first == UInt8(ascii: "/")
    case .block, .stubRules: return first == UInt8(ascii: "{")
    case .hereDocument: return lexer.starts(with: "<<")
    }
  }

  /// A name, then `=`, but not `==`.
  private static func isAssignment(at lexer: ScriptLexer) -> Bool {
    var index = lexer.offset
    while index < lexer.bytes.count {
      let byte = lexer.bytes[index]
      guard byte.isNameByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else { break }
      index += 1
    }
    guard index > lexer.offset, index < lexer.bytes.count,
      lexer.bytes[index] == UInt8(ascii: "=")
    else { return false }
    return index + 1 >= lexer.bytes.count || lexer.bytes[index + 1] != UInt8(ascii: "=")
  }

  private static func isOccurrence(_ word: String) -> Bool {
    switch word {
    case "on", "by", "after", "every", "times", "if": true
    default: word.hasPrefix("p=")
    }
  }
}
