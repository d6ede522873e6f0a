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
    defer { lines.close() }
    while !state.wantsToQuit, !output.isClosed, let line = nextLine(from: lines) {
      let ticket = history.add(line, workflow: session?.workflow.name)
      state.status = .success
      interrupts.begin { [stop = session?.interrupter] in stop?() }
      await enter(line)
      interrupts.end()
      if let ticket { history.finish(ticket, status: state.status.rawValue) }
    }
    return state.exitStatus ?? .success
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

  /// Nil at the end of the input; after a line taken back (Ctrl-C) nothing is repeated.
  private func nextLine(from lines: any LineSource) -> String? {
    while true {
      do {
        switch try lines.nextLine(prompt: prompt) {
        case .line(let text): return text
        case .interrupt: state.repeatable = nil
        case .endOfInput: return nil
        }
      } catch {
        output.say("error", "\("the input cannot be read: \(error)", .bad)")
        return nil
      }
    }
  }

  /// `database-migration:CreateBackup> `; `LIVE` before it when nothing is simulated.
  package var prompt: Prompt {
    var text = LineEditing.StyledText()
    if runOptions.mode == .live { text += .init("LIVE ", TextStyle(.red, bold: true)) }
    guard let session else { return Prompt(text + "wfsh> ") }
    text += .init(session.workflow.name, TextStyle(.blue))
    if let place = session.snapshot.places.first {
      text += ":"
      text += .init(session.workflow[place.state].name, TextStyle(.cyan))
    } else if let result = session.snapshot.result {
      text += ":"
      text += .init(result.status.rawValue, TextStyle(result.status == .succeeded ? .green : .red))
    }
    let event = "@\(session.snapshot.eventCount)"
    return Prompt(text + "> ", right: .init(event, TextStyle(dim: true)))
  }
}
