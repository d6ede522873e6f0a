package import WorkflowSource

/// Reads expressions: CEL, and in the workflow setting its extensions.
///
/// Binding, from loosest: `|`, `? :`, `||`, `&&`, relations, `+ -`, `* / %`, `! -`, members. The
/// pieces live in extensions, one file a level.
struct CELParser {
  let source: ExpressionSource
  let bytes: [UInt8]
  let setting: LanguageSetting
  let isExtended: Bool
  /// Unknown names are null here, as in templates, and not errors.
  let isTemplate: Bool
  /// Whether the text may go on behind the expression, as on a command line.
  let isPrefix: Bool

  var lexer: CELLexer
  var token: CELToken
  /// Offset just past the last word taken.
  var end = 0
  var shape = ExpressionShape()
  /// Variables of the macros around this place, outermost first; the position is the slot.
  var locals: [Name] = []
  var localCount = 0
  /// Levels of nesting around this place; not counted down where an error ends the reading.
  var depth = 0

  /// How deep an expression may nest while it is read.
  static let greatestDepth = 250

  init(
    source: ExpressionSource, setting: LanguageSetting, isTemplate: Bool = false,
    isPrefix: Bool = false
  ) {
    self.source = source
    self.setting = setting
    self.isTemplate = isTemplate
    self.isPrefix = isPrefix
    isExtended = setting.kind != .cel
    bytes = Array(source.text.utf8)
    lexer = CELLexer(bytes: bytes, isExtended: isExtended)
    token = lexer.next()
  }

  /// The one expression that the whole text is.
  mutating func parseWhole() throws(LanguageError) -> ExpressionNode {
    let root = try expression()
    guard token.kind == .end else { throw unexpectedAfterExpression() }
    return root
  }

  // MARK: Words

  mutating func advance() {
    end = token.upper
    token = lexer.next()
  }

  func isAt(_ symbol: CELToken.Symbol) -> Bool { token.kind == .symbol(symbol) }

  /// Takes the symbol if it is next.
  mutating func take(_ symbol: CELToken.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// Takes the symbol that closes what `opening` opened.
  mutating func expect(
    _ symbol: CELToken.Symbol, closing opening: CELToken? = nil
  ) throws(LanguageError) {
    if take(symbol) { return }
    var hint: String?
    if let opening { hint = "to close the '\(letters(opening))' at \(place(opening))" }
    throw error("missing '\(symbol.rawValue)' before \(described(token))", at: token, hint: hint)
  }

  /// Whether the next word is a name of these letters.
  func isAtWord(_ letters: StaticString) -> Bool {
    token.kind == .name && token.upper - token.lower == letters.utf8CodeUnitCount
      && letters.withUTF8Buffer { bytes[token.lower..<token.upper].elementsEqual($0) }
  }

  /// The letters of the next word, if it is a name.
  var word: String? { token.kind == .name ? letters(token) : nil }

  func letters(_ token: CELToken) -> String {
    String(decoding: bytes[token.lower..<token.upper], as: UTF8.self)
  }

  /// The word after the next one; nothing is taken.
  func following() -> CELToken {
    var ahead = lexer
    return ahead.next()
  }

  // MARK: Nodes

  func node(
    _ kind: ExpressionNode.Kind, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let node = ExpressionNode(kind, range: SourceRange(lower, max(lower, end)))
    guard node.height <= ExpressionNode.greatestHeight else { throw tooDeep(at: node.range) }
    return node
  }

  /// Goes one level deeper; whoever calls it counts `depth` down again.
  mutating func enter() throws(LanguageError) {
    depth += 1
    if depth > Self.greatestDepth { throw tooDeep(at: token.range) }
  }

  // MARK: Mistakes

  func error(
    _ message: String, at range: SourceRange, code: String = LanguageError.syntax,
    hint: String? = nil
  ) -> LanguageError {
    source.error(code, message, at: range, hint: hint)
  }

  func error(
    _ message: String, at token: CELToken, hint: String? = nil
  ) -> LanguageError {
    if case .invalid(let problem) = token.kind {
      return error(problem.message(letters(token)), at: token.range)
    }
    return error(message, at: token.range, hint: hint)
  }

  private func tooDeep(at range: SourceRange) -> LanguageError {
    error(
      "the expression is nested too deeply", at: range, code: LanguageError.limit,
      hint: "at most \(ExpressionNode.greatestHeight) levels")
  }

  func described(_ token: CELToken) -> String {
    token.kind == .end ? "the end" : "'\(letters(token))'"
  }

  /// `column 12` of the text.
  private func place(_ token: CELToken) -> String { "offset \(token.lower)" }

  func unexpectedAfterExpression() -> LanguageError {
    var hint: String?
    switch token.kind {
    case .symbol(.assign): hint = "write '==' to compare"
    case .symbol(.ampersand): hint = "write '&&' or 'and'"
    case .symbol(.pipe) where !isExtended: hint = "filters belong to the workflow setting"
    case .symbol: break
    default:
      if let word, !isExtended, ["and", "or", "contains"].contains(word) {
        hint = "word operators belong to the workflow setting"
      }
    }
    return error("unexpected \(described(token)) after the expression", at: token, hint: hint)
  }
}
