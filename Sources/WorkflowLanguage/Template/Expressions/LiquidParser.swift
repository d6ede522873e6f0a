import WorkflowSource

/// Reads the expressions of templates: Liquid's, and in the workflow setting its extensions.
///
/// Binding, from loosest: `|`, `? :`, `and or` (right to left, no precedence), `||`, `&&`, `not`,
/// relations, `+ -`, `* / %`, `! -`, members. Pure Liquid has filters, `and or`, relations, members.
struct LiquidParser: ExpressionReader {
  let source: ExpressionSource
  let bytes: [UInt8]
  let isExtended: Bool

  var lexer: LiquidLexer
  var token: ExpressionToken
  var end: Int
  /// Where `and` and `or` are mixed without parentheses.
  var mixedLogic: [SourceRange] = []
  var locals: [Name] = []
  var localCount = 0
  var depth = 0

  static let keywords: Set<String> = [
    "true", "false", "nil", "null", "empty", "blank", "and", "or", "not", "in",
  ]

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

  var isAtEnd: Bool { token.kind == .end }

  /// Whether a quoted text is next.
  var isAtText: Bool { if case .string = token.kind { true } else { false } }

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
}
