import Testing
import WorkflowSource

@testable import WorkflowLanguage

@Suite struct TemplateDiagnosticsTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var template: String
    /// The marked text, message and hint of each diagnostic.
    var expected: [(String, String, String?)]
    var testDescription: String { template }

    init(_ template: String, _ expected: (String, String, String?)...) {
      self.template = template
      self.expected = expected
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("a {{ x", ("{{", "'{{' is never closed", "add '}}'")),
    Mistake(
      "{{ x } b",
      ("}", "an output ends at its first '}', and here only one stands", "end it with '}}'")),
    Mistake(
      "{{ '}' }}",
      (
        "}", "an output ends at its first '}', and here only one stands",
        "set the text before: {% assign brace = '}' %}{{ brace }}"
      )),
    Mistake("a {% if x", ("{%", "'{%' is never closed", "add '%}'")),
    Mistake(
      "{% if x %}a", ("{% if x %}", "'if' is never closed", "add {% endif %}")),
    Mistake(
      "{% for x in y %}{% if x %}{% endfor %}",
      ("{% if x %}", "'if' is never closed", "add {% endif %}")),
    Mistake(
      "{% if x %}{% endfor %}{% endif %}",
      ("endfor", "'endfor' does not close 'if'", "'endif' does")),
    Mistake("{% els %}", ("els", "no tag 'els'", nil)),
    Mistake("{% asign x = 1 %}", ("asign", "no tag 'asign'", "did you mean 'assign'?")),
    Mistake(
      "{% endif %}", ("endif", "'endif' stands alone", "it belongs to a tag that is not open here")),
    Mistake("{% %}", ("{% %}", "expected the name of a tag", nil)),
    Mistake("{% if %}{% endif %}", ("", "expected a value, found the end", nil)),
    Mistake("{% if x = 1 %}{% endif %}", ("=", "unexpected '='", "write '==' to compare")),
    Mistake(
      "{{ x | uppcase }}", ("uppcase", "no filter 'uppcase'", "did you mean 'upcase'?")),
    Mistake(
      "{{ x | append }}",
      ("append", "'append' cannot take no argument", "it is called as '| append: text'")),
    Mistake("{{ 'abc }}", ("'abc ", "missing a quote to end the text", nil)),
    Mistake(
      "{{ x.0 }}", ("0", "expected a name after '.', found '0'", "write '[0]' for a position")),
    Mistake("{{ (1 }}", ("", "missing ')' before the end", "to close the '(' before it")),
    Mistake(
      "{{ xs | size > 2 }}", (">", "unexpected '>'", "put the value and its filters in parentheses")
    ),
    Mistake("{{ sizze(x) }}", ("sizze", "no function 'sizze'", "did you mean 'size'?")),
    Mistake("{% for x on y %}{% endfor %}", ("on", "expected 'in' after 'x', found 'on'", nil)),
    Mistake(
      "{% for x in y limt: 1 %}{% endfor %}",
      ("limt", "unknown option 'limt'", "did you mean 'limit'?")),
    Mistake(
      "{{ x | nosuch }} ok {% if %} {% endif %} {{ y",
      ("nosuch", "no filter 'nosuch'", nil), ("", "expected a value, found the end", nil),
      ("{{", "'{{' is never closed", "add '}}'")),
    Mistake(
      "{{ a and b or c }}",
      (
        "a and b or c", "'and' and 'or' are mixed: both bind alike, from right to left",
        "put parentheses"
      )),
    Mistake(
      "{{ n | default 'x' }}",
      ("'x'", "a ':' is missing before the argument of 'default'", "write 'default: 'x''")),
    Mistake(
      "{{ n | plus 1 }}",
      ("1", "a ':' is missing before the argument of 'plus'", "write 'plus: 1'")),
    Mistake("{{ é | no }}{{ é ! }}", ("no", "no filter 'no'", nil), ("!", "unexpected '!'", nil)),
  ]

  @Test(arguments: mistakes)
  func tells(mistake: Mistake) {
    let (template, diagnostics) = Template.parse(mistake.template)
    let bytes = Array(template.text.utf8)
    #expect(diagnostics.count == mistake.expected.count, "\(diagnostics)")
    for (diagnostic, expected) in zip(diagnostics, mistake.expected) {
      #expect(diagnostic.message == expected.1)
      #expect(diagnostic.hint == expected.2)
      let range = diagnostic.range ?? SourceRange(0, 0)
      #expect(String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) == expected.0)
    }
  }

  @Test func placesAreThoseOfTheFile() {
    // The second line of the text stands elsewhere in the file.
    let places = TextPlaces(runs: [.init(offset: 0, origin: 100), .init(offset: 4, origin: 210)])
    let (template, diagnostics) = Template.parse("abc\n{{ x | nosuch }}{{ y }}", places: places)
    #expect(diagnostics.first?.range == SourceRange(217, 223))
    #expect(template.references.map(\.range) == [SourceRange(229, 230)])
    #expect(template.range == SourceRange(100, 233))
  }

  @Test func errorsOfRenderingHavePlaces() throws {
    let template = Template.parse(
      "x {{ name | divided_by: 0 }}", places: TextPlaces(startingAt: 50)
    ).template
    let error = #expect(throws: LanguageError.self) {
      try template.render(in: DictionaryScope(), options: EvaluationOptions())
    }
    #expect(error?.code == LanguageError.divisionByZero)
    #expect(error?.range == SourceRange(62, 72))
  }
}
