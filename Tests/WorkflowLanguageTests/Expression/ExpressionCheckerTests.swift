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
      ("x.startsWith(1)", ["'startsWith' takes string here, not int"]),
      ("[x].startsWith('a')", ["'startsWith' is a function of string, not of list"]),
      ("size(x) - 'a' > 3", ["cannot reckon int - string"]),
      ("[x] * 2", ["cannot reckon list * int"]), ("size(x) + x.y", []), ("now() - x", []),
      ("now() + 3", ["cannot reckon timestamp + int"]),
      ("'a' < size(x)", ["cannot compare string < int"]), ("string(x) < size(x)", []),
      ("x in 3", ["int is no list or map to look into"]), ("x in 'abc'", []),
      ("size(x).y == 1", ["int has no members"]), ("size(x)[0] == 1", ["int has no elements"]),
      ("size(x) == 'a'", ["always false: int and string are never equal"]),
      ("size(x) != null", ["always true: int and null are never equal"]),
      ("size(x) == '3'", []), ("has(x.y) == 'true'", []), ("x == null", []),
      ("string(x) == 3", []), ("x.y == 'a' && size(x) == 1.0", []),
      ("size(x) < [1]", ["cannot compare int < list"]),
      ("x && 3", ["expected true or false, not int"]),
      ("!size(x)", ["expected true or false, not int"]),
      ("1 / 0 > x", ["division by zero"]),
      ("x.matches('(')", ["the pattern is broken: missing ')'"]), ("x.matches(y)", []),
      ("x | replace_regex: '[z-a]', ''", ["the pattern is broken: the range's ends are swapped"]),
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

  @Test(arguments: [
    ("{{ size(x) - 'a' }}", ["cannot reckon int - string"]),
    ("{% if 'a' < size(x) %}{% endif %}", ["cannot compare string < int"]),
    ("{{ nil < 3 }}{{ x.y.z < 3 }}{{ x | upcase | size }}", []),
    ("{% for i in xs limit: size(1) %}{% endfor %}", ["size(int) does not fit the function"]),
    ("{% case x %}{% when [1] * 2 %}{% endcase %}", []),
    ("{{ 1 and 'a' }}{{ x or size(x) }}{{ not size(x) }}", []),
  ])
  func looksIntoTemplates(_ text: String, _ messages: [String]) {
    #expect(Template.parse(text).template.problems.map(\.message) == messages)
  }

  @Test func pureLiquidHasNoTypes() {
    let (template, diagnostics) = Template.parse("{{ 'a' | plus: 'b' }}", setting: .liquid)
    #expect(diagnostics.isEmpty && template.problems.isEmpty)
  }

  @Test(arguments: [
    (#""%q".format([1])"#, ["error: no clause '%q'"]),
    ("[1, 2][5] == x", ["error: no element 5"]), ("{'a': 1}.b", ["error: no member 'b'"]),
    ("{'a': [1, 2]}.a[1] == 2", []), ("int('x')", ["error: \"x\" cannot be read as int"]),
    ("5 | divided_by: 0", ["error: division by zero"]),
    ("5 | divided_by: (1 - 1) | plus: 1", ["error: division by zero"]),
    ("x | divided_by: 0", []), ("now() - now() == 1 / 0", ["error: division by zero"]),
    // Who may never be asked is only doubtful, and what decides before is not even that.
    ("x && 1 / 0 == 1", ["warning: division by zero"]),
    ("1 / 0 == 1 || x", ["warning: division by zero"]),
    ("x ? 1 / 0 : 2", ["warning: division by zero"]),
    ("1 / 0 == 1 ? x : 2", ["error: division by zero"]),
    ("false && 1 / 0 == 1", []), ("1 / 0 == 1 || true", []), ("true ? 2 : 1 / 0", []),
    ("(true || 1 / 0 == 1) && x", []), ("true && 1 / 0 == 1", ["error: division by zero"]),
    ("xs.map(i, 1 / 0)", ["warning: division by zero"]),
    (
      "has(x.y) || 1 / 0 == 1",
      [
        "warning: division by zero"
      ]
    ),
  ])
  func constantsThatFailAreFound(_ text: String, _ messages: [String]) throws {
    let found = try CompiledExpression.parse(text).problems()
    #expect(found.map { "\($0.severity.rawValue): \($0.message)" } == messages)
  }

  @Test(
    arguments: [
      ("{% if x %}{{ 1 / 0 }}{% elsif 1 / 0 == 1 %}{% endif %}", [.warning, .warning]),
      ("{% if 1 / 0 == 1 %}{% endif %}", [.error]),
      (
        "{% if x %}{% liquid\n echo 1 | divided_by: 0 %}{% endif %}{% liquid\n echo 1 | divided_by: 0 %}",
        [
          .warning, .error,
        ]
      ),
      ("{% for i in xs %}{{ 5 | divided_by: 0 }}{% endfor %}", [.warning]),
      ("{% capture a %}{{ 5 | divided_by: 0 }}{% endcapture %}", [.error]),
      ("{% case 1 / 0 %}{% when 1 / 0 %}{% endcase %}", [.error, .warning]),
      ("{{ x or 1 / 0 }}{{ 1 / 0 or x }}", [.warning, .error]),
    ] as [(String, [Diagnostic.Severity])])
  func tagsGuardWhatIsInThem(_ text: String, _ severities: [Diagnostic.Severity]) {
    #expect(Template.parse(text).template.problems.map(\.severity) == severities)
  }

  /// Constants may be large; checking gives up on those.
  @Test(arguments: [
    String(repeating: "('a' | append: ", count: 60) + "'b'" + String(repeating: ")", count: 60),
    "'" + String(repeating: "a", count: 60_000)
      + "' | replace: 'a', 'bbbbbbbbbb' | replace: 'b', 'ccc'",
    "[" + Array(repeating: "[1, 2][0]", count: 30_000).joined(separator: ", ") + "]",
  ])
  func checkingTakesNoLongTime(_ text: String) throws {
    let expression = try CompiledExpression.parse(text)
    let start = ContinuousClock.now
    #expect(expression.problems() == [])
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func saysWhere() throws {
    let problem = try CompiledExpression.parse(
      "a && siez(x)", places: TextPlaces(startingAt: 40)
    ).problems().first
    #expect(problem?.range == SourceRange(45, 49))
    #expect(problem?.hint == "did you mean 'size'?")
  }
}
