package import WorkflowLanguage
package import WorkflowSource

/// What an edge's label means for choosing it (WorkflowFormat.md, «Which exit is taken»).
package struct TransitionLabel: Sendable {
  /// As written, blanks at the ends removed; empty for an edge without a label.
  package var text: String
  package var range: SourceRange?
  package var exitClass: ExitClass
  /// Why it has this class.
  package var rule: ExitRule
  /// The condition that must hold besides, or alone for the class `guard`.
  package var guardExpression: CompiledExpression?
  /// What the last result's text must match, for the class `pattern`.
  package var pattern: LabelPattern?
  /// The choice that takes it, for the class `choice`, where that is not the label's own text.
  package var choiceText: String?
  /// Whether the words lean to success or failure; nil when they do neither.
  package var polarity: Polarity?
  /// Whether any word speaks of trouble, whatever stands beside it (`Error caught`).
  package var mentionsTrouble: Bool

  package init(
    text: String, range: SourceRange? = nil, exitClass: ExitClass, rule: ExitRule,
    guardExpression: CompiledExpression? = nil, pattern: LabelPattern? = nil,
    polarity: Polarity? = nil, mentionsTrouble: Bool = false
  ) {
    self.text = text
    self.range = range
    self.exitClass = exitClass
    self.rule = rule
    self.guardExpression = guardExpression
    self.pattern = pattern
    self.polarity = polarity
    self.mentionsTrouble = mentionsTrouble
  }
}

/// Which way a text leans.
package enum Polarity: String, Hashable, Sendable, Codable {
  case positive, negative
}

/// When an exit may be taken.
package enum ExitClass: String, Hashable, Sendable {
  /// Whatever happened, when nothing more special fits.
  case always
  /// When no other exit fits.
  case `default`
  case success
  case failure
  /// A failure exit that is tried first once the retries are used up.
  case exhausted
  /// When the last result's text matches.
  case pattern
  /// When the condition is true.
  case `guard`
  /// When the choice of a person fits.
  case choice
  /// Words that say nothing about when.
  case prose
}

/// The rule that gave an exit its class; `list`, `check` and `why` show it.
package enum ExitRule: Hashable, Sendable {
  /// No label.
  case unlabelled
  /// `on:` of the state gives the label this meaning.
  case override(String)
  /// One of several exits that are taken together.
  case fork
  /// The label is one of the words that name a class.
  case classWord(String)
  /// Words that speak of a limit that was reached.
  case limitWords
  case quotedText
  case regularExpression
  case expression
  /// Prose on a state whose action yields a choice, or that asks by having prose exits only.
  case choiceText
  /// The only exit of its state.
  case sole
  /// By the leaning of these words.
  case polarity(words: String)
  /// The other one of two exits, of which exactly one leans.
  case pair(other: String)
  /// Words without leaning.
  case noRule
}

/// A text or a regular expression that a result is searched for.
package enum LabelPattern: Hashable, Sendable {
  case text(String)
  case regularExpression(String)
}

extension LabelPattern {
  /// Whether a text holds the pattern somewhere; a regular expression that cannot be read matches
  /// nothing (the reader of labels has reported it).
  package func matches(_ text: String) -> Bool {
    switch self {
    case .text(let wanted): text.contains(wanted)
    case .regularExpression(let pattern):
      (try? RegularExpression.cached(pattern))?.matches(text) ?? false
    }
  }
}
