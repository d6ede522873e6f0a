/// `user_choice`, `user_input`, `manual_review`, `Wait for user`: something a person has to say.
package struct QuestionCall: Sendable {
  package enum Kind: String, Hashable, Sendable, Codable {
    /// One of several texts.
    case choice = "user_choice"
    /// Any text.
    case input = "user_input"
    /// Yes, or no, which is a failure `rejected`.
    case review = "manual_review"
    /// Anything: the run goes on when a person says so.
    case pause = "wait_for_user"
  }

  package var kind: Kind
  package var prompt: TemplateValue?
  /// A list, or a template that yields one; nil for the labels of the state's exits.
  package var choices: TemplateValue?
  /// The answer where nobody can be asked.
  package var defaultAnswer: TemplateValue?
  /// Whether an input may have several lines.
  package var isMultiline: Bool

  package init(
    _ kind: Kind, prompt: TemplateValue? = nil, choices: TemplateValue? = nil,
    defaultAnswer: TemplateValue? = nil, isMultiline: Bool = false
  ) {
    self.kind = kind
    self.prompt = prompt
    self.choices = choices
    self.defaultAnswer = defaultAnswer
    self.isMultiline = isMultiline
  }
}
