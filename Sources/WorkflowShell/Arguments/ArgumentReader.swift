internal import JSONText
internal import WorkflowLanguage
internal import WorkflowSource

/// Reads one argument of a given kind.
struct ArgumentReader {
  var lexer: ScriptLexer
  /// What the syntax calls the argument, for messages.
  let name: String
  /// The options of the command; an expression ends before one.
  let options: [String]
  /// Whether a block follows somewhere, before which an expression ends.
  let hasBlock: Bool
  let nested: NestedReader

  mutating func read(_ kind: ArgumentKind) throws(ScriptError) -> ArgumentValue {
    switch kind {
    case .word, .errorType, .variable, .glob, .file, .workflow, .command, .topic, .setting, .text:
      let token = try word()
      return .text(token.text, isQuoted: token.isQuoted)
    case .raw: return .text(lexer.restOfLine().text, isQuoted: false)
    case .choice(let words): return try choice(among: words)
    case .state, .place: return .text(try location(arrows: false), isQuoted: false)
    case .location: return .text(try location(arrows: true), isQuoted: false)
    case .expression: return .expression(try expression())
    case .comparison: return .comparison(try comparison())
    case .bound: return .bound(try bound())
    case .assignment: return .assignment(try assignment())
    case .value: return .value(try value())
    case .written: return .value(try writtenValue())
    case .integer: return .integer(try integer())
    case .event:
      lexer.offset += 1
      return .integer(try integer())
    case .duration: return .duration(try duration())
    case .occurrence: return .occurrence(try occurrence())
    case .path: return .path(try path())
    case .regex: return .text(try regularExpression(), isQuoted: false)
    case .block: return .block(try nested.block(&lexer))
    case .stubRules: return .stubRules(try stubRules())
    case .hereDocument: return .hereDocument(try lexer.hereDocument())
    case .statement: return .statement(try nested.statement(&lexer))
    }
  }

  // MARK: Words

  mutating func word() throws(ScriptError) -> ScriptLexer.Token {
    guard let token = try lexer.word() else {
      throw failure("expected \(name)", SourceRange(lexer.offset, lexer.offset + 1))
    }
    return token
  }

  private mutating func choice(among words: [String]) throws(ScriptError) -> ArgumentValue {
    let token = try word()
    guard words.contains(token.text) else {
      throw failure(
        "'\(token.text)' is not one of \(words.joined(separator: ", "))", token.range,
        hint: Suggestion.hint(for: token.text, among: words))
    }
    return .text(token.text, isQuoted: false)
  }

  mutating func integer() throws(ScriptError) -> Int {
    let token = try word()
    guard let number = Int(token.text) else {
      throw failure("'\(token.text)' is not a whole number", token.range)
    }
    return number
  }

  mutating func duration() throws(ScriptError) -> TimeSpan {
    let token = try word()
    guard let span = TimeSpan(token.text), span >= .zero else {
      throw failure(
        "'\(token.text)' is not a duration", token.range, hint: "such as 250ms, 30s, 5m, 1h30m")
    }
    return span
  }

  /// States in order, up to the end of the command.
  private mutating func path() throws(ScriptError) -> [ScriptLexer.Token] {
    var steps: [ScriptLexer.Token] = []
    lexer.skipBlanks()
    while let token = try lexer.word() {
      steps.append(token)
      lexer.skipBlanks()
    }
    return steps
  }

  // MARK: Locations

  /// `A`, `"A"`, `/regex/`, `*`, and `A -> B` where arrows may be.
  mutating func location(arrows: Bool) throws(ScriptError) -> String {
    let first = try locationEnd()
    guard arrows else { return first }
    var ahead = lexer
    ahead.skipBlanks()
    guard ahead.starts(with: "->") else { return first }
    ahead.offset += 2
    ahead.skipBlanks()
    lexer = ahead
    return "\(first) -> \(try locationEnd())"
  }

  private mutating func locationEnd() throws(ScriptError) -> String {
    if lexer.current == UInt8(ascii: "/") { return "/\(try regularExpression())/" }
    if lexer.isAtQuote { return try lexer.quoted().text }
    let start = lexer.offset
    while let byte = lexer.current, !byte.endsWord, !lexer.starts(with: "->") {
      lexer.offset += 1
    }
    guard lexer.offset > start else {
      throw failure("expected a state", SourceRange(start, start + 1))
    }
    return lexer.text(start, lexer.offset)
  }

  /// What stands between two `/`; `\/` is a slash.
  mutating func regularExpression() throws(ScriptError) -> String {
    let start = lexer.offset
    lexer.offset += 1
    while let byte = lexer.current, !byte.isLineBreak {
      if byte == UInt8(ascii: "/") {
        let pattern = lexer.text(start + 1, lexer.offset)
        lexer.offset += 1
        return pattern.split(separator: "\\/", omittingEmptySubsequences: false).joined(
          separator: "/")
      }
      lexer.offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw failure(
      "the pattern is not closed on this line", SourceRange(start, lexer.offset),
      hint: "close it with /")
  }

  // MARK: Expressions

  mutating func expression() throws(ScriptError) -> CompiledExpression {
    try lexer.expression(options: options, stopsAtBrace: hasBlock)
  }

  /// `PATH OP VALUE`: one expression, of which the left side is also wanted alone.
  private mutating func comparison() throws(ScriptError) -> Comparison {
    let start = lexer.offset
    let token = try word()
    let left: CompiledExpression
    do throws(LanguageError) {
      left = try CompiledExpression.parse(
        token.text, places: TextPlaces(startingAt: start), setting: .workflow)
    } catch {
      throw ScriptError(error.diagnostic)
    }
    lexer.skipBlanks()
    let symbols = ["==", "!=", "<=", ">=", "<", ">", "contains", "in"]
    guard let symbol = symbols.first(where: { lexer.starts(with: $0) }) else {
      throw failure(
        "expected a comparison after '\(token.text)'",
        SourceRange(lexer.offset, lexer.offset + 1), hint: "such as == != < <= > >= contains in")
    }
    lexer.offset = start
    return Comparison(left: left, symbol: symbol, whole: try expression())
  }

  private mutating func bound() throws(ScriptError) -> Bound {
    let found = Bound.Symbol.allCases.first { lexer.starts(with: $0.rawValue) }
    guard let symbol = found else {
      throw failure(
        "expected a comparison", SourceRange(lexer.offset, lexer.offset + 1),
        hint: "such as < 5m")
    }
    lexer.offset += symbol.rawValue.utf8.count
    lexer.skipBlanks()
    let token = try word()
    if let number = Int(token.text) { return Bound(symbol: symbol, limit: .integer(number)) }
    if let span = TimeSpan(token.text) { return Bound(symbol: symbol, limit: .duration(span)) }
    throw failure("'\(token.text)' is neither a number nor a duration", token.range)
  }

  func failure(_ message: String, _ range: SourceRange, hint: String? = nil) -> ScriptError {
    ScriptError(.error("bad-argument", message, range: range, hint: hint))
  }
}
