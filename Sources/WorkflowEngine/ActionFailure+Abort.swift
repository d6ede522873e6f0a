/// Failures that end the whole run, the workflows around theirs included.
extension ActionFailure {
  package static let abortType = "abort"

  /// The message of an abort that says nothing of its own.
  private static let bareAbort = "aborted"

  /// What a message begins with that says only that it is an abort.
  private static let marks = ["abort error", "aborted:", "abort:"]

  /// The same, for an abort without words that say so once more: whoever shows it says it.
  ///
  /// A handler may pass on the message of an abort inside it, with what was put before that.
  var tidied: ActionFailure {
    guard type == Self.abortType else { return self }
    var text = Substring(message)
    while true {
      text = text.drop { $0.isWhitespace || $0 == ":" }
      let lowered = text.lowercased()
      guard let mark = Self.marks.first(where: lowered.hasPrefix) else { break }
      text = text.dropFirst(mark.count)
    }
    var result = self
    result.message = text.isEmpty ? Self.bareAbort : String(text)
    return result
  }

  /// Why a run has ended that a state aborted.
  func abortReason(in state: String) -> String {
    if message.isEmpty || message == Self.bareAbort { return "aborted in \(state)" }
    return message.lowercased().hasPrefix(Self.bareAbort) ? message : "aborted: \(message)"
  }
}
