import Testing

@testable import WorkflowLanguage

@Suite struct TemplateReferencesTests {
  /// Template, and `path:type` of each reference.
  static let references: [(String, [String])] = [
    ("{{ a.b.c }}", ["a.b.c:text"]),
    ("{{ a | default: b }}", ["a:text", "b:unknown"]),
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
    ("{{ xs['a'].b[0] }}", ["xs.a.b:list"]),
    ("{{ 'x' in xs }}", ["xs:list"]),
    ("{{ xs.map(x, x.n + y) | join }}{{ x }}", ["xs:list", "y:unknown", "x:text"]),
    ("{{ X.items | size }}{{ X.n | plus: m }}", ["X.items:list", "X.n:number", "m:number"]),
    ("{{ X.l | first | upcase }}{{ X.t | split: ',' }}", ["X.l:list", "X.t:text"]),
    ("{{ X.a | where: 'ok' | map: 'name' | join }}", ["X.a:list"]),
    ("{{ X.n | default: 3 }}{{ X.f | default: false }}", ["X.n:number", "X.f:boolean"]),
    ("{{ X.n | default: d | times: 2 }}", ["X.n:number", "d:unknown"]),
    (
      "{{ X.items.size }}{{ X.items[0] }}{{ X.first }}",
      ["X.items:list", "X.items:list", "X.first:text"]
    ),
    ("{% if X.items.size > 3 %}{% endif %}", ["X.items:list"]),
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
