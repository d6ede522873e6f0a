/// A macro: how it is called, how it is read, how that is explained.
package struct MacroRow: Sendable {
  enum Form: Hashable, Sendable {
    case has, bind
    case comprehension(Comprehension.Form)
    case optionalMap(isFlat: Bool)
    case optionalOr(unwraps: Bool)
  }

  /// With its namespace: `all`, `cel.bind`.
  package let name: String
  /// Other names it goes by.
  package let aliases: [String]
  /// How it is called, for the reference: `list.map(x, value) -> list`.
  package let signature: String
  /// One line for the reference.
  package let summary: String
  /// An expression and what it gives, shown in the reference and run by a test.
  package let example: (expression: String, result: String)
  let form: Form

  init(
    _ form: Form, _ name: String, aliases: [String] = [], signature: String, _ summary: String,
    example: (expression: String, result: String)
  ) {
    self.form = form
    self.name = name
    self.aliases = aliases
    self.signature = signature
    self.summary = summary
    self.example = example
  }

  /// Whether it is called as `x.name(…)`.
  var isMethod: Bool { form != .has && form != .bind }
}
