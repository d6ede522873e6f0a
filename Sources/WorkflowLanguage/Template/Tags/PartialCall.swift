import WorkflowSource

/// `NAME with VALUE as ALIAS, key: value`: what `include` and `render` share.
struct PartialCall: Sendable {
  let name: ExpressionNode
  let value: ExpressionNode?
  let isLoop: Bool
  let alias: Name?
  let arguments: [(name: Name, value: ExpressionNode)]
  let range: SourceRange

  static func parse(
    _ token: TemplateToken, literalName: Bool, _ parser: inout TemplateParser
  ) throws(LanguageError) -> PartialCall {
    var words = parser.words(in: token.inside)
    if literalName, !words.isAtText {
      throw words.error(
        "expected the partial's name in quotes, found \(words.described(words.token))",
        at: words.token)
    }
    let name = try words.primary()
    var value: ExpressionNode?
    var isLoop = false
    if words.isAt(word: "with") || words.isAt(word: "for"),
      words.following().kind != .symbol(.colon)
    {
      isLoop = words.isAt(word: "for")
      words.advance()
      value = try words.unpiped()
    }
    var alias: Name?
    if words.isAt(word: "as"), words.following().kind == .name {
      words.advance()
      alias = Name(try words.variable())
    }
    var arguments: [(name: Name, value: ExpressionNode)] = []
    while !words.isAtEnd {
      _ = words.take(.comma)
      guard words.token.kind == .name, words.following().kind == .symbol(.colon) else {
        // Liquid looks for what it knows and passes over the rest.
        if !words.isExtended {
          if words.isAtEnd { break }
          words.advance()
          continue
        }
        throw words.error(
          "expected 'name: value', found \(words.described(words.token))", at: words.token)
      }
      let key = words.letters(words.token)
      words.advance()
      words.advance()
      arguments.append((Name(key), try words.unpiped()))
    }
    parser.finish(words)
    parser.callsPartials = true
    parser.use(name, .text)
    if let value { parser.use(value, isLoop ? .list : .unknown) }
    for argument in arguments { parser.use(argument.value) }
    return PartialCall(
      name: name, value: value, isLoop: isLoop, alias: alias, arguments: arguments,
      range: token.range)
  }

  /// The variable that holds the value: the alias, else the last part of the partial's name.
  func variable(of name: String) -> Name {
    if let alias { return alias }
    return Name(name.split(separator: "/").last.map(String.init) ?? name)
  }
}
