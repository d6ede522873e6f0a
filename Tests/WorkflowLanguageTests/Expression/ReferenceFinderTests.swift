import Testing
import WorkflowLanguage
import WorkflowSource

@Suite struct ReferenceFinderTests {
  @Test(arguments: [
    ("retry_count < 3", "retry_count: number"),
    ("retryable == 'true' && ready", "retryable: boolean, ready: boolean"),
    ("Deploy.url == 'x'", "Deploy.url: text"),
    ("vars['a-b'].c + 1", "vars.a-b.c: number"),
    ("xs.exists(x, x == y)", "xs: list, y: unknown"),
    ("x in allowed", "x: unknown, allowed: list"),
    ("a > b", "a: unknown, b: unknown"),
    ("size(xs) > n", "xs: list, n: unknown"), ("name.startsWith(p)", "name: text, p: text"),
    ("int(n) > 3 && bool(b)", "n: number, b: boolean"), ("string(v)", "v: unknown"),
    ("math.greatest(a, 3)", "a: number"), ("xs[0].name == 'a'", "xs: list"),
    ("m[k] > 3", "m: unknown, k: unknown"), ("now() - t > d", "t: unknown, d: unknown"),
    ("status == 'ok' ? a : b", "status: text, a: unknown, b: unknown"),
    ("-x == y", "x: number, y: number"),
    ("name == '3'", "name: number"),
  ])
  func finds(_ text: String, _ expected: String) throws {
    let references = try CompiledExpression.parse(text).references
    let shown = references.map { reference in
      let path = ([reference.root] + reference.path).map(\.text).joined(separator: ".")
      return "\(path): \(reference.implied.rawValue)"
    }
    #expect(shown.joined(separator: ", ") == expected)
  }

  @Test func rangesAreOfTheFile() throws {
    let expression = try CompiledExpression.parse(
      "1 < Deploy.count", places: TextPlaces(startingAt: 50))
    #expect(expression.references.first?.range == SourceRange(54, 66))
  }

  @Test(arguments: [
    ("a == 1", true, false, false, true), ("a and b", false, true, false, false),
    ("size(a)", false, false, true, false), ("not a", false, true, false, false),
    ("a", false, false, false, false), ("'x'", false, false, false, true),
  ])
  func shapeTellsGuardsFromProse(
    _ text: String, _ symbol: Bool, _ word: Bool, _ call: Bool, _ literal: Bool
  ) throws {
    let shape = try CompiledExpression.parse(text).shape
    #expect(shape.hasSymbolOperator == symbol)
    #expect(shape.hasWordOperator == word)
    #expect(shape.hasCall == call)
    #expect(shape.hasLiteral == literal)
    #expect((shape.isSingleName != nil) == (text == "a"))
  }
}
