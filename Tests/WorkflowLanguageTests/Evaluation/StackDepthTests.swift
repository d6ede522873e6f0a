import Testing

@testable import WorkflowLanguage

/// The pool threads of Swift's concurrency have 512 KiB of stack on some systems: the deepest text
/// that is read must fit, with room for those who call, in debug builds too.
@Suite struct StackDepthTests {
  private static let bound = 400 << 10

  private static func nested(_ open: String, _ inner: String, _ close: String, _ n: Int) -> String {
    String(repeating: open, count: n) + inner + String(repeating: close, count: n)
  }

  /// Repeats as often as the parser takes it.
  private static func deepest(_ open: String, _ inner: String, _ close: String) -> String {
    for count in [255, 249, 124, 82, 60] {
      let text = nested(open, inner, close, count)
      if (try? CompiledExpression.parse(text)) != nil { return text }
    }
    return inner
  }

  static let shapes: [(String, String, String)] = [
    ("(", "1", ")"), ("[", "1", "]"), ("{1: ", "1", "}"), ("!", "x", ""), ("- ", "n", ""),
    ("not ", "x", ""), ("1 + (", "n", ")"), ("n == (", "1", ")"), ("x ? x : ", "x", ""),
    ("x ? (", "1", ") : 2"), ("x && (", "x", ")"), ("size([", "1", "])"), ("dyn(", "1", ")"),
    ("l.map(a, ", "a", ")"), ("l.exists(a, ", "a == 1", ")"), ("l.filter(a, x || ", "x", ")"),
    ("cel.bind(a, ", "1", ", a)"), ("cel.bind(a, 1, ", "a", ")"), ("", "m", ".m"),
    ("", "l", "[0]"), ("", "'a'", " | upcase"), ("('a' | append: ", "'a'", ")"),
    ("optional.of(", "1", ")"), ("", "optional.of(1)", ".optMap(a, a)"), ("n in [", "1", "]"),
    ("has(m.m) && (", "x", ")"), ("", "1", " + 1"), ("${", "n", "}"),
  ]

  @Test(arguments: shapes.indices)
  func expressionsFit(index: Int) {
    let (open, inner, close) = Self.shapes[index]
    let text = Self.deepest(open, inner, close)
    for traces in [false, true] {
      let used = StackMeter.bytesUsed {
        let scope = DictionaryScope(["x": true, "n": 1, "l": [1], "m": ["m": [:]]])
        guard let expression = try? CompiledExpression.parse(text) else { return }
        _ = expression.problems()
        _ = try? expression.evaluate(in: scope, record: EvaluationRecord(tracing: traces))
      }
      #expect(used < Self.bound, "\(used >> 10) KiB: \(text.prefix(40))")
    }
  }

  @Test(arguments: shapes.indices)
  func templatesFit(index: Int) {
    let (open, inner, close) = Self.shapes[index]
    for count in [10, 80, 240] {
      let text = "{{ \(Self.nested(open, inner, close, count)) }}"
      let used = StackMeter.bytesUsed {
        let scope = DictionaryScope(["x": true, "n": 1, "l": [1], "m": ["m": [:]]])
        let template = Template.parse(text)
        guard template.diagnostics.isEmpty else { return }
        _ = template.template.problems
        _ = try? template.template.render(in: scope, options: EvaluationOptions())
      }
      #expect(used < Self.bound, "\(used >> 10) KiB: \(text.prefix(40)) \(count)")
    }
  }

  @Test(arguments: [
    ("{% if x %}", "{% endif %}"), ("{% for i in l %}", "{% endfor %}"),
    ("{% capture c %}", "{% endcapture %}"), ("{% tablerow i in l %}", "{% endtablerow %}"),
    ("{% case 1 %}{% when 1 %}", "{% endcase %}"), ("{% ifchanged %}", "{% endifchanged %}"),
    ("{% unless y %}", "{% endunless %}"), ("{% if y %}{% else %}", "{% endif %}"),
  ])
  func tagsFit(_ open: String, _ close: String) {
    for inner in ["{{ x }}", "{% include 'p' %}", "{% render 'q' %}", "{% liquid include 'p' %}"] {
      let deep = Self.nested(open, inner, close, 98)
      let used = StackMeter.bytesUsed {
        let scope = DictionaryScope(["x": true, "l": [1]])
        let (template, diagnostics) = Template.parse(deep)
        guard diagnostics.isEmpty else { return }
        let partials = ["p": template, "q": Template.parse("{% render 'q' %}").template]
        let options = EvaluationOptions(undefined: .empty, partials: { partials[$0] })
        for traces in [false, true] {
          _ = try? template.render(
            in: scope, options: options, record: EvaluationRecord(tracing: traces))
        }
      }
      #expect(used < Self.bound, "\(used >> 10) KiB: \(open) \(inner)")
    }
  }

  @Test func hostileTextsFit() {
    for text in TemplateBoundsTests.heavy {
      let used = StackMeter.bytesUsed { _ = Template.parse(text) }
      #expect(used < Self.bound, "\(used >> 10) KiB: \(text.prefix(20))")
    }
  }

  @Test func valuesFit() {
    // Values nest too: made by a loop, they are as deep as the loop is long.
    let used = StackMeter.bytesUsed {
      let text =
        "{% assign v = 'a' | split: ',' %}{% for i in (1..9999) %}{% assign v = v | map: 'x' %}{% endfor %}{{ v | json }}"
      _ = try? Template.parse(text).template.render(
        in: DictionaryScope(), options: EvaluationOptions())
    }
    #expect(used < Self.bound, "\(used >> 10) KiB")
  }
}
