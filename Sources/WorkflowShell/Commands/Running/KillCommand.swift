internal import WorkflowDebugging
internal import WorkflowModel

struct KillCommand: ShellCommand {
  static let description = CommandDescription(
    "kill", group: .running,
    summary: "Give up the run; handlers that are at work are stopped.",
    examples: ["kill"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    await session.kill()
    shell.output.say("killed", "before the start of \(session.selectedWorkflow.name, .name)")
  }
}
