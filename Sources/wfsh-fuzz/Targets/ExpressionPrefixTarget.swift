internal import WorkflowLanguage
internal import WorkflowSource

extension FuzzTarget {
  static let expressionPrefix = FuzzTarget(
    "expression-prefix", "an expression at the beginning of a line ends where it can",
    seeds: [
      .literals(below: "Tests/WorkflowShellTests/Script"),
      .literals(below: "Tests/WorkflowLanguageTests/Expression"),
      .texts(["a == 1 --trace", "a |! sort", "x.y (b)", "b [1]", "a.b-c - d"]),
    ],
    words: LanguageSubject.words + [" --option", " |!", " > f", " }", " {", ";", "\\\n", "#"]
  ) { bytes in
    let text = Readings.text(bytes)
    guard let (expression, end) = try? CompiledExpression.parsePrefix(text) else { return }
    demand(end >= 0 && end <= text.utf8.count, "it ends at \(end) of \(text.utf8.count)")
    demand(expression.range.upper <= text.utf8.count, "its range is \(expression.range)")
    let beginning = String(decoding: text.utf8.prefix(end), as: UTF8.self)
    let again = try? CompiledExpression.parsePrefix(beginning)
    demand(again?.end == end, "its own text alone ends at \(again?.end ?? -1), not at \(end)")
  }
}
