/// `{% echo %}`: `{{ }}` as a tag, for `{% liquid %}`.
struct EchoTag: TemplateTag {
  static let row = TagRow(
    "echo", syntax: "{% echo VALUE | FILTERS %}", "Prints a value, as {{ }} does.",
    example: (#"{% echo "a" | upcase %}"#, "A")
  ) { token, parser throws(LanguageError) in
    EchoTag(
      value: try parser.expression(in: token.inside, implied: .text) {
        words throws(LanguageError) in try words.output()
      })
  }

  private let value: ExpressionNode?

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard let value else { return }
    try renderer.write(try renderer.value(value), at: value.range)
  }
}
