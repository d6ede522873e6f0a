internal import WorkflowLanguage

extension WorkOutcome {
  /// The answer of a handler or an interceptor.
  init(_ answer: ActionAnswer, origin: Origin) {
    outputs = answer.outputs
    failure = answer.failure?.tidied
    status = answer.failure == nil ? .completed : .failed
    if answer.failure?.type == "cancelled" { status = .cancelled }
    transition = answer.transition
    self.origin = origin
    result = answer.outputs["result"] ?? answer.outputs["output"] ?? .null
  }

  /// Whether it ends the whole run.
  var isAbort: Bool { failure?.type == ActionFailure.abortType }

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
  /// The pieces of work right inside.
  var inner: [Work] {
    switch self {
    case .conditional(let branch): [branch.work]
    case .group(let group): group.tasks
    case .sequence(let sequence): sequence.current.map { [$0] } ?? []
    case .storing(_, let work): [work]
    case .todo, .inFlight, .child, .asking, .sleeping, .done: []
    }
  }

  /// Numbers of the calls that handlers work for.
  var calls: [Int] {
    if case .inFlight(let flight) = self {
      return flight.answer == nil && flight.call > 0 ? [flight.call] : []
    }
    return inner.flatMap(\.calls)
  }

  /// Numbers of the sub-workflows that run.
  var frames: [Int] {
    if case .child(let child) = self { return [child.frame] }
    return inner.flatMap(\.frames)
  }

  /// When the next thing inside is due.
  var nextTimer: Timestamp? {
    switch self {
    case .inFlight(let flight): flight.readyAt
    case .sleeping(let until): until
    case .child(let child): child.deadline
    case .todo, .done, .asking: nil
    default: inner.compactMap(\.nextTimer).min()
    }
  }

  /// What an attempt comes to whose time is up: tasks that have ended keep their outcomes.
  func timedOut(after attempt: Attempt) -> WorkOutcome {
    let limit = attempt.deadline.flatMap { $0.since(attempt.startedAt) } ?? .zero
    return .failed(
      ActionFailure(type: "timeout", message: "timed out after \(limit.description)"))
  }
}

extension Place {
  /// What its action is doing.
  var work: Work? {
    if case .attempting(let attempt) = phase { attempt.work } else { nil }
  }

  /// What it waits for an answer to.
  package var question: Question? {
    if case .attempting(let attempt) = phase, attempt.work.outcome == nil {
      attempt.work.question
    } else {
      nil
    }
  }

  var calls: [Int] { work?.calls ?? [] }

  var hasFlight: Bool { !calls.isEmpty }

  var nextTimer: Timestamp? {
    switch phase {
    case .attempting(let attempt):
      [attempt.deadline, attempt.hangs ? nil : attempt.readyAt, attempt.work.nextTimer]
        .compactMap { $0 }.min()
    case .backingOff(let until, _, _): until
    case .inside(let inside): inside.deadline
    case .joining(let deadline): deadline
    case .entered, .finished, .undecided: nil
    }
  }
}
