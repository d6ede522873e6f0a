import Testing
import WorkflowLanguage
import WorkflowSource

/// CEL's macros inside `{{ }}` and `{% %}`.
@Suite struct TemplateMacroTests {
  private static let scope = DictionaryScope([
    "xs": [1, 2, 3], "tasks": [["name": "a", "ok": true], ["name": "b"]],
    "ages": .map(ValueMap([("ann", 30), ("bob", 5)])), "failures": [],
  ])

  @Test(arguments: [
    ("{{ xs.map(x, x * 2) }}", "2, 4, 6"), ("{{ xs.map(x, x > 1, x * 2) | join: '+' }}", "4+6"),
    ("{{ xs.filter(x, x != 2) | size }}", "2"), ("{{ xs.exists(x, x > 2) }}", "true"),
    ("{{ xs.all(x, x > 2) }}", "false"), ("{{ xs.exists_one(x, x > 2) }}", "true"),
    ("{{ ages.exists(k, v, v > 20) }}", "true"), ("{{ ages.map(k, k) | join: ',' }}", "ann,bob"),
    ("{{ xs.transformList(i, x, i * x) }}", "0, 2, 6"),
    ("{{ ages.transformMap(k, v, v + 1) | json }}", #"{"ann":31,"bob":6}"#),
    ("{{ tasks.filter(t, t.ok).map(t, t.name) }}", "a"),
    ("{{ tasks.filter(t, not t.ok) | map: 'name' }}", "b"),
    ("{{ cel.bind(n, xs | size, n * n) }}", "9"),
    ("{{ has(ages.ann) }} {{ has(ages.eve.x) }}", "true false"),
    ("{% if xs.exists(x, x in (3..4)) %}yes{% endif %}", "yes"),
    ("{% for t in tasks.filter(t, t.name == 'b') %}{{ t.name }}{% endfor %}", "b"),
    ("{{ xs.map(x, xs.map(y, x * y)[x - 1]) }}", "1, 4, 9"),
    ("{% assign d = xs.map(x, x * 10) %}{{ d | last }}{{ x }}", "30"),
    ("{% case xs.map(x, x + 1)[0] %}{% when 2 %}two{% endcase %}", "two"),
    ("{% cycle xs.map(x, x)[1], 'b' %}", "2"), ("{{ (1..3).map(x, x * x) }}", "1, 4, 9"),
    ("{{ failures.exists(f, f == 1) ? 'bad' : 'good' }}", "good"),
    ("{{ optional.of(2).optMap(x, x + 1).orValue(0) }}", "3"),
    ("{% render 'p' with xs.map(x, x + 1) as l %}{{ xs.map(x, x)[0] }}", "4:1"),
  ])
  func renders(_ text: String, _ expected: String) throws {
    let (template, diagnostics) = Template.parse(text)
    #expect(diagnostics == [])
    let partial = Template.parse("{{ l.map(a, l.filter(b, b == a).map(c, c))[2][0] }}:").template
    let options = EvaluationOptions(undefined: .empty, partials: { $0 == "p" ? partial : nil })
    #expect(try template.render(in: Self.scope, options: options) == expected)
  }

  @Test(arguments: [
    ("{{ xs.map(1, 2) }}", "no function 'map'"),
    ("{{ xs.all(x, y, x) }}{{ has(3) }}", "has() asks for a name or a member"),
    ("{{ xs.exists(x, x }}", "missing ')' before the end"),
    ("{{ xs.map(empty, 1) }}", "expected a name for the variable, found 'empty'"),
  ])
  func refuses(_ text: String, _ message: String) {
    #expect(Template.parse(text).diagnostics.first?.message == message)
  }

  @Test func pureLiquidHasNone() {
    let (_, diagnostics) = Template.parse("{{ xs.map(x, x) }}", setting: .strictLiquid)
    #expect(!diagnostics.isEmpty)
  }
}
