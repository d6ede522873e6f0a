internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage

struct BackCommand: ShellCommand {
  static let description = CommandDescription(
    "back", group: .timeTravel,
    summary: "Restore the run as it was before.",
    discussion: """
      A number counts states back; a state goes to when the run last stood before it; @N to
      event N, or to the state, task or timer that it belongs to; --to EXPR to the latest earlier
      state at which the expression is true. Nothing is run again, and what live handlers have done
      outside is not undone.
      """,
    arguments: .optional(
      .oneOf([
        .value("N", .integer), .value("@N", .event), .value("STATE", .state),
      ])),
    options: [
      CommandOption("--to", value: ("EXPR", .expression), "Back to where EXPR was true.")
    ],
    examples: ["back", "back 3", "back CreateBackup", "back @17", "back --to \"retry_count == 0\""])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let wasLive = session.options.mode == .live
    let stop = try move(arguments, in: shell, session)
    // Going back takes back what had ended.
    shell.state.unclaimedFailure = nil
    try await shell.come(to: stop, arguments)
    if wasLive {
      shell.output.say(
        "note", "\("what handlers have done outside is not undone", .warning)")
    }
  }

  private static func move(
    _ arguments: ParsedArguments, in shell: Shell, _ session: any DebugSession
  ) throws -> Stop {
    if arguments.hasOption("--to") { return try moveToCondition(arguments, in: shell, session) }
    if let event = arguments.integer("@N") {
      let number = event < 0 ? session.snapshot.eventCount + 1 + event : event
      return try arguments.asking { () throws(SessionError) in try session.goTo(event: number) }
    }
    if arguments.item("STATE") != nil {
      let state = try shell.stateID("STATE", arguments)
      return try arguments.asking { () throws(SessionError) in try session.back(to: state) }
    }
    let count = try arguments.count("N")
    return try arguments.asking { () throws(SessionError) in try session.back(count) }
  }

  /// One stop back at a time; when it never was true the run stays where it is.
  private static func moveToCondition(
    _ arguments: ParsedArguments, in shell: Shell, _ session: any DebugSession
  ) throws -> Stop {
    guard case .expression(let condition) = arguments.optionValue("--to") else {
      throw arguments.failure("'--to' needs an expression")
    }
    let start = session.snapshot.eventCount
    while true {
      let stop: Stop
      do throws(SessionError) {
        stop = try session.back(1)
      } catch {
        _ = try arguments.asking { () throws(SessionError) in try session.goTo(event: start) }
        throw arguments.failure("'\(condition.text)' was never true before")
      }
      if (try? condition.evaluateBool(in: shell.shellScope())) == true { return stop }
    }
  }
}
