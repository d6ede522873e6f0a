import Testing

@testable import WorkflowLanguage

@Suite struct TemplateReferencesTests {
  /// Template, and `path:type` of each reference.
  static let references: [(String, [String])] = [
    ("{{ a.b.c }}", ["a.b.c:text"]),
    ("{{ a | default: b }}", ["a:unknown", "b:unknown"]),
    ("{{ n + 1 }} {{ n > 2 }}", ["n:number", "n:number"]),
    ("{% if a and b == 'x' %}{% endif %}", ["a:boolean", "b:text"]),
    (
      "{% for x in xs limit: n %}{{ x }}{{ forloop.index }}{{ y }}{% endfor %}{{ x }}",
      ["xs:list", "n:number", "y:text", "x:text"]
    ),
    ("{{ v }}{% assign v = w %}{{ v }}", ["v:text", "w:unknown"]),
    ("{% capture v %}{{ u }}{% endcapture %}{{ v }}", ["u:text"]),
    ("{% case s %}{% when t, 'x' %}{% endcase %}", ["s:unknown", "t:unknown"]),
    ("{% cycle g: a, b %}{% echo e %}", ["g:unknown", "a:text", "b:text", "e:text"]),
    ("{% render 'p' with v, k: w %}", ["v:unknown", "w:unknown"]),
    ("{% raw %}{{ x }}{% endraw %}{% comment %}{{ y }}{% endcomment %}", []),
    ("{{ xs['a'].b[0] }}", ["xs.a.b:unknown"]),
    ("{{ 'x' in xs }}", ["xs:list"]),
    ("plain", []),
  ]

  @Test(arguments: references)
  func finds(template: String, expected: [String]) {
    let found = Template.parse(template).template.references.map { reference in
      ([reference.root] + reference.path).map(\.text).joined(separator: ".")
        + ":\(reference.implied.rawValue)"
    }
    #expect(found == expected)
  }
}
