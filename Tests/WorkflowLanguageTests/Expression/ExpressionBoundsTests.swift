import Testing
import WorkflowLanguage

/// Hostile texts end in an error, soon.
@Suite struct ExpressionBoundsTests {
  private static func repeated(_ text: String, _ count: Int = 100_000) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    repeated("(") + "1" + repeated(")"), repeated("["), repeated("{1:"), repeated("!") + "x",
    repeated("-") + "x", repeated("1 + ") + "1", "x" + repeated(".y"), "x" + repeated("[0]"),
    repeated("a ? b : "), repeated("a ? "), repeated("f("), repeated("x.all(a, "),
    "x" + repeated(" | upcase"), repeated("not ") + "x", repeated("${"), repeated("a == ") + "a",
    repeated("has("), repeated("cel.bind(x, "), repeated("'"), repeated("\"\"\""),
    repeated("\u{0}"), repeated("\u{FFFD}"), repeated("a "), repeated("1e"), repeated("`"),
  ])
  func refuses(_ text: String) {
    #expect(throws: LanguageError.self) { try CompiledExpression.parse(text) }
    #expect(throws: LanguageError.self) {
      try CompiledExpression.parse(text, setting: .cel)
    }
  }

  @Test func manyOperandsOfAndAreFine() throws {
    let text = Self.repeated("true && ", 50_000) + "false"
    #expect(try CompiledExpression.parse(text).evaluate(in: DictionaryScope()) == false)
  }

  @Test func tenMegabytesAreRead() throws {
    let text = "'" + Self.repeated("0123456789", 1_000_000) + "' == x"
    let expression = try CompiledExpression.parse(text)
    #expect(try expression.evaluate(in: DictionaryScope(["x": "y"])) == false)
  }

  @Test(arguments: [
    "[1,2,3,4,5,6,7,8,9,10].map(a, l.map(b, l.map(c, l.map(d, l.map(e, l.map(f, 1))))))",
    "l.map(a, l.map(b, l.map(c, l.map(d, l.map(e, l.all(f, l.all(g, true)))))))",
  ])
  func comprehensionsAreBounded(_ text: String) throws {
    let scope = DictionaryScope(["l": .list((1...10).map { .int($0) })])
    let expression = try CompiledExpression.parse(text)
    let error = #expect(throws: LanguageError.self) { try expression.evaluate(in: scope) }
    #expect(error?.code == LanguageError.limit)
  }

  @Test(arguments: [
    "cel.bind(a, x + x, cel.bind(b, a + a + a + a, cel.bind(c, b + b + b + b, c + c + c + c)))",
    "x.replace('', x)", "'%.1000f'.format([1.0]) + x + x + x + x + x + x + x + x",
  ])
  func textsAreBounded(_ text: String) throws {
    let scope = DictionaryScope(["x": .string(Self.repeated("0123456789", 20_000))])
    let expression = try CompiledExpression.parse(text)
    let error = #expect(throws: LanguageError.self) { try expression.evaluate(in: scope) }
    #expect(error?.code == LanguageError.limit)
  }
}
