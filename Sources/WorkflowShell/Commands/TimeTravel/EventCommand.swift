internal import WorkflowDebugging
internal import WorkflowEngine

struct EventCommand: ShellCommand {
  static let description = CommandDescription(
    "@", group: .timeTravel,
    summary: "Restore the run as it was at an event: @17, @-1.",
    arguments: .value("N", .integer),
    examples: ["@17", "@-1"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    guard let event = arguments.integer("N") else { return }
    let number = event < 0 ? session.snapshot.eventCount + 1 + event : event
    let stop = try arguments.asking { () throws(SessionError) in try session.goTo(event: number) }
    shell.state.unclaimedFailure = nil
    try await shell.come(to: stop, arguments)
  }
}
