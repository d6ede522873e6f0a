internal import WorkflowDebugging
internal import WorkflowModel

struct RestartCommand: ShellCommand {
  static let description = CommandDescription(
    "restart", group: .running,
    summary: "Forget the run and stand before its start.",
    discussion: """
      Breakpoints, stubs and faults stay, and so do variables that were set before the run began.
      """,
    examples: ["restart"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    await session.kill()
    shell.output.say("restarted", "before the start of \(session.selectedWorkflow.name, .name)")
  }
}
