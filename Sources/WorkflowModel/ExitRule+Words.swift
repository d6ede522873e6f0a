extension ExitRule: CustomStringConvertible {
  /// The rule in words, as `list` and `why` show it: `by polarity ("passed")`.
  package var description: String {
    switch self {
    case .unlabelled: "no label"
    case .override(let meaning): "'on:' says \"\(meaning)\""
    case .fork: "a fork: taken together"
    case .classWord(let word): "the word \"\(word)\""
    case .limitWords: "words of a limit that is reached"
    case .quotedText: "quoted text"
    case .regularExpression: "a regular expression"
    case .expression: "an expression"
    case .choiceText: "text of a choice"
    case .sole: "the only exit"
    case .polarity(let words): "by polarity (\"\(words)\")"
    case .pair(let other): "the opposite of \"\(other)\""
    case .noRule: "no rule fits"
    }
  }
}
