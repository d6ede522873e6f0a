package import WorkflowLanguage
package import WorkflowModel

/// What `on:` makes of a label.
package struct ExitMeaning: Sendable {
  /// As written.
  package var text: String
  package var exitClass: ExitClass
  package var guardExpression: CompiledExpression?
  package var pattern: LabelPattern?
  /// The choice that takes the exit, for the class `choice`.
  package var choiceText: String?

  package init(
    text: String, exitClass: ExitClass, guardExpression: CompiledExpression? = nil,
    pattern: LabelPattern? = nil, choiceText: String? = nil
  ) {
    self.text = text
    self.exitClass = exitClass
    self.guardExpression = guardExpression
    self.pattern = pattern
    self.choiceText = choiceText
  }
}

extension ExitMeaning {
  /// What a reading of the entry's text makes of the exit: a word for a class, a condition, a
  /// pattern, or else the text of a choice.
  init(_ reading: LabelReading) {
    self.init(text: reading.text, exitClass: .choice)
    switch reading.form {
    case .classWord(let word, _):
      exitClass = word
      guardExpression = reading.guardExpression
    case .limit: exitClass = .exhausted
    case .condition:
      exitClass = .guard
      guardExpression = reading.guardExpression
    case .pattern(let pattern):
      exitClass = .pattern
      self.pattern = pattern
    case .unlabelled, .prose:
      if let word = ExitClass(rawValue: reading.text), word == .exhausted {
        exitClass = word
      } else {
        choiceText = reading.text
      }
    }
  }
}
