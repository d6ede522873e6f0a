internal import WorkflowDebugging

struct GotoCommand: ShellCommand {
  static let description = CommandDescription(
    "goto", group: .running,
    summary: "Move the run before a state, running nothing.",
    discussion: "The trail marks the move as forced. With --run the state's action is run.",
    arguments: .value("STATE", .state),
    options: [CommandOption("--run", "Run the state's action as well.")],
    examples: ["goto Rollback", "goto Rollback --run"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let target = try shell.stateID("STATE", arguments)
    try await shell.come(to: session.goTo(target), arguments)
    if arguments.hasOption("--run") {
      try await shell.advance(arguments) { await $0.next() }
    }
  }
}
