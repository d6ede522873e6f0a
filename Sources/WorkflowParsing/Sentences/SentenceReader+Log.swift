internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// `Log [debug|info|warning|error|critical] "text"`.
  mutating func log() throws(SentenceProblem) -> ActionCall.Kind {
    var level = LogLevel.info
    let start = text
    if let word = text.word(), let named = LogLevel(rawValue: word == "warn" ? "warning" : word),
      text.isAtEnd || text.bytes[text.index] <= 0x20
    {
      level = named
    } else {
      text = start
    }
    return .log(LogCall(level: .value(level), message: textValue(try message(of: "the message"))))
  }
}
