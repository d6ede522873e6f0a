internal import WorkflowModel
package import WorkflowSource

/// An entry of `on:`: what a label means, whatever it says.
package struct ExitOverride: Sendable {
  package var label: String
  package var labelRange: SourceRange
  /// `success`, `failure`, another word for a class, a condition, a pattern, or a choice's text.
  package var meaning: String
  /// Where each byte of `meaning` stands in the file.
  package var places: TextPlaces

  package init(
    label: String, labelRange: SourceRange, meaning: String, places: TextPlaces = TextPlaces()
  ) {
    self.label = label
    self.labelRange = labelRange
    self.meaning = meaning
    self.places = places
  }

  /// Whether it is meant for a label; case, blanks and punctuation do not matter.
  package func fits(_ label: String) -> Bool {
    label == self.label
      || (!label.isEmpty && LabelWords(label).joined == LabelWords(self.label).joined)
  }
}
