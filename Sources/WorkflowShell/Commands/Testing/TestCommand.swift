internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct TestCommand: ShellCommand {
  static let description = CommandDescription(
    "test", group: .testing,
    summary: "Run commands as a test of its own.",
    discussion: """
      A test begins with the workflow just loaded: no stubs, faults, breakpoints or variables of
      before; 'setup' runs first, 'teardown' last. It fails with its first failed command, when
      nothing was asserted, and when a stub or fault never fired that is not marked optional.
      """,
    arguments: .sequence([
      .value("NAME", .text),
      .optional(
        .sequence([.keyword("skip"), .keyword("unless"), .value("EXPR", .expression)])),
      .value("COMMANDS", .block),
    ]),
    examples: [
      """
      test "recovers" {
        fail ApplyMigrations
        run
        expect path * Rollback RestoreBackup ValidateRestore RecoveryComplete
        expect result failed
      }
      """
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let name = arguments.text("NAME"), let block = arguments.block("COMMANDS") else {
      return
    }
    guard shell.state.test == nil else {
      throw arguments.failure("a test cannot stand inside a test")
    }
    if let condition = arguments.expression("EXPR") {
      let (value, _) = try shell.evaluate(condition, arguments)
      if case .bool(true) = value {} else { return tell(name, .skipped, in: shell) }
    }
    let outer = (shell.session, shell.loaded, shell.state)
    let errors = await isolated(name, block, arguments, in: shell)
    let wantsToQuit = shell.state.wantsToQuit
    (shell.session, shell.loaded, shell.state) = outer
    shell.state.wantsToQuit = wantsToQuit
    for error in errors { shell.report(error) }
    tell(name, errors.isEmpty ? .passed : .failed, in: shell)
    guard errors.isEmpty else {
      throw ShellError(
        [.error("test-failed", "test '\(name)' failed", range: arguments.range(of: "NAME"))],
        in: arguments.source, status: .failed)
    }
  }

  /// Everything that fails the test, as failures of a test.
  private static func isolated(
    _ name: String, _ block: Block, _ arguments: ParsedArguments, in shell: Shell
  ) async -> [ShellError] {
    begin(name, in: shell)
    var errors: [ShellError] = []
    func attempt(_ body: () async throws -> Void) async {
      do {
        try await body()
      } catch var error as ShellError {
        error.status = .failed
        errors.append(error)
      } catch {
        shell.state.wantsToQuit = true
      }
    }
    await attempt {
      if let setup = shell.state.setup { try await shell.run(setup.statements) }
      try await shell.run(block.statements)
      try checkEnd(arguments, in: shell)
    }
    if let teardown = shell.state.teardown {
      await attempt { try await shell.run(teardown.statements) }
    }
    await shell.session?.kill()
    return errors
  }

  private static func begin(_ name: String, in shell: Shell) {
    shell.state.test = ShellState.RunningTest(name: name)
    shell.state.unclaimedFailure = nil
    shell.state.breakpointCommands = [:]
    shell.state.displays = []
    shell.runOptions.answers = shell.settings.answers
    if let loaded = shell.loaded, let workflow = loaded.workflow.workflow {
      shell.open(workflow, as: loaded.reference, of: loaded.workflow)
    }
  }

  private static func checkEnd(_ arguments: ParsedArguments, in shell: Shell) throws {
    let place = arguments.range(of: "NAME")
    if let failure = shell.state.unclaimedFailure {
      throw shell.assertionFailure(
        "the run ended failed: \(failure.reason)", at: place,
        hint: "nothing was asserted after it", arguments)
    }
    guard let test = shell.state.test, test.assertions > 0 else {
      throw shell.assertionFailure(
        "the test asserts nothing", at: place, hint: "see 'help expect'", arguments)
    }
    guard let session = shell.session else { return }
    for stub in session.stubs where !stub.isOptional && !test.fired.contains(stub.id) {
      throw shell.assertionFailure(
        "stub \(stub.id) at \(stub.location.text) was never used", at: place,
        hint: "mark it optional if that is right", arguments)
    }
    for fault in session.faults where !fault.isOptional && !test.fired.contains(fault.id) {
      throw shell.assertionFailure(
        "fault \(fault.id) at \(fault.location.text) never fired", at: place,
        hint: "mark it optional if that is right", arguments)
    }
  }

  private enum Outcome: String { case passed, failed, skipped }

  private static func tell(_ name: String, _ outcome: Outcome, in shell: Shell) {
    let word: StyledText
    switch outcome {
    case .passed:
      shell.state.tests.passed += 1
      word = "\("ok", .good)     "
    case .failed:
      shell.state.tests.failed += 1
      word = "\("FAILED", .bad) "
    case .skipped:
      shell.state.tests.skipped += 1
      word = "\("skipped", .warning) "
    }
    shell.output.show(
      .line(
        "test", word + " \(name)",
        facts: ["name": .string(name), "outcome": .string(outcome.rawValue)]))
  }
}

struct SetupCommand: ShellCommand {
  static let description = CommandDescription(
    "setup", group: .testing,
    summary: "Say what every test below begins with.",
    arguments: .value("COMMANDS", .block),
    examples: ["setup { set target_version=v2.0 }"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.state.setup = arguments.block("COMMANDS")
  }
}

struct TeardownCommand: ShellCommand {
  static let description = CommandDescription(
    "teardown", group: .testing,
    summary: "Say what every test below ends with.",
    arguments: .value("COMMANDS", .block),
    examples: ["teardown { expect not visited EmergencyMode }"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.state.teardown = arguments.block("COMMANDS")
  }
}
