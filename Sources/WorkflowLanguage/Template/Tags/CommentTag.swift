import WorkflowSource

/// `{% comment %}` and `{% # %}`.
struct CommentTag: TemplateTag {
  static let row = TagRow(
    "comment", syntax: "{% comment %} … {% endcomment %}", parts: ["endcomment"],
    "Prints nothing of its part.", example: ("a{% comment %}b{% endcomment %}c", "ac")
  ) { token, parser throws(LanguageError) in
    if !skip(&parser) { parser.reportNeverClosed(token) }
    return CommentTag()
  }

  static let inlineRow = TagRow(
    "#", syntax: "{% # … %}", "A remark inside one tag; further lines begin with # too.",
    example: ("a{% # remark %}b", "ab")
  ) { token, parser throws(LanguageError) in
    try expectMarks(in: token, parser)
    return CommentTag()
  }

  var isBlank: Bool { true }

  /// Passes over everything up to the end; comments and raw text inside have to be whole.
  private static func skip(_ parser: inout TemplateParser) -> Bool {
    var depth = 1
    while depth > 0 {
      var token: TemplateToken
      if let end = parser.linesEnd {
        guard let line = parser.scanner.line(until: end) else { return false }
        token = line
      } else {
        token = parser.scanner.next()
      }
      switch token.kind {
      case .end: return false
      case .tag("raw"):
        if parser.rawText(until: "endraw").end == nil { return false }
      case .tag("comment"): depth += 1
      case .tag("endcomment"):
        depth -= 1
        parser.trimsNext = token.trimsAfter
      default: break
      }
    }
    return true
  }

  private static func expectMarks(
    in token: TemplateToken, _ parser: TemplateParser
  ) throws(LanguageError) {
    var isLineBegin = false
    for place in token.inside.lower..<token.inside.upper {
      let byte = parser.bytes[place]
      if byte == 0x0A {
        isLineBegin = true
      } else if isLineBegin, !byte.isLiquidBlank {
        guard byte == UInt8(ascii: "#") else {
          throw parser.error(
            "every line of the remark must begin with '#'", at: SourceRange(place, place + 1),
            hint: "close the tag before it")
        }
        isLineBegin = false
      }
    }
  }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {}
}
