import WorkflowSource

/// `{% case %}`: every body one of whose values is the subject's; `else` where none was before it.
struct CaseTag: TemplateTag {
  private struct Branch: Sendable {
    /// Comparisons of the subject with a value each; nil for `else`.
    var tests: [ExpressionNode]?
    var range: SourceRange
    var body = TemplateBody()
  }

  static let row = TagRow(
    "case", syntax: "{% case VALUE %}{% when A, B or C %} … {% else %} … {% endcase %}",
    parts: ["when", "else", "endcase"], "Prints the part whose value a value has.",
    example: ("{% case 2 %}{% when 1 %}one{% when 2, 3 %}few{% endcase %}", "few")
  ) { token, parser throws(LanguageError) in
    try parse(token, &parser)
  }

  private let branches: [Branch]
  let isBlank: Bool

  private static func parse(
    _ token: TemplateToken, _ parser: inout TemplateParser
  ) throws(LanguageError) -> CaseTag {
    let subject = parser.attempt { parser throws(LanguageError) in
      try parser.wholeExpression(in: token.inside)
    }
    var branches: [Branch] = []
    var (body, end) = try parser.body(of: "case", until: ["when", "else", "endcase"])
    // What stands before the first 'when' is not printed, but counts.
    var isBlank = body.isBlank
    while let part = end, part.tagName != "endcase" {
      var branch = Branch(range: part.range)
      if part.tagName == "when" {
        branch.tests =
          parser.attempt { parser throws(LanguageError) in
            try tests(in: part, subject, &parser)
          } ?? []
      } else {
        let words = parser.words(in: part.inside)
        if !words.isAtEnd {
          parser.report(parser.error("'else' takes no condition", at: words.token.range))
        }
      }
      (body, end) = try parser.body(of: "case", until: ["when", "else", "endcase"])
      branch.body = body
      isBlank = isBlank && body.isBlank
      branches.append(branch)
    }
    if end == nil { parser.reportNeverClosed(token) }
    if isBlank { for index in branches.indices { branches[index].body.removeBlankText() } }
    return CaseTag(branches: branches, isBlank: isBlank)
  }

  private static func tests(
    in token: TemplateToken, _ subject: ExpressionNode?, _ parser: inout TemplateParser
  ) throws(LanguageError) -> [ExpressionNode] {
    var words = parser.words(in: token.inside)
    var tests: [ExpressionNode] = []
    repeat {
      if !tests.isEmpty, words.isAtEnd, parser.isLenient { break }
      let value = try words.sum()
      parser.use(value, isLater: true)
      if let subject { tests.append(try words.equality(subject, value)) }
    } while words.take(.comma) || words.take(word: "or")
    parser.finish(words)
    if !words.isAtEnd, !parser.isLenient { try words.expectEnd(hint: "separate values by ','") }
    return tests
  }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    var isMatched = false
    for branch in branches {
      renderer.traceBranch(at: branch.range)
      guard let tests = branch.tests else {
        if !isMatched {
          renderer.evaluation.tracer?.decide()
          try renderer.render(branch.body)
        } else {
          renderer.evaluation.tracer?.note("not evaluated")
        }
        continue
      }
      for test in tests where try renderer.value(test).isTruthy {
        isMatched = true
        renderer.evaluation.tracer?.decide()
        try renderer.render(branch.body)
      }
      if renderer.interrupt != nil { return }
    }
  }
}
