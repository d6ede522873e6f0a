/// An operator or a literal, for the reference.
package struct OperatorRow: Sendable {
  package enum Language: String, Sendable {
    case both, expressions, templates
  }

  /// What it is found by: its spellings.
  package let names: [String]
  /// How it is written.
  package let syntax: String
  /// Where it can stand.
  package let language: Language
  /// One line for the reference.
  package let summary: String
  /// An expression or template and what it gives, shown in the reference and run by a test.
  package let example: ReferenceExample

  init(
    _ names: [String], _ syntax: String, in language: Language = .both, _ summary: String,
    example: (text: String, result: String)
  ) {
    self.names = names
    self.syntax = syntax
    self.language = language
    self.summary = summary
    self.example = ReferenceExample(
      text: example.text, result: example.result, isTemplate: language == .templates)
  }
}

/// What an example is, and what comes of it.
package struct ReferenceExample: Hashable, Sendable {
  package let text: String
  /// What a template prints, or the value of an expression as it is shown.
  package let result: String
  package let isTemplate: Bool
}
