package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// An action that the Markdown around a diagram gives to a state: notation B or C.
package struct SentenceAction: Sendable {
  /// Which way it was written.
  package enum Notation: Hashable, Sendable {
    /// A bullet of `## Actions`.
    case actionsSection
    /// A line below a heading that names the state.
    case stateBlock
  }

  package var notation: Notation
  /// The state's name as written, marks of Markdown removed.
  package var state: String
  package var stateRange: SourceRange
  /// The sentence, in the file.
  package var range: SourceRange
  package var reading: SentenceReading
  /// Whether it can only be meant as an action, so that what is wrong with it is told.
  package var isMeant: Bool

  package init(
    notation: Notation, state: String, stateRange: SourceRange, range: SourceRange,
    reading: SentenceReading, isMeant: Bool
  ) {
    self.notation = notation
    self.state = state
    self.stateRange = stateRange
    self.range = range
    self.reading = reading
    self.isMeant = isMeant
  }
}
