internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

/// Events in words.
struct EventWords {
  private let workflowOf: (Event) -> Workflow

  init(_ session: any DebugSession) { workflowOf = session.workflow(of:) }

  /// Whether an event belongs to the short trail: the way, and how the run began and ended.
  func isOnTrail(_ event: Event) -> Bool {
    switch event.kind {
    case .runStarted, .runEnded, .edge, .moved, .deadLetter, .forked, .joined, .branchEnded,
      .workflowStarted, .workflowEnded, .answered, .compensating:
      true
    default: false
    }
  }

  /// One word, the same in every version: programs may compare it.
  func kind(of event: Event) -> String {
    switch event.kind {
    case .runStarted: "run-started"
    case .runEnded: "run-ended"
    case .entered: "entered"
    case .attemptStarted: "attempt-started"
    case .attemptEnded: "attempt-ended"
    case .taskEnded: "task-ended"
    case .called: "called"
    case .published: "published"
    case .write: "write"
    case .timer: "timer"
    case .clock: "clock"
    case .edge: "edge"
    case .log: "log"
    case .progress: "progress"
    case .undecided: "undecided"
    case .warning: "warning"
    case .moved: "moved"
    case .deadLetter: "dead-letter"
    case .forked: "forked"
    case .joined: "joined"
    case .branchEnded: "branch-ended"
    case .workflowStarted: "workflow-started"
    case .workflowEnded: "workflow-ended"
    case .asked: "asked"
    case .answered: "answered"
    case .compensating: "compensating"
    }
  }

  func origin(of event: Event) -> Origin? {
    switch event.kind {
    case .attemptEnded(_, _, let summary), .taskEnded(_, _, _, let summary): summary.origin
    case .published(_, _, let origin): origin
    case .write(let write): write.origin
    case .edge(let departure): departure.origin
    case .answered(_, _, let origin): origin
    default: nil
    }
  }

  func text(of event: Event) -> StyledText {
    EventText(workflow: workflowOf(event)).text(of: event)
  }
}

/// An event in words, within its workflow.
private struct EventText {
  let workflow: Workflow

  func text(of event: Event) -> StyledText {
    switch event.kind {
    case .runStarted(let name, let mode): "\(name, .name) \(mode.rawValue)"
    case .runEnded(let result): StopReport.text(of: result)
    case .entered(let state, let visit, _):
      "\(name(state), .state)\(visit > 1 ? " visit \(visit)" : "")"
    case .attemptStarted(let state, let attempt): "\(name(state), .state) attempt \(attempt)"
    case .attemptEnded(let state, let attempt, let summary):
      "\(name(state), .state) attempt \(attempt) \(Self.text(of: summary))"
    case .taskEnded(let state, _, let task, let summary):
      "\(name(state), .state) \(task) \(Self.text(of: summary))"
    case .called(let state, _, let prompt): "\(name(state), .state) \(prompt)"
    case .published(let state, let fields, _):
      "\(name(state), .state) \(StyledText(.map(fields), limit: 120))"
    case .write(let write): Self.text(of: write)
    case .timer(let state, let timer, let time):
      "\(name(state), .state) \(timer.rawValue) until \(time.description)"
    case .clock(let from, let to): "\(from.description) to \(to.description)"
    case .edge(let departure): text(of: departure)
    case .log(_, let level, let message): "\(level.rawValue, level.style): \(message)"
    case .progress(let state, let fraction, let message):
      "\(name(state), .state) \(fraction.map { "\(Int($0 * 100))% " } ?? "")\(message ?? "")"
    case .undecided(let state, _, let reason): "\(name(state), .state) \(reason)"
    case .warning(_, let message, _, _): "\("warning", .warning): \(message)"
    case .moved(let state): "to \(name(state), .state)"
    case .deadLetter(let from, let to):
      "\(name(from), .state) -> \(name(to), .state)  \("dead_letter_state", .faint)"
    case .forked(let state, let places):
      "\(name(state), .state) into places \(Self.list(places))"
    case .joined(let state, let places):
      "\(name(state), .state) of places \(Self.list(places))"
    case .branchEnded(let state, let result):
      "\(name(state), .state) \(StopReport.text(of: result))"
    case .workflowStarted(let workflow): "\(workflow, .name)"
    case .workflowEnded(let result):
      "\(workflow.name, .name) \(StopReport.text(of: result))"
    case .asked(let state, let question):
      "\(name(state), .state) \(question.prompt) \(question.choices.joined(separator: " | "), .faint)"
    case .answered(let state, let answer, _): "\(name(state), .state) \(answer, .string)"
    case .compensating(let states): "\(states.map(name).joined(separator: ", "), .state)"
    }
  }

  private func name(_ state: StateID) -> String { workflow[state].name }

  private static func list(_ places: [Int]) -> String {
    places.map(String.init).joined(separator: ", ")
  }

  private static func text(of summary: AttemptSummary) -> StyledText {
    let style: Style = summary.status == .failed ? .bad : .good
    let word: StyledText = "\(summary.status.rawValue, style)"
    guard let failure = summary.failure else { return word }
    return word + ": \(failure.type): \(failure.message)"
  }

  private static func text(of write: Write) -> StyledText {
    var text: StyledText = "\(write.name.text, .name) = \(StyledText(write.value, limit: 80))"
    if let old = write.old { text += "  was \(StyledText(old, limit: 80))" }
    return text
  }

  /// `PreCheck -> CreateBackup  "Checks passed"  success`.
  private func text(of departure: Departure) -> StyledText {
    let transition = workflow[departure.transition]
    let from = transition.source.state.map(name) ?? "[*]"
    let to = transition.target.state.map(name) ?? "[*]"
    var text: StyledText = "\(from, .state) -> \(to, .state)"
    if !transition.label.text.isEmpty { text += "  \("\"\(transition.label.text)\"", .string)" }
    text += "  \(Self.word(for: departure.reason), .faint)"
    if departure.passedFailure { text += "  \("failure handled", .warning)" }
    return text
  }

  /// The rule for people, where its own word is not one of theirs.
  static func word(for reason: Departure.Reason) -> String {
    switch reason {
    case .sole: "only exit"
    case .guarded: "condition"
    case .failedField(let field): "output '\(field)'"
    case .insideFailed: "inside failed"
    case .deadLetter: "dead_letter_state"
    case .choice(let choice): "choice '\(choice)'"
    case .passedFailure: "passed failure"
    case .errorHandler: "error handler"
    case .forced(let who): "forced by \(who)"
    case .shortest: "shortest way to the end"
    case .start, .success, .failure, .exhausted, .default, .always: reason.word
    }
  }
}
