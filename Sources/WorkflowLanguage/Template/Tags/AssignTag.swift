import WorkflowSource

/// `{% assign %}`: sets a variable of the template.
struct AssignTag: TemplateTag {
  static let row = TagRow(
    "assign", syntax: "{% assign NAME = VALUE | FILTERS %}", "Gives a variable a value.",
    example: (#"{% assign who = "me" | upcase %}{{ who }}"#, "ME")
  ) { token, parser throws(LanguageError) in
    var words = parser.words(in: token.inside)
    let name = try words.variable()
    guard words.take(.assign) else {
      throw words.error(
        "expected '=' after '\(name)', found \(words.described(words.token))", at: words.token)
    }
    let range = SourceRange(words.token.lower, token.inside.upper)
    let value = try parser.expression(in: range) { words throws(LanguageError) in
      try words.output()
    }
    if value == nil, parser.isExtended {
      throw words.error("expected a value after '='", at: words.token)
    }
    parser.define(Name(name))
    return AssignTag(name: Name(name), value: value)
  }

  private let name: Name
  private let value: ExpressionNode?
  var isBlank: Bool { true }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard let value else { return renderer.scope.assign(name, .null) }
    renderer.scope.assign(name, try renderer.condition(value))
  }
}
