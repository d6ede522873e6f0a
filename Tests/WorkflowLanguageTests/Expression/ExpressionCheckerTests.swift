import Testing
import WorkflowLanguage
import WorkflowSource

@Suite struct ExpressionCheckerTests {
  @Test(
    arguments: [
      (#""a" < 1"#, ["cannot compare string < int"]),
      ("siez(x) > 3", ["no function 'siez'"]),
      ("size(x, y) > 3", ["'size' cannot take 2 arguments"]),
      ("size(3)", ["size(int) does not fit the function"]),
      ("x.startsWith(1)", ["'startsWith' cannot take any, int"]),
      ("size(x) < [1]", ["cannot compare int < list"]),
      ("x && 3", ["expected true or false, not int"]),
      ("!size(x)", ["expected true or false, not int"]),
      ("1 / 0 > x", ["division by zero"]),
      ("x.matches('(')", []),
      ("'a'.matches('(')", ["the pattern is broken: missing ')'"]),
      ("x | upcas", ["no filter 'upcas'"]),
      ("x | upcase: 3", ["'upcase' cannot take 1 argument"]),
      ("size(x) == 3 && siez(x) && 1 / 0 == 1", ["no function 'siez'", "division by zero"]),
      ("retry_count < '3'", []), ("'true' && x", []), ("x.y + 1 > z", []), ("'3' < 4", []),
    ] as [(String, [String])])
  func finds(_ text: String, _ messages: [String]) throws {
    let expression = try CompiledExpression.parse(text)
    let found = expression.problems().map(\.message)
    #expect(found == messages)
  }

  @Test func aConditionMustBeTrueOrFalse() throws {
    let messages = { (text: String) in
      try CompiledExpression.parse(text).problems(isCondition: true).map(\.message)
    }
    #expect(try messages("size(x)") == ["a condition must be true or false, not int"])
    #expect(try messages("ready").isEmpty)
    #expect(try messages("ready ? true : x").isEmpty)
  }

  @Test func saysWhere() throws {
    let problem = try CompiledExpression.parse(
      "a && siez(x)", places: TextPlaces(startingAt: 40)
    ).problems().first
    #expect(problem?.range == SourceRange(45, 49))
    #expect(problem?.hint == "did you mean 'size'?")
  }
}
