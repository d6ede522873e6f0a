/// `{% increment %}` and `{% decrement %}`: counters apart from all other variables.
struct CounterTag: TemplateTag {
  static let incrementRow = TagRow(
    "increment", syntax: "{% increment NAME %}", "Prints a counter, then adds 1; begins at 0.",
    example: ("{% increment n %}{% increment n %}", "01")
  ) { token, parser throws(LanguageError) in try parse(token, step: 1, &parser) }

  static let decrementRow = TagRow(
    "decrement", syntax: "{% decrement NAME %}", "Takes 1 from a counter, then prints it.",
    example: ("{% decrement n %}{% decrement n %}", "-1-2")
  ) { token, parser throws(LanguageError) in try parse(token, step: -1, &parser) }

  private let name: Name
  private let step: Int64

  private static func parse(
    _ token: TemplateToken, step: Int64, _ parser: inout TemplateParser
  ) throws(LanguageError) -> CounterTag {
    var words = parser.words(in: token.inside)
    let name = try words.variable()
    try words.expectEnd()
    parser.define(Name(name))
    return CounterTag(name: Name(name), step: step)
  }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    let (before, after) = renderer.scope.count(name, by: step)
    try renderer.write(String(step > 0 ? before : after), at: nil)
  }
}
