internal import JSONText
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowShell
internal import WorkflowSource

/// What people see of a live run: a line for each state as it goes, and the result at its end.
final class RunReport {
  private let workflow: Workflow
  private let output: Output
  /// Whether only the JSON at the end is wanted.
  private let isSilent: Bool
  /// Where a progress line may be drawn again in place; nil where lines only follow each other.
  private let screen: StandardStreams?
  /// What works at the same time as others: a place in a state.
  private struct Worker: Hashable {
    var frame: Int
    var place: Int?
    var state: StateID

    init(_ event: Event, _ state: StateID) {
      frame = event.frame
      place = event.place
      self.state = state
    }
  }

  private var attemptStarts: [Worker: Timestamp] = [:]
  /// Of composites inside of which the run is.
  private var compositeStarts: [Worker: Timestamp] = [:]
  /// The progress that was told last.
  private var lastPercents: [Worker: Int] = [:]
  private var hasProgressLine = false

  init(
    workflow: Workflow, output: Output, isSilent: Bool, redrawsIn screen: StandardStreams?
  ) {
    self.workflow = workflow
    self.output = output
    self.isSilent = isSilent
    self.screen = screen
  }

  private func name(_ state: StateID) -> String { workflow[state].name }

  private func say(_ text: StyledText, depth: Int = 0) {
    guard !isSilent else { return }
    clearProgress()
    output.say("progress", StyledText(String(repeating: "  ", count: depth)) + text)
  }

  /// States of the outermost workflow, in the order in which they were entered.
  private var path: [String] = []

  // MARK: While it runs

  /// - Parameters:
  ///   - workflow: the one it happened in.
  ///   - depth: how many workflows are around that one.
  func tell(_ event: Event, in workflow: Workflow, depth: Int) {
    func name(_ state: StateID) -> String { workflow[state].name }
    func say(_ text: StyledText) { self.say(text, depth: depth) }
    switch event.kind {
    case .runStarted(let workflow, _): say("\(workflow, .heading)")
    case .entered(let state, _, _): if event.frame == 0 { path.append(name(state)) }
    case .workflowStarted(let workflow): say("\(workflow, .heading)")
    case .workflowEnded(let result):
      let style: Style = result.status == .succeeded ? .good : .bad
      say("  \(workflow.name) \(result.status.rawValue, style)  \("(\(result.reason))", .faint)")
    case .attemptStarted(let state, let attempt):
      attemptStarts[Worker(event, state)] = event.time
      lastPercents[Worker(event, state)] = nil
      if attempt > 1 { say("  \(name(state), .state)  attempt \(attempt)") }
    case .attemptEnded(let state, _, let summary):
      let start = attemptStarts.removeValue(forKey: Worker(event, state))
      let seconds = start.flatMap { event.time.since($0)?.seconds } ?? 0
      // What is inside a composite begins only now.
      if !workflow[state].inner.isEmpty, summary.status == .completed {
        compositeStarts[Worker(event, state)] = start
        return
      }
      for line in Self.lines(name(state), summary, seconds: seconds) { say(line) }
    case .published(let state, let fields, let origin):
      guard let start = compositeStarts.removeValue(forKey: Worker(event, state)) else { return }
      let seconds = event.time.since(start)?.seconds ?? 0
      for line in Self.lines(name(state), Self.summary(fields, origin), seconds: seconds) {
        say(line)
      }
    case .taskEnded(let state, _, let task, let summary):
      var line: StyledText = "    \(Self.mark(summary.status)) \(name(state), .state) / \(task)"
      if let failure = summary.failure { line += "  \(failure.type, .bad): \(failure.message)" }
      say(line)
    case .timer(_, .backoff, let until):
      let seconds = until.since(event.time)?.seconds ?? 0
      say("    trying again in \(Self.text(seconds: seconds))")
    case .timer(let state, .wait, let until):
      let seconds = until.since(event.time)?.seconds ?? 0
      say("    \(name(state), .state) waits \(Self.text(seconds: seconds))")
    case .answered(let state, let answer, _):
      say("    \(name(state), .state) is answered \(answer.debugDescription, .string)")
    case .compensating(let states):
      say("  \("undoing", .warning)  \(states.map(name).joined(separator: ", "))")
    case .deadLetter(let from, let to):
      say("  \("\(name(from)) gives up", .warning) and goes to \(name(to), .state)")
    case .log(_, let level, let message):
      say("    \(level.rawValue, level.mark): \(message)")
    case .warning(_, let message, _, _):
      say("    \("warning", .warning): \(message)")
    case .progress(let state, let fraction, let message):
      progress(Worker(event, state), name(state), fraction, message, depth: depth)
    default: break
    }
  }

  private static func lines(
    _ state: String, _ summary: AttemptSummary, seconds: Double
  ) -> [StyledText] {
    var line: StyledText = "  \(mark(summary.status)) \(state, .state)"
    line += "  \(text(seconds: seconds), .faint)"
    if let mark = summary.origin.mark, summary.origin != .live { line += " \(mark, .origin)" }
    if let failure = summary.failure { line += "  \(failure.type, .bad): \(failure.message)" }
    guard let hint = summary.failure?.details["hint"]?.stringValue else { return [line] }
    return [line, "    \("hint", .faint): \(hint)"]
  }

  /// What a composite has come to, by what it puts out.
  private static func summary(_ fields: ValueMap, _ origin: Origin) -> AttemptSummary {
    let status = (fields["status"]?.stringValue).flatMap(ActionStatus.init) ?? .completed
    var summary = AttemptSummary(status: status, failure: nil, origin: origin)
    if status == .failed, let error = fields["error"]?.mapValue {
      summary.failure = ActionFailure(
        type: error["type"]?.text ?? "failure", message: error["message"]?.text ?? "")
    }
    return summary
  }

  private static func mark(_ status: ActionStatus) -> StyledText {
    switch status {
    case .completed: "\("✓", .good)"
    case .failed: "\("✗", .bad)"
    case .skipped: "\("-", .faint)"
    case .cancelled: "\("×", .warning)"
    }
  }

  /// On a terminal one line that is drawn again; elsewhere a line each quarter of the way.
  private func progress(
    _ worker: Worker, _ state: String, _ fraction: Double?, _ message: String?, depth: Int
  ) {
    guard !isSilent else { return }
    let percent = fraction.map { Int((min(max($0, 0), 1) * 100).rounded()) }
    if let screen {
      let bar = percent.map { Self.bar($0) } ?? ""
      let text = "    \(state)  \(bar)\(message.map { "  " + $0 } ?? "")"
      let shown = output.redact(StyledText(text).rendered(colour: false))
      screen.writeResult("\r\u{1B}[K\(String(shown.prefix((output.width ?? 80) - 1)))")
      screen.flush()
      hasProgressLine = true
    } else if let percent, lastPercents[worker].map({ percent / 25 > $0 / 25 }) ?? true {
      lastPercents[worker] = percent
      say("    \(state, .state)  \(percent) %\(message.map { "  " + $0 } ?? "")", depth: depth)
    }
  }

  private static func bar(_ percent: Int) -> String {
    let full = percent / 5
    return String(repeating: "█", count: full) + String(repeating: "░", count: 20 - full)
      + " \(percent) %"
  }

  /// Takes the progress line away, so that something else may be written.
  func makeRoom() { clearProgress() }

  private func clearProgress() {
    guard hasProgressLine, let screen else { return }
    screen.writeResult("\r\u{1B}[K")
    hasProgressLine = false
  }

  private static func text(seconds: Double) -> String {
    if seconds < 0.0995 { return "\(Int((seconds * 1000).rounded())) ms" }
    return "\((seconds * 10).rounded() / 10) s"
  }

  // MARK: At its end

  func finish(_ result: RunResult, _ snapshot: Snapshot) {
    clearProgress()
    if isSilent { return output.show(document(result, snapshot, path), mode: .json) }
    say("path    \(path.joined(separator: " "))")
    let style: Style = result.status == .succeeded ? .good : .bad
    let took = snapshot.clock.since(snapshot.startedAt)?.seconds ?? 0
    say(
      "result  \(result.status.rawValue, style)  \("(\(result.reason))", .faint)"
        + "  \(Self.text(seconds: took), .faint)")
    // The reason of a run that was aborted, or that nobody decided, says it already.
    let told = [ActionFailure.abortType, "undecided"]
    if let failure = result.failure, !told.contains(failure.type) {
      say("        \(failure.type, .bad): \(failure.message)")
    }
    if let output = lastOutput(snapshot) { say("        \(output)") }
  }

  /// What the last state that says something put out.
  private func lastOutput(_ snapshot: Snapshot) -> String? {
    guard let last = snapshot.memory().last?.state,
      workflow[last].properties.output != nil,
      case .string(let text)? = snapshot.memory().records[last.index]?.fields["output"],
      !text.isEmpty
    else { return nil }
    return text
  }

  private func document(
    _ result: RunResult, _ snapshot: Snapshot, _ path: [String]
  ) -> Document {
    let memory = snapshot.memory()
    let scope = RunScope(snapshot, options: RunOptions())
    var outputs: JSONObject = [:]
    for (index, state) in workflow.states.enumerated() {
      if let record = memory.records[index] { outputs[state.name] = Value.map(record.fields).json }
    }
    var variables: JSONObject = [:]
    for variable in memory.variables.rows { variables[variable.name.text] = variable.value.json }
    let duration = snapshot.clock.since(snapshot.startedAt)?.nanoseconds ?? 0
    return Document(
      "run", .lines([]),
      facts: [
        "workflow": .string(workflow.name), "result": .string(result.status.rawValue),
        "reason": .string(result.reason),
        "failure": result.failure.map { failure in
          ["type": .string(failure.type), "message": .string(failure.message)]
        } ?? .null,
        "path": .array(path.map(JSONValue.string)), "variables": .object(variables),
        "outputs": .object(outputs),
        "errors": scope.value(of: "all_errors")?.json ?? .array([]),
        "duration_ms": .int(duration / 1_000_000),
      ])
  }

  func undecided(
    _ state: StateID, _ candidates: [TransitionID], _ reason: String, in workflow: Workflow
  ) {
    clearProgress()
    let state = workflow[state]
    let exits = candidates.map { "'\(workflow.exitName($0))'" }.joined(separator: ", ")
    let asks = if case .ask = state.action?.kind { true } else { false }
    output.report(
      .error(
        "undecided", "no rule chooses an exit of \(state.name): \(reason)", range: state.range,
        hint: asks
          ? "label an exit with the answer's words, or say them with 'on:': \(exits)"
          : "decide with --answer \(state.name)=…: \(exits)"),
      in: workflow.source)
  }

  func stuck() {
    clearProgress()
    output.report(
      .error("stuck", "nothing can ever run: no handler is at work and no timer is set"),
      in: workflow.source)
  }
}

extension LogLevel {
  fileprivate var mark: Style? {
    switch self {
    case .debug: .faint
    case .info: nil
    case .warning: .warning
    case .error, .critical: .bad
    }
  }
}

extension Workflow {
  /// What a person calls an exit: its label, else where it leads.
  func exitName(_ exit: TransitionID) -> String {
    let label = self[exit].label.text
    if !label.isEmpty { return label }
    return self[exit].target.state.map { self[$0].name } ?? "[*]"
  }
}
