internal import WorkflowDebugging

struct NextCommand: ShellCommand {
  static let description = CommandDescription(
    "next", "n", group: .running,
    summary: "Run up to the next transition.",
    discussion: "Retries and the tasks of a group count as one.",
    arguments: .optional("N", .integer),
    examples: ["next", "next 2"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    var left = try arguments.count("N")
    try await shell.advance(arguments) { session in
      try await StepCommand.repeated(&left) { await session.next() }
    }
  }
}
