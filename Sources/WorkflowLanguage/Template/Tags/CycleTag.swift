import WorkflowSource

/// `{% cycle %}`: each time the next of its values.
struct CycleTag: TemplateTag {
  static let row = TagRow(
    "cycle", syntax: "{% cycle GROUP: A, B, C %}", "Prints the next of some values each time.",
    example: (#"{% for x in (1..3) %}{% cycle "odd", "even" %} {% endfor %}"#, "odd even odd ")
  ) { token, parser throws(LanguageError) in
    var words = parser.words(in: token.inside)
    var values = [try words.sum()]
    var name: ExpressionNode?
    if words.take(.colon) {
      name = values[0]
      values = [try words.sum()]
    }
    while words.take(.comma) {
      if words.isAtEnd, !parser.isExtended { break }
      values.append(try words.sum())
    }
    try words.expectEnd(hint: "separate values by ','")
    parser.finish(words)
    if let name { parser.use(name) }
    for value in values { parser.use(value, .text) }
    return CycleTag(name: name, values: values, place: token.range.lower)
  }

  private let name: ExpressionNode?
  private let values: [ExpressionNode]
  private let place: Int

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    let group = try group(in: renderer)
    let next = renderer.registers.cycles[group] ?? 0
    // Another tag of the group may have more values.
    if next < values.count {
      try renderer.write(try renderer.value(values[next]).text, at: values[next].range)
    }
    renderer.registers.cycles[group] = next + 1 < values.count ? next + 1 : 0
  }

  private func group(in renderer: TemplateRenderer) throws(LanguageError) -> CycleGroup {
    if let name { return .named(try renderer.value(name)) }
    var literals: [Value] = []
    for value in values {
      guard case .literal(let literal) = value.kind else { return .place(place) }
      literals.append(literal)
    }
    return .literals(literals)
  }
}
