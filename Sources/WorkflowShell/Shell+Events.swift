internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

/// What is told while a run goes on: its log, its warnings, and live its steps.
extension Shell {
  /// Has a session tell what happens in it.
  func watch(_ session: any DebugSession) {
    session.onEvent = { [weak self, weak session] event in
      guard let self, let session else { return }
      self.tell(event, in: session.workflow(of: event))
    }
  }

  private func tell(_ event: Event, in workflow: Workflow) {
    switch event.kind {
    case .log(let state, let level, let message):
      output.show(
        .line(
          "log", "\(level.rawValue, level.style): \(message)",
          facts: [
            "level": .string(level.rawValue), "message": .string(message),
            "state": state.map { .string(workflow[$0].name) } ?? .null,
            "event": .int(Int64(event.number)),
          ]))
    case .warning(let code, let message, let range, let hint):
      let warning = Diagnostic.warning(code, message, range: range, hint: hint)
      if toldWarnings.insert(warning).inserted { output.report(warning, in: workflow.source) }
    case .progress(let state, let fraction, let message):
      let part = fraction.map { " \(Int(($0 * 100).rounded()))%" } ?? ""
      output.say(
        "progress", "\(workflow[state].name, .state)\(part) \(message ?? "", .faint)")
    default: break
    }
  }
}

extension LogLevel {
  var style: Style? {
    switch self {
    case .debug: .faint
    case .info: nil
    case .warning: .warning
    case .error, .critical: .bad
    }
  }
}
