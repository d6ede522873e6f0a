package import WorkflowLanguage
package import WorkflowSource

/// A prompt's template, as its file has it.
package struct PromptFile: Sendable {
  package var source: SourceText
  package var about: WorkflowAbout
  /// What it is to be given.
  package var arguments: [Argument]
  /// The text behind the front matter.
  package var template: Template
  /// Everything wrong with the file.
  package var diagnostics: [Diagnostic]

  package init(
    source: SourceText, about: WorkflowAbout = WorkflowAbout(), arguments: [Argument] = [],
    template: Template, diagnostics: [Diagnostic] = []
  ) {
    self.source = source
    self.about = about
    self.arguments = arguments
    self.template = template
    self.diagnostics = diagnostics
  }

  package var isSound: Bool { !diagnostics.contains { $0.severity == .error } }

  /// Reads the text of a file; never throws for what it says.
  package typealias Reading = @Sendable (SourceText) -> PromptFile
}
