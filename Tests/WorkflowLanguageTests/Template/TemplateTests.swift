import Testing
import WorkflowSource

@testable import WorkflowLanguage

@Suite struct TemplateTests {
  static let scope = DictionaryScope([
    "n": 3, "text": "3", "name": "Ada", "yes": "true", "none": .null, "xs": [1, 2, 3],
    "deploy": ["url": "http://x", "failures": ["a", "b"], "exit-code": 2], "retry_count": 1,
    "generate-report": ["url": "u"], "a": 5, "b": 2,
  ])

  /// What the workflow setting adds: template, text.
  static let extensions: [(String, String)] = [
    ("{{ retry_count + 1 }}", "2"),
    ("{{ n * 2 - 1 }} {{ 7 / 2 }} {{ 7 % 4 }} {{ 7.0 / 2 }}", "5 3 3 3.5"),
    ("{{ text + 1 }}", "4"),
    ("{{ name + '!' }}", "Ada!"),
    ("{{ a-1 }} {{ a - b }} {{ a -b }} {{ -a }} {{ 2--1 }}", "4 3 3 -5 3"),
    ("{{ generate-report.url }}", "u"),
    ("{{ deploy.exit-code }}", "2"),
    (
      "{{ n > 2 }} {{ n >= 4 }} {{ text < 10 }} {{ n == '3' }} {{ n != 3 }}",
      "true false true true false"
    ),
    ("{{ yes == true }}", "true"),
    ("{{ n > 2 and name == 'Ada' }}", "true"),
    ("{{ none or 'nobody' }}", "nobody"),
    ("{{ not none }} {{ !n }}", "true false"),
    ("{{ n > 2 && (n < 3 || name) }}", "Ada"),
    ("{{ 2 in xs }} {{ 4 in xs }} {{ 4 not in xs }} {{ 'url' in deploy }}", "true false true true"),
    ("{{ xs contains 2 }} {{ name includes 'd' }} {{ name not contains 'z' }}", "true true true"),
    ("{{ n > 2 ? 'big' : 'small' }}", "big"),
    ("{{ none ? 1 : n == 3 ? 2 : 3 }}", "2"),
    ("{{ (xs | size) > 2 }}", "true"),
    ("{{ (n + 1) * 2 }}", "8"),
    ("{{ xs[n - 1] }} {{ xs[-1] }} {{ xs.first }}", "3 3 1"),
    ("{{ name | append: ' ' | append: name | upcase }}", "ADA ADA"),
    ("{{ xs | join: '-' }}", "1-2-3"),
    ("{{ -1 | abs }}", "1"),
    ("{{ xs | slice: -2, 2 | join }}", "2 3"),
    ("{{ size(xs) + 1 }} {{ name.startsWith('A') }}", "4 true"),
    ("{{ has(deploy.url) }} {{ has(deploy.nothing) }}", "true false"),
    ("{% if n > 2 and not none %}y{% endif %}", "y"),
    ("{% if xs | size > 2 %}{% endif %}", "?"),
    ("{% for x in (1..n) %}{{ x * x }} {% endfor %}", "1 4 9 "),
    ("{% for x in xs limit: n - 1 reversed %}{{ x }}{% endfor %}", "21"),
    ("{% assign y = n + 1 %}{{ y }}", "4"),
    ("{% case n %}{% when '3' %}three{% endcase %}", "three"),
    ("{% case n + 1 %}{% when 2 + 2 %}four{% endcase %}", "four"),
    ("{{ none > 3 }} {{ nothing < 1 }}", "false false"),
    ("{{ xs }}; {{ xs | reverse }}; {{ deploy.failures }}", "1, 2, 3; 3, 2, 1; a, b"),
    ("{% assign l = xs | concat: xs %}{% echo l %}", "1, 2, 3, 1, 2, 3"),
    ("{{ xs == empty }} {{ '' == blank }} {{ none != blank }}", "false true false"),
  ]

  @Test(arguments: extensions)
  func extends(template: String, expected: String) throws {
    let (parsed, diagnostics) = Template.parse(template)
    if expected == "?" {
      #expect(!diagnostics.isEmpty)
    } else {
      #expect(diagnostics == [])
      #expect(try parsed.render(in: Self.scope, options: EvaluationOptions()) == expected)
    }
  }

  /// Pure Liquid: template, text; nil where it is refused.
  static let pure: [(String, String?)] = [
    ("{{ a-1 }}", ""), ("{{ n == '3' }}", nil), ("{{ 1 + 2 }}", nil), ("{{ n ? 1 : 2 }}", nil),
    ("{% if n == '3' %}y{% else %}n{% endif %}", "n"), ("{{ not n }}", nil),
    ("{{ name | nosuch }}", "Ada"), ("{{ ['name'] }} {{ [text] }}", "Ada "),
    // What knows no order is in none; what a filter does not know by name it does not take.
    ("{% if xs < 1 or deploy > 1 or n < yes_or_no %}y{% else %}n{% endif %}", "n"),
    ("{% if 1 > true or true > false or 'a' < xs or (1..2) < 3 %}y{% else %}n{% endif %}", "n"),
    ("{% if 2 > '1' %}{% endif %}", "!"), ("{{ name | upcase: foo: 1 }}", "!"),
    ("{{ name | truncate: length: 3 }}", "!"), ("{{ none | default: 'x', foo: 1 }}", "x"),
    ("{{ '<' | h }}", "&lt;"), ("{% cycle 'a', 'b', %}", "a"),
    ("{{ 'é,É,b,A' | split: ',' | sort_natural | join }}", "A b É é"),
    ("{% if (1..3) contains 2.0 %}y{% endif %}", "y"),
    ("{{ name | truncate: -9223372036854775808 }}", "..."),
    ("{{ -9223372036854775808 | date: '%F' }}", "-9223372036854775808"),
  ]

  @Test(arguments: pure)
  func keepsPureLiquid(template: String, expected: String?) throws {
    let (parsed, diagnostics) = Template.parse(template, setting: .strictLiquid)
    #expect(diagnostics.isEmpty == (expected != nil))
    guard let expected else { return }
    if expected == "!" {
      #expect(throws: LanguageError.self) {
        try parsed.render(in: Self.scope, options: EvaluationOptions())
      }
    } else {
      #expect(try parsed.render(in: Self.scope, options: EvaluationOptions()) == expected)
    }
  }

  /// Outside the strict mode odd words are passed over.
  static let lenient: [(String, String)] = [
    ("{{ n + 2 }}", "3"), ("{{ @name }}", "Ada"), ("{{ xs[0]size }}", ""),
    ("{{ name | upcase ! | append: 'x' & }}", "ADAx"), ("{{ deploy.['url'] }}", "http://x"),
    ("{% assign x = 1 + 2 %}{{ x }}", "1"), ("{% if n == 3 junk %}y{% endif %}", "y"),
    ("{% if none and true ~ or n %}y{% else %}n{% endif %}", "n"),
    ("{% for x in xs limit:2 ! %}{{ x }}{% endfor %}", "12"), ("{{ name | ! }}", "Ada"),
    ("{{ name | append: }}", "!"), ("{{ | upcase }}", ""), ("{{ ~ }}", ""),
  ]

  @Test(arguments: lenient)
  func passesOverOddWords(template: String, expected: String) throws {
    let (parsed, diagnostics) = Template.parse(template, setting: .liquid)
    #expect(diagnostics == [])
    if expected == "!" {
      #expect(throws: LanguageError.self) {
        try parsed.render(in: Self.scope, options: EvaluationOptions())
      }
    } else {
      #expect(try parsed.render(in: Self.scope, options: EvaluationOptions()) == expected)
    }
  }

  /// Template and its typed value.
  static let typed: [(String, Value)] = [
    ("{{ xs }}", [1, 2, 3]), ("{{ n + 1 }}", 4), ("{{- n -}}", 3), ("{{ n == 3 }}", true),
    (" {{ n }}", " 3"), ("{{ n }}{{ n }}", "33"), ("{{ nothing }}", .null), ("plain", "plain"),
    ("{{ (1..3) }}", .range(ValueRange(first: 1, last: 3))),
  ]

  @Test(arguments: typed)
  func givesTypedValues(template: String, expected: Value) throws {
    let parsed = Template.parse(template).template
    #expect(try parsed.value(in: Self.scope, options: EvaluationOptions()) == expected)
  }

  @Test func knowsWhatItIs() {
    let plain = Template.parse("no braces }} %} { {").template
    #expect(plain.isLiteral)
    #expect(plain.literalText == "no braces }} %} { {")
    #expect(!plain.singleExpression)
    let single = Template.parse("{{ x }}").template
    #expect(single.singleExpression)
    #expect(!single.isLiteral)
    #expect(single.literalText == nil)
    #expect(!Template.parse("{% raw %}{{ x }}{% endraw %}").template.singleExpression)
  }

  @Test func dollarNames() throws {
    let (template, diagnostics) = Template.parse(
      "at ${deploy.url}, $5, {{ n }}", dollarNames: true)
    #expect(diagnostics == [])
    #expect(
      try template.render(in: Self.scope, options: EvaluationOptions()) == "at http://x, $5, 3")
    let off = Template.parse("at ${deploy.url}").template
    #expect(off.isLiteral)
    #expect(!Template.parse("${deploy", dollarNames: true).diagnostics.isEmpty)
  }

  @Test func anEmptyPolicyIsSilentAndErrorThrows() throws {
    let template = Template.parse("a {{ deplyo.url }} {{ deploy.ulr }} b").template
    let record = EvaluationRecord()
    let text = try template.render(in: Self.scope, options: EvaluationOptions(), record: record)
    #expect(text == "a   b")
    #expect(record.undefined.map(\.path) == ["deplyo.url", "deploy.ulr"])
    #expect(record.undefined.map(\.range) == [SourceRange(5, 15), SourceRange(22, 32)])
    #expect(record.undefined.map(\.hint) == ["did you mean 'deploy'?", "did you mean 'url'?"])

    let silent = EvaluationRecord()
    _ = try template.render(
      in: Self.scope, options: EvaluationOptions(undefined: .empty), record: silent)
    #expect(silent.undefined.isEmpty)

    let error = #expect(throws: LanguageError.self) {
      try template.render(in: Self.scope, options: EvaluationOptions(undefined: .error))
    }
    #expect(error?.code == LanguageError.undefinedName)
    #expect(error?.range == SourceRange(5, 15))
  }

  @Test func defaultAsksQuietly() throws {
    let template = Template.parse("{{ nothing.at.all | default: 'x' }}").template
    let record = EvaluationRecord()
    let options = EvaluationOptions(undefined: .error)
    #expect(try template.render(in: Self.scope, options: options, record: record) == "x")
    #expect(record.undefined.isEmpty)
  }
}
