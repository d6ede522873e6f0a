import WorkflowSource

/// Reads expressions: CEL, and in the workflow setting its extensions.
///
/// Binding, from loosest: `|`, `? :`, `||`, `&&`, relations, `+ -`, `* / %`, `! -`, members. The
/// pieces live in extensions, one file a level.
struct CELParser: ExpressionReader {
  let source: ExpressionSource
  let bytes: [UInt8]
  let setting: LanguageSetting
  let isExtended: Bool
  /// Whether the text may go on behind the expression, as on a command line.
  let isPrefix: Bool

  var lexer: CELLexer
  var token: ExpressionToken
  var end = 0
  var shape = ExpressionShape()
  var locals: [Name] = []
  var localCount = 0
  var depth = 0

  init(source: ExpressionSource, setting: LanguageSetting, isPrefix: Bool = false) {
    self.source = source
    self.setting = setting
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
