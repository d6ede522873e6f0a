internal import WorkflowLanguage
internal import WorkflowSource

extension FuzzTarget {
  static let template = FuzzTarget(
    "template", "templates are parsed and rendered, extended, pure and strict",
    seeds: [
      .cases(file: "liquid.dev.json", member: "template"),
      .literals(below: "Tests/WorkflowLanguageTests/Template"),
      .texts(["{{ retry_count + 1 }}", "{% render 'p' %}${g.k.l}{{ a | date: '%Y-%j %::z' }}"]),
    ],
    words: [
      "{{", "}}", "{%", "%}", "{%-", "-%}", "{{-", "-}}", "{% if a %}", "{% elsif b %}",
      "{% else %}",
      "{% endif %}", "{% unless a %}", "{% endunless %}", "{% case a %}", "{% when 1, 2 or b %}",
      "{% endcase %}", "{% for i in (1..9) limit:2 offset:continue reversed %}", "{% endfor %}",
      "{% break %}", "{% continue %}", "{% tablerow i in b cols:2 %}", "{% endtablerow %}",
      "{% assign x = a | plus: 1 %}", "{% capture y %}", "{% endcapture %}", "{% raw %}",
      "{% endraw %}", "{% comment %}", "{% endcomment %}", "{% liquid\necho a\n%}",
      "{% cycle 1, 2 %}",
      "{% increment n %}", "{% render 'p' for b as q %}", "{% include 'p' with a %}", "{% doc %}",
      "{% enddoc %}", "{% # note %}", "(1..9999999999)", "forloop.parentloop.index",
      "| where: 'n', 1",
      "| sort_natural: 'name'", "| replace_regex: '(a)', '\\1'", "| slice: -3, 99", "| date: '%s'",
      "| truncatewords: 1", "| times: 9e99", "| sum", "| map: 'name'", "| json", "blank", "empty",
      "${a}", "${g.k", "b[-1]", "g['k']",
    ] + LanguageSubject.words
  ) { bytes in
    let text = Readings.text(bytes)
    let source = SourceText(name: "<fuzz>", text: text)
    for setting in [LanguageSetting.workflow, .liquid, .strictLiquid] {
      let (template, problems) = Template.parse(
        text, setting: setting, dollarNames: setting == .workflow)
      Readings.check(problems, in: source)
      for reference in template.references {
        Readings.check(reference.range, in: source, "a name")
      }
      guard !problems.contains(where: { $0.severity == .error }) else { continue }
      let policy: UndefinedPolicy = setting == .workflow ? .warn : .empty
      let options = LanguageSubject.options(policy)
      do throws(LanguageError) {
        let output = try template.render(in: LanguageSubject.scope, options: options)
        demand(
          output.utf8.count <= max(options.limits.output, text.utf8.count),
          "\(output.utf8.count) bytes of output")
        let record = EvaluationRecord(tracing: true)
        _ = try template.value(in: LanguageSubject.scope, options: options, record: record)
      } catch {
        Readings.check([error.diagnostic], in: source)
      }
    }
  }
}
