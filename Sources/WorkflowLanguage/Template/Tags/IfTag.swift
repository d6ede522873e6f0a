import WorkflowSource

/// `{% if %}` and `{% unless %}`: the first body whose condition holds.
struct IfTag: TemplateTag {
  private struct Branch: Sendable {
    /// Nil for `else`.
    var condition: ExpressionNode?
    var isNegated = false
    var range: SourceRange
    var body = TemplateBody()
  }

  static let row = TagRow(
    "if", syntax: "{% if CONDITION %} … {% elsif CONDITION %} … {% else %} … {% endif %}",
    parts: ["elsif", "else", "endif"], "Prints a part where a condition holds.",
    example: ("{% if 1 > 2 %}more{% else %}less{% endif %}", "less")
  ) { token, parser throws(LanguageError) in
    try parse(token, isNegated: false, &parser)
  }

  static let unlessRow = TagRow(
    "unless", syntax: "{% unless CONDITION %} … {% else %} … {% endunless %}",
    parts: ["elsif", "else", "endunless"], "Prints a part where a condition does not hold.",
    example: ("{% unless 1 > 2 %}less{% endunless %}", "less")
  ) { token, parser throws(LanguageError) in
    try parse(token, isNegated: true, &parser)
  }

  private let branches: [Branch]
  let isBlank: Bool

  private static func parse(
    _ token: TemplateToken, isNegated: Bool, _ parser: inout TemplateParser
  ) throws(LanguageError) -> IfTag {
    let name = token.tagName ?? "if"
    var branches: [Branch] = []
    var branch = Branch(
      condition: condition(token, &parser), isNegated: isNegated, range: token.range)
    while true {
      let (body, end) = try parser.body(of: name, until: ["elsif", "else", "end" + name])
      branch.body = body
      branches.append(branch)
      guard let end else {
        parser.reportNeverClosed(token)
        break
      }
      if end.tagName == "elsif" {
        branch = Branch(condition: condition(end, &parser, isLater: true), range: end.range)
      } else if end.tagName == "else" {
        branch = Branch(range: end.range)
        if parser.isExtended { rejectWords(after: end, &parser) }
      } else {
        break
      }
    }
    let isBlank = branches.allSatisfy(\.body.isBlank)
    if isBlank { for index in branches.indices { branches[index].body.removeBlankText() } }
    return IfTag(branches: branches, isBlank: isBlank)
  }

  private static func condition(
    _ token: TemplateToken, _ parser: inout TemplateParser, isLater: Bool = false
  ) -> ExpressionNode? {
    parser.attempt { parser throws(LanguageError) in
      try parser.condition(in: token.inside, isLater: isLater)
    }
  }

  private static func rejectWords(after token: TemplateToken, _ parser: inout TemplateParser) {
    let words = parser.words(in: token.inside)
    guard !words.isAtEnd else { return }
    parser.report(
      parser.error(
        "'else' takes no condition", at: words.token.range, hint: "write 'elsif'"))
  }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    for (index, branch) in branches.enumerated() {
      if index > 0 { renderer.traceBranch(at: branch.range) }
      if let condition = branch.condition {
        guard try renderer.condition(condition).isTruthy != branch.isNegated else { continue }
      }
      renderer.evaluation.tracer?.decide()
      try renderer.render(branch.body)
      return renderer.traceSkipped(branches[(index + 1)...].lazy.map(\.range))
    }
  }
}
