/// `{% liquid %}`: a tag a line, without braces.
struct LiquidTag: TemplateTag {
  static let row = TagRow(
    "liquid", syntax: "{% liquid TAG ⏎ TAG ⏎ … %}", "Several tags, one a line, without braces.",
    example: ("{% liquid\n  assign n = 2\n  if n > 1\n    echo 'many'\n  endif\n%}", "many")
  ) { token, parser throws(LanguageError) in LiquidTag(body: try parser.lines(of: token)) }

  private let body: TemplateBody
  var isBlank: Bool { body.isBlank }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    try renderer.render(body)
  }
}
