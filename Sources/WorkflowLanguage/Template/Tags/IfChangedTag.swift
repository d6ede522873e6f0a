/// `{% ifchanged %}`: its body, unless it is what was printed last.
struct IfChangedTag: TemplateTag {
  static let row = TagRow(
    "ifchanged", syntax: "{% ifchanged %} … {% endifchanged %}", parts: ["endifchanged"],
    "Prints its part unless it is the same as last time.",
    example: (
      #"{% assign l = "1,1,2" | split: "," %}{% for x in l %}{% ifchanged %}{{ x }}{% endifchanged %}{% endfor %}"#,
      "12"
    )
  ) { token, parser throws(LanguageError) in
    IfChangedTag(body: try parser.body(of: token))
  }

  private let body: TemplateBody
  var isBlank: Bool { body.isBlank }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    let text = try renderer.captured { () throws(LanguageError) in try renderer.render(body) }
    guard text != renderer.registers.lastUnchanged else { return }
    renderer.registers.lastUnchanged = text
    try renderer.write(text, at: nil)
  }
}
