/// `{% break %}` and `{% continue %}`.
struct InterruptTag: TemplateTag {
  static let breakRow = TagRow(
    "break", syntax: "{% break %}", "Ends the loop around it.",
    example: ("{% for x in (1..5) %}{% if x == 3 %}{% break %}{% endif %}{{ x }}{% endfor %}", "12")
  ) { _, _ throws(LanguageError) in InterruptTag(interrupt: .break) }

  static let continueRow = TagRow(
    "continue", syntax: "{% continue %}", "Goes on with the loop's next element.",
    example: (
      "{% for x in (1..3) %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "13"
    )
  ) { _, _ throws(LanguageError) in InterruptTag(interrupt: .continue) }

  private let interrupt: TemplateRenderer.Interrupt

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    renderer.interrupt = interrupt
  }
}
