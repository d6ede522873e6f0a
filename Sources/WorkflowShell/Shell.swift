package import WorkflowDebugging
package import WorkflowEngine
package import WorkflowModel
package import WorkflowSource

/// The shell: reads commands, runs them, reports.
///
/// Commands find here everything they share; what a command needs beyond that it is given as
/// arguments. Used by one task at a time.
package final class Shell {
  package let commands: CommandTable
  package let services: ShellServices
  package let files: any ShellFiles
  package let output: Output
  package var settings: ShellSettings
  package var state = ShellState()
  /// The workflow that is loaded, with its run.
  package var session: (any DebugSession)? { didSet { runStop.use(session?.interrupter) } }
  /// Stops the session's run; may be called from anywhere.
  let runStop = RunStop()
  /// What was loaded, as it was asked for and found.
  package var loaded: (reference: String, workflow: LoadedWorkflow)?
  /// Warnings of runs that were told already: each is told once, however often a state is run.
  var toldWarnings: Set<Diagnostic> = []
  /// Asks a person what a run wants to know; nil where nobody sits before the shell.
  var questioner: Questioner?
  /// What is being asked at this moment.
  var question: Question?
  /// How runs are carried out; the next session takes it over.
  package var runOptions = RunOptions()

  package init(
    services: ShellServices, output: Output, files: any ShellFiles = DiskFiles(),
    settings: ShellSettings = ShellSettings(), commands: CommandTable = .standard
  ) {
    self.services = services
    self.output = output
    self.files = files
    self.settings = settings
    self.commands = commands
  }

  // MARK: Scripts

  /// Runs a script to its end, or to its first failure.
  ///
  /// - Returns: what the process should end with: the worst that happened.
  package func run(_ source: SourceText, arguments: [String] = []) async -> ShellStatus {
    switch ScriptParser(commands, .script).parse(source) {
    case .failure(let failure):
      report(failure)
      state.status = max(state.status, .usage)
    case .success(let script) where !settings.onlyChecks:
      state.arguments = arguments
      await report { try await run(script.statements) }
      finish(script)
    case .success: break
    }
    return state.exitStatus ?? state.status
  }

  /// Runs commands in order; without `keepsGoing` the first failure ends them.
  package func run(_ statements: [Statement]) async throws {
    for statement in statements {
      if settings.keepsGoing, state.test == nil {
        try await reportInPassing { try await run(statement) }
      } else {
        try await run(statement)
      }
      if state.wantsToQuit || output.isClosed { throw ShellExit() }
      try Task.checkCancellation()
    }
  }

  /// Runs one command; its results go where its redirect says.
  package func run(_ statement: Statement) async throws {
    if settings.echoes { echo(statement) }
    output.beginCommand()
    if let redirect = statement.redirect {
      try await run(statement, into: redirect)
    } else {
      try await statement.command.run(statement.arguments, in: self)
    }
  }

  // MARK: Reporting

  /// Does something, and reports why it failed if it did.
  package func report(_ body: () async throws -> Void) async {
    do {
      try await body()
    } catch let error as ShellError {
      report(error)
    } catch is ShellExit {
      state.wantsToQuit = true
    } catch is CommandInterrupted {
      state.status = max(state.status, .interrupted)
    } catch {
      // Cancelled: whoever did it knows why, and what the process should end with.
      state.wantsToQuit = true
    }
  }

  /// The same, but what ends the whole of the commands goes on.
  private func reportInPassing(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as ShellError {
      report(error)
    }
  }

  package func report(_ error: ShellError) {
    for diagnostic in error.diagnostics { output.report(diagnostic, in: error.source) }
    state.status = max(state.status, error.status)
  }

  func report(_ failure: ScriptMistakes) {
    for mistake in failure.mistakes { output.report(mistake.diagnostic, in: failure.source) }
  }

  private func echo(_ statement: Statement) {
    let text = statement.arguments.source.text(in: statement.range)
    output.say("echo", "\("+ " + text, .faint)")
  }
}

/// Ends the shell from inside a command: `quit`, or nobody reads the results any more.
package struct ShellExit: Error {}

/// Ends all commands of a line: somebody pressed Ctrl-C while one of them ran.
package struct CommandInterrupted: Error {}
