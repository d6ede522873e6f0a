internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

/// What the commands that move a run have in common.
extension Shell {
  /// Moves the run and shows where it comes to rest.
  ///
  /// - Throws: when there is nothing to run, and in a script when the stop needs a person.
  func advance(
    _ arguments: ParsedArguments, _ move: @escaping (any DebugSession) async throws -> Stop
  ) async throws {
    let session = try needSession(arguments)
    if let result = session.snapshot.result {
      throw arguments.failure(
        "the run has ended (\(result.status.rawValue))",
        hint: "'run' begins anew, 'back' goes back", code: "run-ended")
    }
    try await come(to: try await move(session), arguments, goingOnBy: move)
  }

  /// Shows a stop, and does what has to be done there.
  ///
  /// - Parameter move: how the run goes on when a question was answered; nil when it does not.
  func come(
    to stop: Stop, _ arguments: ParsedArguments,
    goingOnBy move: ((any DebugSession) async throws -> Stop)? = nil
  ) async throws {
    guard let session else { return }
    noteFired(in: session)
    learnSecrets()
    let result = session.snapshot.result
    output.show(
      StopReport(stop: stop, workflow: stop.workflow, result: result).document)
    showDisplays()
    try Task.checkCancellation()
    switch stop.reason {
    case .step, .location, .moved: break
    case .interrupted: throw CommandInterrupted()
    case .ended(let result): note(result, arguments)
    case .breakpoint(let id, _): try await runCommands(ofBreakpoint: id, arguments)
    case .undecided(let state, let candidates, let reason):
      try askForExit(state, candidates, reason, in: stop.workflow, arguments)
    case .asked(let place, let question):
      guard let answer = ask(question, in: stop) else { return }
      let answered = try arguments.asking { () throws(SessionError) in
        try session.answer(answer, place: place)
      }
      try await come(to: try await move?(session) ?? answered, arguments, goingOnBy: move)
    case .stuck:
      throw arguments.failure(
        "nothing can ever run: no handler is at work and no timer is set", code: "stuck",
        status: .failed)
    case .conditionError(let id, let message):
      if !settings.isInteractive {
        throw arguments.failure(
          "the condition of breakpoint \(id) cannot be evaluated: \(message)",
          code: "condition-error")
      }
    }
  }

  /// A failed run is claimed by the next assertion, or fails the script.
  private func note(_ result: RunResult, _ arguments: ParsedArguments) {
    guard result.status == .failed, !settings.isInteractive else { return }
    state.unclaimedFailure = ShellState.UnclaimedFailure(
      reason: result.reason, range: arguments.range, source: arguments.source)
  }

  private func runCommands(ofBreakpoint id: Int, _ arguments: ParsedArguments) async throws {
    state.lastBreakpoint = id
    if let block = state.breakpointCommands[id] { return try await run(block.statements) }
    guard !settings.isInteractive else { return }
    throw arguments.failure(
      "the run stopped at breakpoint \(id), which has no commands",
      hint: "give it some with 'commands \(id) { … }', or use 'until'",
      code: "unattended-breakpoint")
  }

  /// At the prompt the exits are shown; a script has nobody to ask.
  private func askForExit(
    _ state: StateID, _ candidates: [TransitionID], _ reason: String, in workflow: Workflow,
    _ arguments: ParsedArguments
  ) throws {
    let table = ExitTable(workflow: workflow).table(of: candidates)
    output.show(.table("exits", table))
    if settings.isInteractive {
      return output.say("hint", "\("'choose N' takes one of these exits", .faint)")
    }
    throw arguments.failure(
      "no rule chooses an exit of \(workflow[state].name): \(reason)",
      hint: "say it in the workflow with 'on:' or a label, here with 'choose N'",
      code: "undecided", status: .failed)
  }

  /// What a person answers; nil when there is nobody, or no answer now.
  private func ask(_ question: Question, in stop: Stop) -> String? {
    let state = stop.state.map { stop.workflow[$0].name } ?? ""
    if let questioner {
      self.question = question
      defer { self.question = nil }
      if let answer = questioner.answer(question, of: state) { return answer }
    } else {
      Questioner.show(question, of: state, to: output)
    }
    output.say("hint", "\("'continue' asks again, 'answer TEXT' answers it", .faint)")
    return nil
  }

  /// Remembers which stubs and faults a test has used.
  private func noteFired(in session: any DebugSession) {
    guard state.test != nil else { return }
    let numbers = session.stubs.map(\.id) + session.faults.map(\.id)
    state.test?.fired.formUnion(numbers.filter { session.timesFired($0) > 0 })
  }

  private func showDisplays() {
    for display in state.displays {
      let scope = shellScope()
      let options = EvaluationOptions(undefined: .empty, now: scope.now)
      var line: StyledText = "\(display.number): \(display.expression.text, .name) = "
      do throws(LanguageError) {
        let record = EvaluationRecord()
        let value = try display.expression.evaluate(in: scope, options: options, record: record)
        line += StyledText(value) + StyledText(mark: scope.origin(of: record.reads))
      } catch {
        line += "\(error.message, .faint)"
      }
      output.say("display", line)
    }
  }
}
