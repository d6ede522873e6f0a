import Testing

@testable import WorkflowLanguage

@Suite struct TemplateBoundsTests {
  private func failure(
    _ template: String, limits: EvaluationLimits = EvaluationLimits(),
    partials: [String: String] = [:]
  ) throws -> LanguageError? {
    let (parsed, diagnostics) = Template.parse(template)
    #expect(diagnostics == [])
    var options = EvaluationOptions()
    options.limits = limits
    let table = partials.mapValues { Template.parse($0).template }
    options.partials = { table[$0] }
    return #expect(throws: LanguageError.self) {
      try parsed.render(in: DictionaryScope(), options: options)
    }
  }

  /// Texts that a careless reader would not come back from.
  static let heavy: [String] = [
    String(repeating: "{{", count: 500_000),
    String(repeating: "{%", count: 500_000),
    String(repeating: "{{ x } ", count: 100_000),
    String(repeating: "{{ {% ", count: 100_000),
    String(repeating: "{% if x %}", count: 50_000),
    String(repeating: "{% endif %}", count: 50_000),
    "{{ " + String(repeating: "(", count: 100_000) + " }}",
    "{{ " + String(repeating: "[", count: 100_000) + " }}",
    "{{ " + String(repeating: "not ", count: 100_000) + "x }}",
    "{{ " + String(repeating: "-", count: 100_000) + "x }}",
    "{{ x" + String(repeating: ".y", count: 100_000) + " }}",
    "{{ x" + String(repeating: " | upcase", count: 100_000) + " }}",
    "{{ x" + String(repeating: " ? x : x", count: 100_000) + " }}",
    "{% liquid " + String(repeating: "if x\n", count: 100_000) + " %}",
    String(repeating: "{% raw %}", count: 100_000),
    String(repeating: "{% comment %}", count: 100_000),
    "{{ \0 }}{% \0 %}\0",
  ]

  @Test(.timeLimit(.minutes(1)), arguments: heavy.indices)
  func answersInBoundedTime(index: Int) {
    let (_, diagnostics) = Template.parse(Self.heavy[index])
    #expect(!diagnostics.isEmpty)
    #expect(diagnostics.count <= TemplateParser.mostDiagnostics + 1)
  }

  @Test(.timeLimit(.minutes(1)), arguments: heavy.indices)
  func pureLiquidTooAnswersInBoundedTime(index: Int) {
    let (parsed, diagnostics) = Template.parse(Self.heavy[index], setting: .liquid)
    guard diagnostics.isEmpty else { return }
    _ = try? parsed.render(in: DictionaryScope(), options: EvaluationOptions())
  }

  /// Values that are small to keep and endless to go through, since their parts are shared.
  @Test(.timeLimit(.minutes(1)), arguments: ["[a, a]", "a.map(x, a)", "{'l': a, 'r': a}"])
  func sharedPartsCountEachTime(_ doubled: String) {
    for use in ["b", "b == b", "size(b) > 0 && b in [b]"] {
      var text = use.replacing("b", with: "a")
      for _ in 0..<50 { text = "cel.bind(a, \(doubled), \(text))" }
      let error = #expect(throws: LanguageError.self) {
        try CompiledExpression.parse("cel.bind(a, [1, 2], \(text))").evaluate(
          in: DictionaryScope(), options: EvaluationOptions())
      }
      #expect(error?.code == LanguageError.limit)
    }
  }

  @Test(.timeLimit(.minutes(1))) func workOnLongTextsCountsByTheirLength() throws {
    let (template, _) = Template.parse(
      "{% for x in (1..100000) %}{% if l contains '3' %}{% endif %}{% endfor %}")
    let long = Value.string(String(repeating: "12", count: 200_000))
    let error = #expect(throws: LanguageError.self) {
      try template.render(in: DictionaryScope(["l": long]), options: EvaluationOptions())
    }
    #expect(error?.code == LanguageError.limit)
  }

  @Test func rangesEndWhereWholeNumbersDo() throws {
    let error = try failure("{{ (1..99999999999999999999999) | size }}")
    #expect(error?.message.hasPrefix("a range cannot go to") == true)
  }

  @Test func longRunsAreNotDeep() throws {
    let template = "{{ " + String(repeating: "x and ", count: 20_000) + "y }}"
    #expect(Template.parse(template).diagnostics == [])
  }

  @Test func stepsEnd() throws {
    let error = try failure("{% for x in (1..9999999999) %}{% endfor %}")
    #expect(error?.code == LanguageError.limit)
    let table = try failure("{% tablerow x in (1..9999999999) %}{% endtablerow %}")
    #expect(table?.code == LanguageError.limit)
    #expect(try failure("{{ (1..9999999999) | join }}")?.code == LanguageError.limit)
    #expect(try failure("{{ (1..9999999999) | reverse }}")?.code == LanguageError.limit)
    let nested = "{% for x in (1..99999) %}{% for y in (1..99999) %}{% endfor %}{% endfor %}"
    #expect(try failure(nested)?.code == LanguageError.limit)
  }

  @Test func outputEnds() throws {
    var limits = EvaluationLimits()
    limits.output = 1_000
    let loop = "{% for x in (1..9999) %}{{ x }}{% endfor %}"
    #expect(try failure(loop, limits: limits)?.code == LanguageError.limit)
    let doubling =
      "{% assign x = 'ab' %}{% for i in (1..64) %}{% assign x = x | append: x %}{% endfor %}"
    #expect(try failure(doubling)?.code == LanguageError.limit)
    let replacing =
      "{% assign x = 'aa' %}{% for i in (1..64) %}{% assign x = x | replace: 'a', x %}{% endfor %}"
    #expect(try failure(replacing)?.code == LanguageError.limit)
    let captured = "{% capture x %}\(loop){% endcapture %}"
    #expect(try failure(captured, limits: limits)?.code == LanguageError.limit)
  }

  @Test func listsEnd() throws {
    let doubling = """
      {% assign x = "a,b" | split: "," %}\
      {% for i in (1..64) %}{% assign x = x | concat: x %}{% endfor %}
      """
    #expect(try failure(doubling)?.code == LanguageError.limit)
  }

  @Test func partialsEnd() throws {
    let own = ["p": "{% include 'p' %}", "q": "{% render 'q' %}"]
    let included = try failure("{% include 'p' %}", partials: own)
    #expect(included?.code == LanguageError.limit)
    #expect(try failure("{% render 'q' %}", partials: own)?.code == LanguageError.limit)
    let wide = ["p": "{% include 'p' %}{% include 'p' %}"]
    #expect(try failure("{% include 'p' %}", partials: wide)?.code == LanguageError.limit)
  }
}
