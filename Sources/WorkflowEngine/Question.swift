package import WorkflowModel

/// Something a person is asked.
package struct Question: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable {
    /// One of several texts.
    case choice = "user_choice"
    /// Any text.
    case input = "user_input"
    /// Yes, or no, which is a failure `rejected`.
    case review = "manual_review"
    /// Anything: the run goes on when a person says so; a no is a failure `rejected`.
    case pause = "wait_for_user"
    /// What a call came to that nothing serves.
    case outcome = "execute_prompt"

    init(_ kind: QuestionCall.Kind) {
      switch kind {
      case .choice: self = .choice
      case .input: self = .input
      case .review: self = .review
      case .pause: self = .pause
      }
    }
  }

  package var kind: Kind
  /// Rendered; empty where the workflow has no words for it.
  package var prompt: String
  /// What may be answered; empty where anything may.
  package var choices: [String]
  /// The answer where nobody can be asked.
  package var defaultAnswer: String?
  package var isMultiline: Bool

  package init(
    kind: Kind, prompt: String, choices: [String] = [],
    defaultAnswer: String? = nil, isMultiline: Bool = false
  ) {
    self.kind = kind
    self.prompt = prompt
    self.choices = choices
    self.defaultAnswer = defaultAnswer
    self.isMultiline = isMultiline
  }

  /// What an answer stands for; nil when it is none of the choices.
  ///
  /// Choices fit whatever their case, by their number from 1, by any beginning or by any words that
  /// only one of them has; reviews take yes and no in their usual spellings.
  package func reading(of answer: String) -> String? {
    let text = answer.trimmed
    switch kind {
    case .input, .pause: return answer
    case .outcome: return SpokenOutcome(answer) == nil ? nil : answer
    case .review:
      let word = text.lowercased()
      if Self.yes.contains(word) { return "yes" }
      return Self.no.contains(word) ? "no" : nil
    case .choice:
      guard !choices.isEmpty else { return text.isEmpty ? nil : text }
      let wanted = text.lowercased()
      if let exact = choices.first(where: { $0 == text }) { return exact }
      if let same = choices.first(where: { $0.lowercased() == wanted }) { return same }
      if let number = Int(text), choices.indices.contains(number - 1) { return choices[number - 1] }
      let begun = choices.filter { !wanted.isEmpty && $0.lowercased().hasPrefix(wanted) }
      if !begun.isEmpty { return begun.count == 1 ? begun[0] : nil }
      let words = Self.words(of: wanted)
      let having = choices.filter { words.isSubset(of: Self.words(of: $0.lowercased())) }
      return !words.isEmpty && having.count == 1 ? having[0] : nil
    }
  }

  private static func words(of text: String) -> Set<Substring> {
    Set(text.split { !$0.isLetter && !$0.isNumber })
  }

  /// Whether an answer says no, in one of the usual spellings.
  static func saysNo(_ answer: String) -> Bool { no.contains(answer.trimmed.lowercased()) }

  private static let yes: Set = ["yes", "y", "true", "ok", "okay", "1", "approve", "approved"]
  private static let no: Set = ["no", "n", "false", "0", "reject", "rejected", "deny", "denied"]
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
