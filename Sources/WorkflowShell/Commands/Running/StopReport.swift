internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel

/// A stop as one line: `#12 @17 CreateBackup -> ValidateBackup  (breakpoint 1, hit 2)`.
struct StopReport {
  let stop: Stop
  let workflow: Workflow
  /// How the run ended, where it has.
  let result: RunResult?

  var document: Document {
    var line: StyledText = "\("#\(stop.transitions) @\(stop.event)", .faint) "
    line += route
    if let reason { line += "  (\(reason))" }
    if let result { line += "  " + Self.text(of: result) }
    return .line("stop", line, facts: facts)
  }

  /// How the run got where it is.
  private var route: StyledText {
    guard let id = stop.arrivedBy else {
      return stop.state.map { "at \(workflow[$0].name, .state)" } ?? "before the start"
    }
    let transition = workflow[id]
    if let state = stop.state, transition.target.state != state {
      return "at \(workflow[state].name, .state)"
    }
    return "\(name(transition.source), .state) -> \(name(transition.target), .state)"
  }

  private func name(_ end: Transition.End) -> String {
    end.state.map { workflow[$0].name } ?? "[*]"
  }

  private var reason: StyledText? {
    switch stop.reason {
    case .step, .location, .moved, .ended: nil
    case .breakpoint(let id, let hit): "breakpoint \(id), hit \(hit)"
    case .undecided(_, _, let why): "undecided: \(why)"
    case .asked: "asks"
    case .stuck: "nothing can ever run"
    case .interrupted: "interrupted"
    case .conditionError(let id, let message):
      "the condition of breakpoint \(id) cannot be evaluated: \(message)"
    }
  }

  static func text(of result: RunResult) -> StyledText {
    let style: Style = result.status == .succeeded ? .good : .bad
    return
      "\(result.status.rawValue, style): \(result.reason)\(cause(of: result).map { ": \($0)" } ?? "")"
  }

  /// What went wrong, where the reason does not say it.
  private static func cause(of result: RunResult) -> String? {
    guard let failure = result.failure, failure.type != "limit",
      !failure.message.isEmpty, !result.reason.contains(failure.message)
    else { return nil }
    return failure.message
  }

  private var facts: JSONObject {
    var facts: JSONObject = [
      "transitions": .int(Int64(stop.transitions)), "event": .int(Int64(stop.event)),
      "state": stop.state.map { .string(workflow[$0].name) } ?? .null,
      "reason": .string(reasonWord),
    ]
    if let id = stop.arrivedBy {
      facts["from"] = .string(name(workflow[id].source))
      facts["to"] = .string(name(workflow[id].target))
      facts["label"] = .string(workflow[id].label.text)
    }
    if let result {
      facts["status"] = .string(result.status.rawValue)
      facts["because"] = .string(result.reason)
      if let failure = result.failure {
        facts["error"] = ["type": .string(failure.type), "message": .string(failure.message)]
      }
    }
    switch stop.reason {
    case .breakpoint(let id, let hit):
      facts["breakpoint"] = .int(Int64(id))
      facts["hit"] = .int(Int64(hit))
    case .undecided(_, let candidates, let why):
      facts["because"] = .string(why)
      facts["exits"] = .array(candidates.map { .string(name(workflow[$0].target)) })
    default: break
    }
    return facts
  }

  private var reasonWord: String {
    switch stop.reason {
    case .step: "step"
    case .breakpoint: "breakpoint"
    case .location: "location"
    case .ended: "ended"
    case .undecided: "undecided"
    case .asked: "asked"
    case .stuck: "stuck"
    case .interrupted: "interrupted"
    case .moved: "moved"
    case .conditionError: "condition-error"
    }
  }
}
