import Testing

@testable import WorkflowLanguage

/// Which templates are rendered on a thread with a large stack: those that may nest deeply, and not
/// those that are merely long.
@Suite struct DeepStackTests {
  private func repeated(_ text: String, _ count: Int = 40) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    "{% if x %}a{% else %}b{% endif %}", "{%- for a in b -%}{{ a }}{%- endfor -%}",
    "{% tablerow a in b %}{{ a }}{% endtablerow %}", "{% assign a = 1 %}{{ a }}",
    "{%case x%}{%when 1%}a{%endcase%}", "{% ifchanged %}{{ x }}{% endifchanged %}",
    "{% unless x %}{% increment y %}{% endunless %}",
  ])
  func longTemplatesNeedNone(_ part: String) {
    #expect(!DeepStack.isNeeded(forTemplate: repeated(part)))
  }

  @Test(arguments: [
    "{% if x %}", "{%- tablerow a in b -%}", "{% capture x %}", "{% if x %}{% else %}",
    // Ends that end nothing make nothing shallower.
    "{% if x %}{% raw %}{% endif %}{% endraw %}",
    "{% if x %}{% comment %}{% endif %}{% endcomment %}",
    "{% strange %}", "{% for a in b %}{% endif %}",
  ])
  func deepTemplatesNeedOne(_ part: String) {
    #expect(DeepStack.isNeeded(forTemplate: repeated(part)))
  }

  @Test func soDoDeepExpressions() {
    #expect(DeepStack.isNeeded(forTemplate: "{{ \(repeated("(", 13))"))
    #expect(!DeepStack.isNeeded(forTemplate: repeated("{{ (a) }}")))
  }
}
