internal import WorkflowSource

struct RefuteCommand: ShellCommand {
  static let description = CommandDescription(
    "refute", group: .testing,
    summary: "Run a command that must fail.",
    arguments: .value("COMMAND", .statement),
    examples: ["refute expect visited Rollback", "refute load nowhere"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let statement = arguments.statement("COMMAND") else { return }
    shell.beginAssertion()
    do {
      try await shell.run(statement)
    } catch is ShellError {
      return
    }
    throw shell.assertionFailure(
      "expected '\(statement.arguments.commandName)' to fail, it did not",
      at: arguments.range(of: "COMMAND"), arguments)
  }
}
