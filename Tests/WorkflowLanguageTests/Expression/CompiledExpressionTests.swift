import Testing
import WorkflowLanguage
import WorkflowSource

@Suite struct CompiledExpressionTests {
  private let scope = DictionaryScope([
    "retry_count": 2, "max_retries": "3", "retryable": "true", "ready": true,
    "deploy": ["url": "http://x", "tags": ["a", "b"]],
  ])

  @Test(
    arguments: [
      ("1 + 2 * 3", .int(7)),
      ("retry_count < max_retries", true),
      ("retry_count < 3 && retryable == 'true'", true),
      ("retryable == true and not (retry_count > 3)", true),
      ("deploy.tags contains 'b'", true),
      ("deploy.url | upcase", "HTTP://X"),
      ("${retry_count} >= 2", true),
      ("has(deploy.nothing) || has(deploy.url)", true),
      ("[1, 2, 3].filter(x, x > 1)", [2, 3]),
      ("ready ? 'yes' : 'no'", "yes"),
    ] as [(String, Value)])
  func evaluates(_ text: String, _ expected: Value) throws {
    let expression = try CompiledExpression.parse(text)
    #expect(try expression.evaluate(in: scope) == expected)
  }

  @Test func namesAnUndefinedVariable() throws {
    let expression = try CompiledExpression.parse(
      "retry_cout < 3", places: TextPlaces(startingAt: 10))
    let error = #expect(throws: LanguageError.self) { try expression.evaluate(in: scope) }
    #expect(error?.code == LanguageError.undefinedName)
    #expect(error?.range == SourceRange(10, 20))
    #expect(error?.hint == "did you mean 'retry_count'?")
  }

  @Test(arguments: [
    ("a b", 1), ("x > 3 --trace", 5), ("a |! sort", 1), ("x - -y rest", 6), ("f (1)", 1),
  ])
  func findsTheEndOfAPrefix(_ text: String, _ end: Int) throws {
    #expect(try CompiledExpression.parsePrefix(text).end == end)
  }

  /// Words that CEL keeps for later name nothing, the variables of macros included.
  @Test(arguments: ["if", "[1].all(if, true)", "[1].map(let, 1)", "{1: 2}.exists(k, for, true)"])
  func keepsReservedWords(_ text: String) {
    #expect(throws: LanguageError.self) {
      try CompiledExpression.parse(text, setting: LanguageSetting(.cel))
    }
  }
}
