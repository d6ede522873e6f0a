package import JSONText
internal import WorkflowLanguage
package import WorkflowModel
internal import WorkflowSource

extension Event {
  /// The event as one JSON object: `event`, `at`, `kind` and the members of its kind.
  ///
  /// States and edges are written by name, places of the file as line and column.
  package func json(in workflow: Workflow) -> JSONObject {
    var object: JSONObject = [
      "v": .int(Int64(Event.version)), "event": .int(Int64(number)),
      "at": .string(time.description), "frame": .int(Int64(frame)),
    ]
    if let place { object["place"] = .int(Int64(place)) }
    let writer = EventWriter(workflow: workflow)
    let (name, members) = writer.describe(kind)
    object["kind"] = .string(name)
    for member in members.members { object[member.name] = member.value }
    return object
  }
}

/// Writes the members of each kind of event.
private struct EventWriter {
  let workflow: Workflow

  func describe(_ kind: Event.Kind) -> (name: String, members: JSONObject) {
    switch kind {
    case .runStarted(let workflow, let mode):
      return ("run_started", ["workflow": .string(workflow), "mode": .string(mode.rawValue)])
    case .runEnded(let result): return ("run_ended", describe(result))
    case .entered(let state, let visit, let via):
      return (
        "entered",
        ["state": name(state), "visit": .int(Int64(visit)), "via": via.map(edge) ?? .null]
      )
    case .attemptStarted(let state, let attempt):
      return ("attempt_started", ["state": name(state), "attempt": .int(Int64(attempt))])
    case .attemptEnded(let state, let attempt, let summary):
      return (
        "attempt_ended",
        describe(summary, ["state": name(state), "attempt": .int(Int64(attempt))])
      )
    case .taskEnded(let state, let task, let taskName, let summary):
      return (
        "task_ended",
        describe(summary, ["state": name(state), "task": path(task), "name": .string(taskName)])
      )
    case .called(let state, let task, let prompt):
      return ("called", ["state": name(state), "task": path(task), "prompt": .string(prompt)])
    case .published(let state, let fields, let origin):
      return (
        "published",
        [
          "state": name(state), "outputs": Value.map(fields).json,
          "origin": .string(origin.rawValue),
        ]
      )
    case .write(let write): return ("write", describe(write))
    case .timer(let state, let timer, let until):
      return (
        "timer",
        [
          "state": name(state), "timer": .string(timer.rawValue),
          "until": .string(until.description),
        ]
      )
    case .clock(let from, let to):
      return ("clock", ["from": .string(from.description), "to": .string(to.description)])
    case .edge(let departure): return ("edge", describe(departure))
    case .log(let state, let level, let message):
      return (
        "log",
        [
          "state": state.map(name) ?? .null, "level": .string(level.rawValue),
          "message": .string(message),
        ]
      )
    case .progress(let state, let fraction, let message):
      return (
        "progress",
        [
          "state": name(state), "fraction": fraction.map(JSONValue.double) ?? .null,
          "message": message.map(JSONValue.string) ?? .null,
        ]
      )
    case .undecided(let state, let candidates, let reason):
      return (
        "undecided",
        [
          "state": name(state), "candidates": .array(candidates.map(edge)),
          "reason": .string(reason),
        ]
      )
    case .warning(let code, let message, let range, let hint):
      return (
        "warning",
        [
          "code": .string(code), "message": .string(message), "place": position(range),
          "hint": hint.map(JSONValue.string) ?? .null,
        ]
      )
    case .moved(let state): return ("moved", ["to": name(state)])
    case .deadLetter(let from, let to):
      return ("dead_letter", ["from": name(from), "to": name(to)])
    case .forked(let state, let places):
      return ("forked", ["state": name(state), "places": numbers(places)])
    case .joined(let state, let places):
      return ("joined", ["state": name(state), "places": numbers(places)])
    case .branchEnded(let state, let result):
      var members: JSONObject = ["at_state": name(state)]
      for member in describe(result).members { members[member.name] = member.value }
      return ("branch_ended", members)
    case .workflowStarted(let workflow):
      return ("workflow_started", ["workflow": .string(workflow)])
    case .workflowEnded(let result): return ("workflow_ended", describe(result))
    case .asked(let state, let question): return ("asked", describe(question, of: state))
    case .answered(let state, let answer, let origin):
      return (
        "answered",
        [
          "state": name(state), "answer": .string(answer), "origin": .string(origin.rawValue),
        ]
      )
    case .compensating(let states): return ("compensating", ["states": .array(states.map(name))])
    }
  }

  // MARK: Parts

  private func name(_ state: StateID) -> JSONValue { .string(workflow[state].name) }

  private func edge(_ transition: TransitionID) -> JSONValue {
    let edge = workflow[transition]
    return [
      "from": .string(edge.source.state.map { workflow[$0].name } ?? "[*]"),
      "to": .string(edge.target.state.map { workflow[$0].name } ?? "[*]"),
      "label": .string(edge.label.text),
    ]
  }

  private func path(_ task: [Int]) -> JSONValue { .array(task.map { .int(Int64($0 + 1)) }) }

  private func numbers(_ places: [Int]) -> JSONValue { .array(places.map { .int(Int64($0)) }) }

  private func describe(_ question: Question, of state: StateID) -> JSONObject {
    [
      "state": name(state), "question": .string(question.kind.rawValue),
      "prompt": .string(question.prompt), "choices": .array(question.choices.map(JSONValue.string)),
      "default": question.defaultAnswer.map(JSONValue.string) ?? .null,
      "multiline": .bool(question.isMultiline),
    ]
  }

  private func position(_ range: SourceRange?) -> JSONValue {
    guard let range else { return .null }
    let position = workflow.source.position(at: range.lower)
    return ["line": .int(Int64(position.line)), "column": .int(Int64(position.column))]
  }

  private func describe(_ failure: ActionFailure?) -> JSONValue {
    guard let failure else { return .null }
    var object: JSONObject = [
      "type": .string(failure.type), "message": .string(failure.message),
    ]
    if let retryable = failure.retryable { object["retryable"] = .bool(retryable) }
    return .object(object)
  }

  private func describe(_ summary: AttemptSummary, _ head: JSONObject) -> JSONObject {
    var object = head
    object["status"] = .string(summary.status.rawValue)
    object["origin"] = .string(summary.origin.rawValue)
    if summary.failure != nil { object["error"] = describe(summary.failure) }
    return object
  }

  private func describe(_ result: RunResult) -> JSONObject {
    [
      "result": .string(result.status.rawValue), "reason": .string(result.reason),
      "error": describe(result.failure), "state": result.state.map(name) ?? .null,
    ]
  }

  private func describe(_ write: Write) -> JSONObject {
    [
      "name": .string(write.name.text), "value": write.value.json,
      "old": write.old?.json ?? .null, "origin": .string(write.origin.rawValue),
      "place": position(write.range), "reads": .array(write.reads.map { .string($0.text) }),
    ]
  }

  private func describe(_ departure: Departure) -> JSONObject {
    [
      "edge": edge(departure.transition), "reason": .string(departure.reason.word),
      "outcome": departure.outcome.map { .string($0 == .positive ? "success" : "failure") }
        ?? .null,
      "passed_failure": .bool(departure.passedFailure),
      "origin": .string(departure.origin.rawValue),
      "guards": .array(
        departure.guards.map { reading in
          [
            "edge": edge(reading.transition),
            "value": reading.value.map(JSONValue.bool) ?? .null,
            "invented": .bool(reading.isInvented),
          ]
        }),
    ]
  }
}

extension Departure.Reason {
  /// The rule in one word.
  package var word: String {
    switch self {
    case .start: "start"
    case .success: "success"
    case .failure: "failure"
    case .exhausted: "exhausted"
    case .default: "default"
    case .always: "always"
    case .sole: "sole"
    case .guarded: "guard"
    case .failedField(let field): "field:\(field)"
    case .insideFailed: "inside_failed"
    case .deadLetter: "dead_letter"
    case .choice(let choice): "choice:\(choice)"
    case .passedFailure: "passed_failure"
    case .errorHandler: "error_handler"
    case .forced(let who): "forced:\(who)"
    case .shortest: "shortest"
    }
  }
}
