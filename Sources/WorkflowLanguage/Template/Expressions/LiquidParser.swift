import WorkflowSource

/// Reads the expressions of templates: Liquid's, and in the workflow setting its extensions.
///
/// Binding, from loosest: `|`, `? :`, `and or` (right to left, no precedence), `||`, `&&`, `not`,
/// relations, `+ -`, `* / %`, `! -`, members. Pure Liquid has filters, `and or`, relations, members.
struct LiquidParser {
  let source: ExpressionSource
  let bytes: [UInt8]
  let isExtended: Bool

  var lexer: LiquidLexer
  var token: LiquidToken
  /// Offset just past the last word taken.
  var end: Int
  /// Where `and` and `or` are mixed without parentheses.
  var mixedLogic: [SourceRange] = []
  private var depth = 0

  /// How deep an expression may nest while it is read.
  static let greatestDepth = 250

  /// - Parameter range: what to read, in the text of the template.
  init(source: ExpressionSource, bytes: [UInt8], range: SourceRange, isExtended: Bool) {
    self.source = source
    self.bytes = bytes
    self.isExtended = isExtended
    lexer = LiquidLexer(
      bytes: bytes, index: range.lower, end: range.upper, isExtended: isExtended)
    end = range.lower
    token = lexer.next()
  }

  // MARK: Words

  mutating func advance() {
    end = token.upper
    token = lexer.next()
  }

  var isAtEnd: Bool { token.kind == .end }

  func isAt(_ symbol: LiquidToken.Symbol) -> Bool { token.kind == .symbol(symbol) }

  /// Takes the symbol if it is next.
  mutating func take(_ symbol: LiquidToken.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// Whether the next word is this name.
  func isAt(word: StaticString) -> Bool {
    guard token.kind == .name, token.upper - token.lower == word.utf8CodeUnitCount else {
      return false
    }
    return word.withUTF8Buffer { letters in
      letters.elementsEqual(bytes[token.lower..<token.upper])
    }
  }

  mutating func take(word: StaticString) -> Bool {
    guard isAt(word: word) else { return false }
    advance()
    return true
  }

  /// Takes the symbol that closes what `opening` opened.
  mutating func expect(
    _ symbol: LiquidToken.Symbol, closing opening: LiquidToken? = nil
  ) throws(LanguageError) {
    if take(symbol) { return }
    let hint = opening.map { "to close the '\(letters($0))' before it" }
    throw error("missing '\(symbol.rawValue)' before \(described(token))", at: token, hint: hint)
  }

  func letters(_ token: LiquidToken) -> String {
    String(decoding: bytes[token.lower..<token.upper], as: UTF8.self)
  }

  /// The word after the next one; nothing is taken.
  func following() -> LiquidToken {
    var ahead = lexer
    return ahead.next()
  }

  /// Nothing may follow.
  func expectEnd(hint: String? = nil) throws(LanguageError) {
    guard !isAtEnd else { return }
    throw error(
      "unexpected \(described(token))", at: token, hint: hint ?? hintForUnexpected())
  }

  private func hintForUnexpected() -> String? {
    switch token.kind {
    case .symbol(.assign): "write '==' to compare"
    case .symbol(.question): "write a blank on both sides of '?'"
    case .invalid where !isExtended: "operators belong to the workflow setting"
    case .symbol(.not): nil
    case .symbol where isExtended: "put the value and its filters in parentheses"
    default: nil
    }
  }

  // MARK: Nodes

  func node(
    _ kind: ExpressionNode.Kind, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let node = ExpressionNode(kind, range: SourceRange(lower, max(lower, end)))
    guard node.height <= ExpressionNode.greatestHeight else { throw tooDeep(at: node.range) }
    return node
  }

  /// Runs `body` one level deeper.
  mutating func nested(
    _ body: (inout LiquidParser) throws(LanguageError) -> ExpressionNode
  ) throws(LanguageError) -> ExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.greatestDepth else { throw tooDeep(at: token.range) }
    return try body(&self)
  }

  // MARK: Mistakes

  func error(
    _ message: String, at range: SourceRange, code: String = LanguageError.syntax,
    hint: String? = nil
  ) -> LanguageError {
    source.error(code, message, at: range, hint: hint)
  }

  func error(_ message: String, at token: LiquidToken, hint: String? = nil) -> LanguageError {
    if case .invalid(let reason) = token.kind { return error(reason, at: token.range, hint: hint) }
    return error(message, at: token.range, hint: hint)
  }

  private func tooDeep(at range: SourceRange) -> LanguageError {
    error(
      "the expression is nested too deeply", at: range, code: LanguageError.limit,
      hint: "at most \(ExpressionNode.greatestHeight) levels")
  }

  func described(_ token: LiquidToken) -> String {
    token.kind == .end ? "the end" : "'\(letters(token))'"
  }
}
