internal import WorkflowEngine

extension Event {
  /// Whether it can be gone back to: the small steps inside of an attempt come with what follows.
  var isWorthAMoment: Bool {
    switch kind {
    case .attemptStarted, .attemptEnded, .published, .edge, .write, .log, .warning, .clock: false
    default: true
    }
  }
}
