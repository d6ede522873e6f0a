/// `{% capture %}`: what its body prints, as a variable.
struct CaptureTag: TemplateTag {
  static let row = TagRow(
    "capture", syntax: "{% capture NAME %} … {% endcapture %}", parts: ["endcapture"],
    "Keeps what a part prints in a variable.",
    example: ("{% capture x %}{{ 1 }}{{ 2 }}{% endcapture %}{{ x | size }}", "2")
  ) { token, parser throws(LanguageError) in
    let name = parser.attempt { parser throws(LanguageError) in
      var words = parser.words(in: token.inside)
      let name = try words.variable()
      try words.expectEnd()
      return Name(name)
    }
    let body = try parser.body(of: token)
    if let name { parser.define(name) }
    return CaptureTag(name: name, body: body)
  }

  private let name: Name?
  private let body: TemplateBody
  var isBlank: Bool { true }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard let name else { return }
    let text = try renderer.captured { () throws(LanguageError) in try renderer.render(body) }
    renderer.evaluation.tracer?.setValue(.string(text))
    renderer.scope.assign(name, .string(text))
  }
}
