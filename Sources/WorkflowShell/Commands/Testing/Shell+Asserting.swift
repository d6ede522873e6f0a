internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

/// What assertions have in common.
extension Shell {
  /// Says that something is being asserted: a failed run before it is thereby looked at.
  func beginAssertion() {
    state.test?.assertions += 1
    state.unclaimedFailure = nil
  }

  /// A failed assertion: what was expected and found, where the run is, its last events.
  func assertionFailure(
    _ message: String, at range: SourceRange, hint: String? = nil, notes: [String] = [],
    _ arguments: ParsedArguments
  ) -> ShellError {
    var diagnostic = Diagnostic.error("assertion-failed", message, range: range, hint: hint)
    diagnostic.notes = notes.map { Diagnostic.Note($0) } + circumstances
    return ShellError([diagnostic], in: arguments.source, status: .failed)
  }

  private var circumstances: [Diagnostic.Note] {
    guard let session else { return [] }
    let words = EventWords(session)
    var notes = [Diagnostic.Note(StatusCommand.line(of: session).plain)]
    for event in session.events.suffix(3) {
      notes.append(
        Diagnostic.Note("@\(event.number) \(words.kind(of: event)): \(words.text(of: event).plain)")
      )
    }
    return notes
  }
}
