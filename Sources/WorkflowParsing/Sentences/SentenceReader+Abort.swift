internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// `Abort ["with message"] "text"`.
  mutating func abort() throws(SentenceProblem) -> ActionCall.Kind {
    let start = text
    if !(text.take("with") && text.take("message")) { text = start }
    text.skipBlanks()
    if text.isAtEnd, setting != .title { return .abort(AbortCall()) }
    return .abort(AbortCall(message: textValue(try message(of: "the message"))))
  }
}
