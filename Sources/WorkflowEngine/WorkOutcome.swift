internal import WorkflowLanguage

extension WorkOutcome {
  /// The answer of a handler or an interceptor.
  init(_ answer: ActionAnswer, origin: Origin) {
    outputs = answer.outputs
    failure = answer.failure
    status = answer.failure == nil ? .completed : .failed
    if answer.failure?.type == "cancelled" { status = .cancelled }
    transition = answer.transition
    self.origin = origin
    result = answer.outputs["result"] ?? answer.outputs["output"] ?? .null
  }

  static func failed(_ failure: ActionFailure, origin: Origin = .workflow) -> WorkOutcome {
    var outcome = WorkOutcome()
    outcome.status = .failed
    outcome.failure = failure
    outcome.origin = origin
    return outcome
  }

  static func completed(_ result: Value, origin: Origin = .workflow) -> WorkOutcome {
    var outcome = WorkOutcome()
    outcome.result = result
    outcome.origin = origin
    return outcome
  }

  static let cancelled: WorkOutcome = {
    var outcome = WorkOutcome()
    outcome.status = .cancelled
    outcome.failure = ActionFailure(type: "cancelled", message: "cancelled")
    return outcome
  }()
}

extension ActionFailure {
  /// A template or expression of the action that has no value.
  init(_ error: LanguageError) {
    self.init(type: error.code.replacingHyphens, message: error.message, retryable: false)
  }
}

extension String {
  fileprivate var replacingHyphens: String {
    String(map { $0 == "-" ? "_" : $0 })
  }
}

extension Work {
  /// Numbers of the calls that handlers work for.
  var calls: [Int] {
    switch self {
    case .inFlight(let flight): flight.answer == nil && flight.call > 0 ? [flight.call] : []
    case .conditional(let branch): branch.work.calls
    case .group(let group): group.tasks.flatMap(\.calls)
    case .todo, .done: []
    }
  }

  /// When the next delayed answer inside is due.
  var nextTimer: Timestamp? {
    switch self {
    case .inFlight(let flight): flight.readyAt
    case .conditional(let branch): branch.work.nextTimer
    case .group(let group): group.tasks.compactMap(\.nextTimer).min()
    case .todo, .done: nil
    }
  }

  /// What an attempt comes to whose time is up: tasks that have ended keep their outcomes.
  func timedOut(after attempt: Attempt) -> WorkOutcome {
    let limit = attempt.deadline.flatMap { $0.since(attempt.firstStartedAt) } ?? .zero
    return .failed(
      ActionFailure(type: "timeout", message: "timed out after \(limit.description)"))
  }
}

extension Place {
  var calls: [Int] {
    if case .attempting(let attempt) = phase { attempt.work.calls } else { [] }
  }

  var hasFlight: Bool { !calls.isEmpty }

  var nextTimer: Timestamp? {
    switch phase {
    case .attempting(let attempt):
      [attempt.deadline, attempt.hangs ? nil : attempt.readyAt, attempt.work.nextTimer]
        .compactMap { $0 }.min()
    case .backingOff(let until, _, _): until
    case .entered, .finished, .undecided: nil
    }
  }
}
