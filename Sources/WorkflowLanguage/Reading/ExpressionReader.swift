import WorkflowSource

/// Cuts a text into words, one at a time.
protocol ExpressionLexer {
  mutating func next() -> ExpressionToken
}

/// What the parsers of both languages have in common: one word ahead, places, bounded depth.
protocol ExpressionReader {
  associatedtype Lexer: ExpressionLexer

  var source: ExpressionSource { get }
  var bytes: [UInt8] { get }
  /// Whether the workflow setting's extensions are on.
  var isExtended: Bool { get }
  var lexer: Lexer { get set }
  /// The next word.
  var token: ExpressionToken { get set }
  /// Offset just past the last word taken.
  var end: Int { get set }
  /// Levels of nesting around this place; not counted down where an error ends the reading.
  var depth: Int { get set }
  /// Variables of the macros around this place, outermost first; the position is the slot.
  var locals: [Name] { get set }
  /// How many of them there are at most at once.
  var localCount: Int { get set }

  /// Words that can be no variable's name.
  static var keywords: Set<String> { get }
  /// Whether a word can be no variable's name in the setting at hand.
  func isReserved(_ word: String) -> Bool

  /// An expression with its filters.
  mutating func expression() throws(LanguageError) -> ExpressionNode
  /// `has(…)`; the parenthesis is next.
  mutating func has(from lower: Int) throws(LanguageError) -> ExpressionNode
  /// An operand that is asked for its truth, as the language understands it.
  func truth(_ node: ExpressionNode) -> ExpressionNode
}

/// How deep an expression may nest while it is read.
enum ReadingDepth {
  static let greatest = 250
}

extension ExpressionReader {
  func isReserved(_ word: String) -> Bool { Self.keywords.contains(word) }

  mutating func advance() {
    end = token.upper
    token = lexer.next()
  }

  func isAt(_ symbol: ExpressionToken.Symbol) -> Bool { token.kind == .symbol(symbol) }

  /// Takes the symbol if it is next.
  mutating func take(_ symbol: ExpressionToken.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// Takes the symbol that closes what `opening` opened.
  mutating func expect(
    _ symbol: ExpressionToken.Symbol, closing opening: ExpressionToken? = nil
  ) throws(LanguageError) {
    if take(symbol) { return }
    let hint = opening.map { "to close the '\(letters($0))' before it" }
    throw error("missing '\(symbol.rawValue)' before \(described(token))", at: token, hint: hint)
  }

  /// Whether the next word is a name of these letters.
  func isAt(word: StaticString) -> Bool {
    token.kind == .name && token.upper - token.lower == word.utf8CodeUnitCount
      && word.withUTF8Buffer { $0.elementsEqual(bytes[token.lower..<token.upper]) }
  }

  mutating func take(word: StaticString) -> Bool {
    guard isAt(word: word) else { return false }
    advance()
    return true
  }

  /// The letters of the next word, if it is a name.
  var word: String? { token.kind == .name ? letters(token) : nil }

  func letters(_ token: ExpressionToken) -> String {
    String(decoding: bytes[token.lower..<token.upper], as: UTF8.self)
  }

  /// The word after the next one; nothing is taken.
  func following() -> ExpressionToken {
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
    if depth > ReadingDepth.greatest { throw tooDeep(at: token.range) }
  }

  // MARK: Mistakes

  func error(
    _ message: String, at range: SourceRange, code: String = LanguageError.syntax,
    hint: String? = nil
  ) -> LanguageError {
    source.error(code, message, at: range, hint: hint)
  }

  func error(
    _ message: String, at token: ExpressionToken, hint: String? = nil
  ) -> LanguageError {
    if case .invalid(let problem) = token.kind {
      return error(problem.message(letters(token)), at: token.range, hint: hint)
    }
    return error(message, at: token.range, hint: hint)
  }

  func tooDeep(at range: SourceRange) -> LanguageError {
    error(
      "the expression is nested too deeply", at: range, code: LanguageError.limit,
      hint: "at most \(ExpressionNode.greatestHeight) levels")
  }

  func described(_ token: ExpressionToken) -> String {
    token.kind == .end ? "the end" : "'\(letters(token))'"
  }
}
