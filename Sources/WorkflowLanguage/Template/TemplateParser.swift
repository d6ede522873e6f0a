import WorkflowSource

/// Reads a template: pieces off the scanner, tags by their rows, several mistakes in one go.
struct TemplateParser {
  /// A tag whose end has not been met.
  private struct OpenTag {
    let name: String
    let terminators: [String]
  }

  /// How deep tags may nest.
  static let greatestDepth = 100
  /// After so many mistakes nobody reads on.
  static let mostDiagnostics = 50

  let source: ExpressionSource
  let bytes: [UInt8]
  let setting: LanguageSetting
  let isExtended: Bool
  /// Liquid outside its strict mode: odd words are passed over.
  let isLenient: Bool

  var scanner: TemplateScanner
  /// Inside `{% liquid %}`, where its lines end.
  var linesEnd: Int?
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var uses = TemplateUses()
  /// Whether it brings other templates in, which may bring in others.
  var callsPartials = false
  /// How many variables of macros an expression keeps at most.
  private(set) var localCount = 0
  /// Whether there is anything but text.
  private(set) var hasMarkup = false
  private var openTags: [OpenTag] = []
  /// Whether a tag around the `{% liquid %}` at hand may leave it out.
  private var isLinesGuarded = false
  /// A tag that ends a body further out.
  private var pushedBack: TemplateToken?
  /// Whether white space goes from the text that comes next.
  var trimsNext = false
  private var isStopped = false

  init(source: ExpressionSource, setting: LanguageSetting, dollarNames: Bool) {
    self.source = source
    self.setting = setting
    isExtended = setting.kind != .liquid
    isLenient = setting.kind == .liquid && !setting.isStrict
    bytes = Array(source.text.utf8)
    scanner = TemplateScanner(bytes: bytes, dollarNames: dollarNames)
  }

  mutating func document() -> TemplateBody {
    var body = TemplateBody()
    repeat { add(to: &body, until: []) } while pushedBack != nil && !isStopped
    return body
  }

  // MARK: Bodies

  /// What stands up to one of the tags named, and that tag; nil where the text ends before.
  mutating func body(
    of name: String, until terminators: [String]
  ) throws(LanguageError) -> (TemplateBody, TemplateToken?) {
    guard openTags.count < Self.greatestDepth else {
      isStopped = true
      throw LanguageError(
        LanguageError.limit, "tags are nested too deeply",
        range: source.fileRange(SourceRange(scanner.index, scanner.index)),
        hint: "at most \(Self.greatestDepth) levels")
    }
    openTags.append(OpenTag(name: name, terminators: terminators))
    defer { openTags.removeLast() }
    var body = TemplateBody()
    let end = add(to: &body, until: terminators)
    return (body, end)
  }

  /// The body of a tag that has one only, up to `end…`.
  mutating func body(of token: TemplateToken) throws(LanguageError) -> TemplateBody {
    let name = token.tagName ?? ""
    let (body, end) = try self.body(of: name, until: ["end" + name])
    if end == nil { reportNeverClosed(token) }
    return body
  }

  mutating func reportNeverClosed(_ token: TemplateToken) {
    // Nobody looked for the end when reading stopped.
    guard !isStopped else { return }
    let name = token.tagName ?? ""
    report(
      error(
        "'\(name)' is never closed", at: token.range,
        hint: linesEnd == nil ? "add {% end\(name) %}" : "add a line 'end\(name)'"))
  }

  @discardableResult
  private mutating func add(
    to body: inout TemplateBody, until terminators: [String]
  ) -> TemplateToken? {
    var text: SourceRange?
    while !isStopped {
      var token = nextToken()
      if token.trimsBefore, let before = text { text = trimmedEnd(of: before) }
      if case .text = token.kind {
        if trimsNext { token.range = trimmedBegin(of: token.range) }
        trimsNext = false
        // The text before ended in a stray brace.
        text = text.map { $0.union(token.range) } ?? token.range
        continue
      }
      flush(&text, into: &body)
      trimsNext = token.trimsAfter
      switch token.kind {
      case .end: return nil
      case .unclosed(let opening): reportUnclosed(opening, token)
      case .output: addOutput(token, to: &body)
      case .tag(let name):
        if terminators.contains(name) { return token }
        if !addTag(name, token, to: &body) {
          pushedBack = token
          return nil
        }
      case .text: break
      }
    }
    return nil
  }

  private mutating func nextToken() -> TemplateToken {
    if let token = pushedBack {
      pushedBack = nil
      return token
    }
    if let end = linesEnd {
      if let line = scanner.line(until: end) { return line }
      let range = SourceRange(end, end)
      return TemplateToken(kind: .end, range: range, inside: range, trimsAfter: trimsNext)
    }
    return scanner.next()
  }

  private func trimmedEnd(of range: SourceRange) -> SourceRange {
    var upper = range.upper
    while upper > range.lower, bytes[upper - 1].isLiquidBlank { upper -= 1 }
    return SourceRange(range.lower, upper)
  }

  private func trimmedBegin(of range: SourceRange) -> SourceRange {
    var lower = range.lower
    while lower < range.upper, bytes[lower].isLiquidBlank { lower += 1 }
    return SourceRange(lower, range.upper)
  }

  private func flush(_ text: inout SourceRange?, into body: inout TemplateBody) {
    guard let range = text else { return }
    text = nil
    guard !range.isEmpty else { return }
    let letters = bytes[range.lower..<range.upper]
    body.nodes.append(.text(String(decoding: letters, as: UTF8.self)))
    if body.isBlank { body.isBlank = letters.allSatisfy(\.isLiquidBlank) }
  }

  private mutating func addOutput(_ token: TemplateToken, to body: inout TemplateBody) {
    hasMarkup = true
    body.isBlank = false
    let node = attempt { parser throws(LanguageError) in
      try parser.expression(in: token.inside, implied: .text) { words throws(LanguageError) in
        try words.output()
      }
    }
    if let node, let node { body.nodes.append(.output(node, token.range)) }
  }

  // MARK: Tags

  /// Returns whether the tag belongs here; if not, it ends a body further out.
  private mutating func addTag(
    _ name: String, _ token: TemplateToken, to body: inout TemplateBody
  ) -> Bool {
    hasMarkup = true
    guard let row = TagTable.standard[name] else {
      if openTags.dropLast().contains(where: { $0.terminators.contains(name) }) { return false }
      report(unknownTag(name, token))
      return true
    }
    let parsed = attempt { parser throws(LanguageError) in try row.parse(token, &parser) }
    guard let tag = parsed else { return true }
    if body.isBlank { body.isBlank = tag.isBlank }
    body.nodes.append(.tag(TagNode(tag), token.range))
    return true
  }

  /// What the lines of `{% liquid %}` are, each a tag.
  mutating func lines(of token: TemplateToken) throws(LanguageError) -> TemplateBody {
    let outer = (scanner.index, linesEnd, openTags, trimsNext, isLinesGuarded)
    guard openTags.count < Self.greatestDepth else {
      isStopped = true
      throw error("tags are nested too deeply", at: token.range, code: LanguageError.limit)
    }
    scanner.index = token.inside.lower
    linesEnd = token.inside.upper
    isLinesGuarded = isGuarded
    // No line may close a tag that was opened outside.
    openTags = [OpenTag(name: "liquid", terminators: [])]
    var body = TemplateBody()
    add(to: &body, until: [])
    if let stray = pushedBack {
      report(unknownTag(stray.tagName ?? "", stray))
      pushedBack = nil
    }
    (scanner.index, linesEnd, openTags, trimsNext, isLinesGuarded) = outer
    return body
  }

  private func unknownTag(_ name: String, _ token: TemplateToken) -> LanguageError {
    if name.isEmpty { return error("expected the name of a tag", at: token.range) }
    if let open = openTags.last, name.hasPrefix("end"), TagTable.standard[open.name] != nil {
      return error(
        "'\(name)' does not close '\(open.name)'", at: token.nameRange, code: Self.unknownTagCode,
        hint: "'end\(open.name)' does")
    }
    if TagTable.standard.isPart(name) {
      return error(
        "'\(name)' stands alone", at: token.nameRange, code: Self.unknownTagCode,
        hint: "it belongs to a tag that is not open here")
    }
    return error(
      "no tag '\(name)'", at: token.nameRange, code: Self.unknownTagCode,
      hint: Suggestion.hint(for: name, among: TagTable.standard.names))
  }

  private static let unknownTagCode = "unknown-tag"

  // MARK: Expressions

  /// Reads the words of a range, and notes the names in what comes out.
  mutating func expression(
    in range: SourceRange, implied: ImpliedType = .unknown,
    _ body: (inout LiquidParser) throws(LanguageError) -> ExpressionNode?
  ) throws(LanguageError) -> ExpressionNode? {
    var words = self.words(in: range)
    let node = try leniently(in: range) { () throws(LanguageError) in
      try body(&words)
    } otherwise: { reader throws(LanguageError) in
      try reader.output()
    }
    finish(words)
    if let node { uses.add(node, implied, isGuarded: isGuarded) }
    return node
  }

  /// Outside the strict mode of pure Liquid, another way to read what is no expression.
  func leniently<Result>(
    in range: SourceRange, _ body: () throws(LanguageError) -> Result,
    otherwise: (inout LenientReader) throws(LanguageError) -> Result
  ) throws(LanguageError) -> Result {
    do throws(LanguageError) {
      return try body()
    } catch {
      guard isLenient, error.code != LanguageError.limit else { throw error }
      var reader = LenientReader(source: source, bytes: bytes, range: range)
      return try otherwise(&reader)
    }
  }

  /// The condition of a tag.
  ///
  /// - Parameter isLater: whether conditions before it may keep it from being asked.
  mutating func condition(
    in range: SourceRange, isLater: Bool = false
  ) throws(LanguageError) -> ExpressionNode {
    var words = self.words(in: range)
    let node = try leniently(in: range) { () throws(LanguageError) in
      try words.condition()
    } otherwise: { reader throws(LanguageError) in
      try reader.condition()
    }
    finish(words)
    uses.add(node, .boolean, isGuarded: isLater || isGuarded)
    return node
  }

  /// The one value of a tag, without filters.
  mutating func wholeExpression(in range: SourceRange) throws(LanguageError) -> ExpressionNode {
    var words = self.words(in: range)
    let node = isExtended ? try words.piped() : try words.unpiped()
    try words.expectEnd()
    finish(words)
    uses.add(node, .unknown, isGuarded: isGuarded)
    return node
  }

  func words(in range: SourceRange) -> LiquidParser {
    LiquidParser(source: source, bytes: bytes, range: range, isExtended: isExtended)
  }

  /// Keeps what is to be known of an expression that was read.
  mutating func finish(_ words: LiquidParser) {
    guard isExtended else { return }
    localCount = max(localCount, words.localCount)
    for range in words.mixedLogic {
      diagnostics.append(
        .warning(
          "mixed-logic", "'and' and 'or' are mixed: both bind alike, from right to left",
          range: source.fileRange(range), hint: "put parentheses"))
    }
  }

  /// - Parameter isLater: whether what comes before it may keep it from being evaluated.
  mutating func use(
    _ node: ExpressionNode, _ implied: ImpliedType = .unknown, isLater: Bool = false
  ) {
    uses.add(node, implied, isGuarded: isLater || isGuarded)
  }

  /// Whether a tag around this place may leave it out.
  private var isGuarded: Bool {
    isLinesGuarded || openTags.contains { $0.name != "capture" && $0.name != "liquid" }
  }

  /// Names that the template itself sets are no names of the scope.
  mutating func define(_ name: Name) { uses.define(name) }

  /// Runs `body` with names that hold inside only.
  mutating func binding<Result>(
    _ names: [Name], _ body: (inout TemplateParser) throws(LanguageError) -> Result
  ) throws(LanguageError) -> Result {
    uses.bind(names)
    defer { uses.unbind(names.count) }
    return try body(&self)
  }

  // MARK: Mistakes

  func error(
    _ message: String, at range: SourceRange, code: String = LanguageError.syntax,
    hint: String? = nil
  ) -> LanguageError {
    source.error(code, message, at: range, hint: hint)
  }

  mutating func report(_ error: LanguageError) {
    guard diagnostics.count < Self.mostDiagnostics else { return }
    diagnostics.append(error.diagnostic)
    guard diagnostics.count == Self.mostDiagnostics else { return }
    isStopped = true
    diagnostics.append(.error(LanguageError.limit, "too many mistakes, reading no further"))
  }

  /// Runs `body`; a mistake in it is reported, and reading goes on.
  mutating func attempt<Result>(
    _ body: (inout TemplateParser) throws(LanguageError) -> Result
  ) -> Result? {
    do throws(LanguageError) {
      return try body(&self)
    } catch {
      report(error)
      return nil
    }
  }

  private mutating func reportUnclosed(_ opening: String, _ token: TemplateToken) {
    hasMarkup = true
    let end = token.inside.upper - 1
    if opening == "{{", end >= token.inside.lower, bytes[end] == UInt8(ascii: "}") {
      let isQuoted = bytes[token.inside.lower..<end].hasOpenQuote
      return report(
        error(
          "an output ends at its first '}', and here only one stands",
          at: SourceRange(end, end + 1),
          hint: isQuoted
            ? "set the text before: {% assign brace = '}' %}{{ brace }}" : "end it with '}}'"))
    }
    let closing = opening == "{{" ? "}}" : opening == "{%" ? "%}" : "}"
    report(error("'\(opening)' is never closed", at: token.range, hint: "add '\(closing)'"))
  }
}

extension ArraySlice<UInt8> {
  /// Whether a quoted text begins in it and does not end.
  fileprivate var hasOpenQuote: Bool {
    var quote: UInt8?
    for byte in self {
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      }
    }
    return quote != nil
  }
}
