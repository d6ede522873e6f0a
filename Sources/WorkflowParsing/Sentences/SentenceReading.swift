package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// What a sentence of notation B says.
package struct SentenceReading: Sendable {
  /// Nil where the text is no sentence.
  package var action: ActionCall?
  /// `timeout=` of a shell command, which is its state's.
  package var timeout: Property<TimeSpan>?
  /// Why a text that begins like an action is none.
  package var problem: SentenceProblem?
  /// What is wrong with the templates and commands in it.
  package var diagnostics: [Diagnostic] = []

  package init() {}
}

/// Why a text is no action: lower case, no full stop.
package struct SentenceProblem: Error, Hashable, Sendable {
  package var message: String
  package var range: SourceRange
  package var hint: String?

  package init(_ message: String, range: SourceRange, hint: String? = nil) {
    self.message = message
    self.range = range
    self.hint = hint
  }
}

/// Where a sentence stands, which says how strictly it is read.
package enum SentenceSetting: Sendable {
  /// Behind a state's name in `## Actions`, or behind `**Action**:`.
  case action
  /// The title of a state, which may be mere words: `Log results`. Texts must be quoted.
  case title
  /// Rendered while the workflow runs: nothing in it is a template any more, and what is not
  /// quoted may have several words.
  case rendered
}
