/// A tag: how it is written, what it does, how that is explained.
struct TagRow: Sendable {
  typealias Parse =
    @Sendable (TemplateToken, inout TemplateParser) throws(LanguageError) -> any TemplateTag

  let name: String
  /// How it is written, for the reference.
  let syntax: String
  /// Tags that belong to it, such as `else` and `endif`.
  let parts: [String]
  /// One line for the reference.
  let summary: String
  /// A template and what it prints, shown in the reference and run by a test.
  let example: (template: String, result: String)
  let parse: Parse

  init(
    _ name: String, syntax: String, parts: [String] = [], _ summary: String,
    example: (template: String, result: String), parse: @escaping Parse
  ) {
    self.name = name
    self.syntax = syntax
    self.parts = parts
    self.summary = summary
    self.example = example
    self.parse = parse
  }
}
