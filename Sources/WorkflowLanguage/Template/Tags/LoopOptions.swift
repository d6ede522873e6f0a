import WorkflowSource

/// `limit: n offset: n reversed`, `cols: n`: what may follow a loop's collection.
struct LoopOptions: Sendable {
  var limit: ExpressionNode?
  var offset: ExpressionNode?
  /// `offset: continue`: from where the last loop of the same name ended.
  var continues = false
  var isReversed = false
  var columns: ExpressionNode?

  /// Reads options up to the end of the tag; those named may stand.
  static func parse(
    _ words: inout LiquidParser, _ allowed: [String], isExtended: Bool
  ) throws(LanguageError) -> LoopOptions {
    var options = LoopOptions()
    if allowed.contains("reversed"), words.take(word: "reversed") { options.isReversed = true }
    while !words.isAtEnd {
      _ = words.take(.comma)
      guard words.token.kind == .name else { break }
      let name = words.letters(words.token)
      if isExtended, name == "reversed", allowed.contains(name) {
        words.advance()
        options.isReversed = true
        continue
      }
      guard allowed.contains(name), name != "reversed" else {
        throw words.error(
          "unknown option '\(name)'", at: words.token,
          hint: Suggestion.hint(for: name, among: allowed) ?? "there are \(list(allowed))")
      }
      words.advance()
      try words.expect(.colon)
      switch name {
      case "limit": options.limit = try words.unpiped()
      case "cols": options.columns = try words.unpiped()
      case "offset":
        if words.take(word: "continue") {
          options.continues = true
          options.offset = nil
        } else {
          options.continues = false
          options.offset = try words.unpiped()
        }
      default: _ = try words.unpiped()
      }
    }
    try words.expectEnd()
    return options
  }

  private static func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  var expressions: [ExpressionNode] { [limit, offset, columns].compactMap { $0 } }
}

/// `NAME in COLLECTION OPTIONS`, of `for` and `tablerow`.
struct LoopHead: Sendable {
  let name: Name
  /// `item-products`: what loops that continue each other share.
  let label: String
  let collection: ExpressionNode
  let options: LoopOptions
  let range: SourceRange

  static func parse(
    _ token: TemplateToken, options allowed: [String], _ parser: inout TemplateParser
  ) throws(LanguageError) -> LoopHead {
    var words = parser.words(in: token.inside)
    let isExtended = parser.isExtended
    let head = try parser.leniently(in: token.inside) { () throws(LanguageError) in
      try parse(&words, token.range, allowed, isExtended: isExtended)
    } otherwise: { reader throws(LanguageError) in
      guard let loop = try reader.loop() else {
        throw words.error("expected 'NAME in LIST'", at: token.inside)
      }
      return LoopHead(
        name: Name(loop.name), label: "\(loop.name)-\(loop.label)", collection: loop.collection,
        options: loop.options, range: token.range)
    }
    parser.finish(words)
    parser.use(head.collection, .list)
    for option in head.options.expressions { parser.use(option, .number) }
    return head
  }

  private static func parse(
    _ words: inout LiquidParser, _ range: SourceRange, _ allowed: [String], isExtended: Bool
  ) throws(LanguageError) -> LoopHead {
    guard words.token.kind == .name else {
      throw words.error(
        "expected a name for the variable, found \(words.described(words.token))",
        at: words.token)
    }
    let name = words.letters(words.token)
    words.advance()
    guard words.take(word: "in") else {
      throw words.error(
        "expected 'in' after '\(name)', found \(words.described(words.token))", at: words.token)
    }
    let lower = words.token.lower
    let collection = try words.unpiped()
    let text = words.bytes[lower..<max(lower, words.end)].filter { !$0.isLiquidBlank }
    let options = try LoopOptions.parse(&words, allowed, isExtended: isExtended)
    return LoopHead(
      name: Name(name), label: "\(name)-\(String(decoding: text, as: UTF8.self))",
      collection: collection, options: options, range: range)
  }
}
