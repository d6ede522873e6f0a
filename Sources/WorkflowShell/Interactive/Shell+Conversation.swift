package import LineEditing
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

/// The shell at the prompt.
extension Shell {
  /// Commands that an empty line repeats.
  private static let repeated: Set = [
    "step", "next", "continue", "back", "forward", "list", "trail",
  ]

  /// Reads lines and runs them until there are no more, or `quit`.
  package func converse(
    with lines: any LineSource, history: History = History(),
    interrupts: CommandInterrupts = CommandInterrupts()
  ) async -> ShellStatus {
    if runOptions.canAsk { questioner = Questioner(lines: lines, output: output) }
    defer {
      questioner = nil
      lines.close()
    }
    // How often Ctrl-C was pressed since the run was last left to itself.
    var presses = 0
    while !state.wantsToQuit, !output.isClosed, let input = nextInput(from: lines) {
      switch input {
      case .line(let line):
        let ticket = history.add(line, workflow: session?.workflow.name)
        state.status = .success
        interrupts.begin { [runStop] in runStop() }
        await enter(line)
        presses = interrupts.end()
        if presses > 0 { presses = await afterInterrupt(presses, interrupts) }
        if let ticket { history.finish(ticket, status: state.status.rawValue) }
      case .takenBack: state.repeatable = nil
      case .interrupt where presses > 0:
        presses = await afterInterrupt(presses + 1, interrupts)
      case .interrupt: state.repeatable = nil
      case .endOfInput: state.wantsToQuit = true
      }
    }
    return state.exitStatus ?? .success
  }

  /// A run was interrupted whose handlers may be at work still: the first Ctrl-C has stopped it,
  /// the second cancels the handlers, the third leaves.
  ///
  /// - Returns: how many of them count for the next; 0 when there is nothing to cancel or leave.
  private func afterInterrupt(_ presses: Int, _ interrupts: CommandInterrupts) async -> Int {
    guard presses < 3 else {
      state.exitStatus = .interrupted
      state.wantsToQuit = true
      return 0
    }
    guard let session, session.isBusy else { return presses == 1 ? 0 : presses }
    if presses == 1 {
      output.say(
        "hint",
        "\("its handler goes on: 'continue' waits for it, Ctrl-C once more stops it", .faint)")
      return 1
    }
    interrupts.begin(count: presses) {}
    let stop = await session.cancel(reason: "interrupted (Ctrl-C)")
    let more = interrupts.end()
    let report = StopReport(
      stop: stop, workflow: stop.workflow, result: session.snapshot.result)
    output.show(report.document)
    return more > presses ? await afterInterrupt(more, interrupts) : presses
  }

  /// Runs what was typed; names may be shortened.
  package func enter(_ text: String) async {
    let source = SourceText(name: "<prompt>", text: text)
    switch ScriptParser(commands, .interactive).parse(source) {
    case .failure(let failure):
      report(failure)
      state.status = .usage
    case .success(let script) where script.statements.isEmpty:
      guard text.allSatisfy(\.isWhitespace), let last = state.repeatable else { return }
      await report { try await run([last]) }
    case .success(let script):
      state.repeatable = script.statements.last.flatMap { last in
        Self.repeated.contains(last.command.description.name) ? last : nil
      }
      await report { try await run(script.statements) }
    }
  }

  /// Nil when the input cannot be read.
  private func nextInput(from lines: any LineSource) -> LineInput? {
    do {
      return try lines.nextLine(prompt: prompt)
    } catch {
      output.say("error", "\("the input cannot be read: \(error)", .bad)")
      return nil
    }
  }

  /// `database-migration:CreateBackup> `; `LIVE` before it when nothing is simulated.
  package var prompt: Prompt {
    var text = LineEditing.StyledText()
    if runOptions.mode == .live { text += .init("LIVE ", TextStyle(.red, bold: true)) }
    guard let session else { return Prompt(text + "wfsh> ") }
    text += .init(session.selectedWorkflow.name, TextStyle(.blue))
    if let place = session.selectedPlace {
      text += ":"
      text += .init(session.selectedWorkflow[place.state].name, TextStyle(.cyan))
    } else if let result = session.snapshot.result {
      text += ":"
      text += .init(result.status.rawValue, TextStyle(result.status == .succeeded ? .green : .red))
    }
    let event = "@\(session.snapshot.eventCount)"
    return Prompt(text + "> ", right: .init(event, TextStyle(dim: true)))
  }
}
