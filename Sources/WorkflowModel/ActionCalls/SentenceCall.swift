package import WorkflowLanguage

/// A sentence with templates outside its quotes: it is rendered when it runs, and read only then.
package struct SentenceCall: Sendable {
  package var template: Template
  /// Reads the rendered sentence.
  package var read: @Sendable (String) -> Result<ActionCall, LanguageError>

  package init(
    template: Template, read: @escaping @Sendable (String) -> Result<ActionCall, LanguageError>
  ) {
    self.template = template
    self.read = read
  }
}
