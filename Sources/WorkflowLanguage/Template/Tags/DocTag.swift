import WorkflowSource

/// `{% doc %}`: what a template says about itself.
struct DocTag: TemplateTag {
  static let row = TagRow(
    "doc", syntax: "{% doc %} … {% enddoc %}", parts: ["enddoc"],
    "Describes the template; prints nothing.",
    example: ("a{% doc %} Greets. {% enddoc %}b", "ab")
  ) { token, parser throws(LanguageError) in
    try parser.expectNothing(in: token)
    let start = parser.scanner.index
    let (text, end) = parser.rawText(until: "enddoc")
    if end == nil { parser.reportNeverClosed(token) }
    if let nested = nestedPlace(in: text) {
      throw parser.error(
        "'doc' cannot stand in 'doc'", at: SourceRange(start + nested, start + nested + 2))
    }
    return DocTag(isBlank: text.isEmpty)
  }

  let isBlank: Bool

  /// Where another `{% doc` stands in the text.
  private static func nestedPlace(in text: String) -> Int? {
    let bytes = Array(text.utf8)
    var scanner = TemplateScanner(bytes: bytes, dollarNames: false)
    while true {
      let token = scanner.next()
      switch token.kind {
      case .end: return nil
      case .tag("doc"): return token.range.lower
      default: continue
      }
    }
  }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {}
}
