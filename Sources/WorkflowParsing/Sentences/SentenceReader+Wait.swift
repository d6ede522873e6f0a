internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// `Wait 5 seconds`, `Wait 1s`, `Wait for user …`.
  mutating func wait() throws(SentenceProblem) -> ActionCall.Kind {
    if text.take("for"), text.peekWord() == "the" || text.peekWord() == "user" {
      _ = text.take("the")
      if text.take("user") { return .ask(pause()) }
      throw SentenceProblem("'Wait for' is followed by 'user' or a time", range: text.restRange)
    }
    text.skipBlanks()
    if text.isAtQuote, let piece = text.quoted() {
      return .wait(WaitCall(duration: try duration(piece)))
    }
    guard let rest = text.rest() else {
      throw SentenceProblem(
        "the time is missing", range: text.restRange, hint: "write Wait 5 seconds")
    }
    return .wait(WaitCall(duration: try duration(rest)))
  }

  /// What a person is told: the text in quotes, or else the sentence.
  private mutating func pause() -> QuestionCall {
    if text.isAtQuote {
      var after = text
      if let piece = after.quoted(), after.isAtEnd {
        text = after
        return QuestionCall(.pause, prompt: textValue(piece))
      }
    }
    _ = text.rest()
    let sentence = String(decoding: text.bytes, as: UTF8.self).trimmed
    return QuestionCall(.pause, prompt: .literal(.string(sentence), text.range))
  }
}
