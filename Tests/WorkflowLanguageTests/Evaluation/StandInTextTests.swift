import JSONText
import Testing
import WorkflowLanguage

/// Maps that stand for their text, and texts that have a content.
@Suite struct StandInTextTests {
  private var scope: DictionaryScope {
    var error = ValueMap([("type", "timeout"), ("retryable", true)])
    error.text = "it took too long"
    return DictionaryScope([
      "Deploy": ["error": .map(error), "result": "done"], "errors": [.map(error)],
    ])
  }

  @Test(
    arguments: [
      ("Deploy.error", "it took too long"),
      ("Deploy.error == 'it took too long'", true),
      ("Deploy.error.type", "timeout"),
      ("Deploy.error['type']", "timeout"),
      ("Deploy.error contains 'long'", true),
      ("Deploy.error | upcase", "IT TOOK TOO LONG"),
      ("has(Deploy.error.retryable) && Deploy.error.retryable", true),
      ("errors.all(e, e == 'it took too long' && e.type == 'timeout')", true),
      ("Deploy.result.content", "done"),
      ("Deploy.error.content", "it took too long"),
    ] as [(String, Value)])
  func evaluates(_ text: String, _ expected: Value) throws {
    #expect(try CompiledExpression.parse(text).evaluate(in: scope) == expected)
  }

  @Test(arguments: [
    ("{{ Deploy.error }} ({{ Deploy.error.type }})", "it took too long (timeout)"),
    ("{% for e in errors %}{{ e }}: {{ e.type }}{% endfor %}", "it took too long: timeout"),
    ("{{ Deploy.result.content }}", "done"),
    ("{{ Deploy }}", #"{"error":"it took too long","result":"done"}"#),
  ])
  func renders(_ text: String, _ expected: String) throws {
    let (template, diagnostics) = Template.parse(text)
    #expect(diagnostics.isEmpty)
    #expect(try template.render(in: scope, options: EvaluationOptions()) == expected)
  }

  @Test func celKnowsNoContent() throws {
    let expression = try CompiledExpression.parse("'x'.content", setting: .cel)
    #expect(throws: LanguageError.self) { try expression.evaluate(in: scope) }
  }

  @Test func shellVariablesAreNames() throws {
    let values = DictionaryScope(["$x": 1, "$1": 2, "$_": 3, "x": 10])
    #expect(try CompiledExpression.parse("$x + $1 + $_ + ${x}").evaluate(in: values) == 16)
  }

  @Test func anUndefinedOperandIsNamed() throws {
    let (template, _) = Template.parse("{{ retry_cout + 1 }}")
    let error = #expect(throws: LanguageError.self) {
      try template.render(
        in: DictionaryScope(["retry_count": 1]), options: EvaluationOptions())
    }
    #expect(error?.code == LanguageError.undefinedName)
    #expect(error?.hint == "did you mean 'retry_count'?")
  }
}
