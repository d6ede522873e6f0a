internal import WorkflowLanguage
internal import WorkflowSource

extension FuzzTarget {
  static let expression = FuzzTarget(
    "expression", "expressions are parsed, checked, evaluated and traced, in both settings",
    seeds: [
      .cases(file: "cel.dev.json", member: "expr"),
      .literals(below: "Tests/WorkflowLanguageTests/Expression"),
      .literals(below: "Tests/WorkflowLanguageTests/Evaluation"),
      .texts(["retry_count < 3 && retryable == 'true'", "a + 1 | default: 3"]),
    ],
    words: LanguageSubject.words
  ) { bytes in
    let text = Readings.text(bytes)
    let source = SourceText(name: "<fuzz>", text: text)
    for setting in [LanguageSetting.workflow, .cel] {
      do throws(LanguageError) {
        let expression = try CompiledExpression.parse(text, setting: setting)
        Readings.check(expression.problems(isCondition: true), in: source)
        for reference in expression.references {
          Readings.check(reference.range, in: source, "a name")
        }
        evaluate(expression, in: source)
      } catch {
        Readings.check([error.diagnostic], in: source)
      }
    }
  }

  private static func evaluate(_ expression: CompiledExpression, in source: SourceText) {
    let options = LanguageSubject.options(.error)
    let plain = Result<Value, LanguageError> { () throws(LanguageError) in
      try expression.evaluate(in: LanguageSubject.scope, options: options)
    }
    let record = EvaluationRecord(tracing: true)
    let traced = Result<Value, LanguageError> { () throws(LanguageError) in
      try expression.evaluate(in: LanguageSubject.scope, options: options, record: record)
    }
    switch (plain, traced) {
    case (.success(let one), .success(let other)):
      // NaN is no equal of itself, so values are compared as they are shown.
      demand(one.shown() == other.shown(), "a traced evaluation has another value")
    case (.failure(let error), .failure(let other)):
      demand(error.code == other.code, "a traced evaluation has another error")
      Readings.check([error.diagnostic], in: source)
    default: demand(false, "a traced evaluation ends otherwise")
    }
    if let trace = record.trace { _ = TracePrinter.text(of: trace) }
  }
}
