internal import WorkflowDebugging

struct QuitCommand: ShellCommand {
  static let description = CommandDescription(
    "quit", "q", "exit", ".quit", ".exit", "\\q", group: .session,
    summary: "Leave the shell.",
    discussion: "With a number, the process ends with it.",
    arguments: .optional("N", .integer),
    examples: ["quit", "exit 1"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    if let number = arguments.integer("N") {
      guard (0...255).contains(number) else {
        throw arguments.failure("an exit code is 0 to 255", at: "N")
      }
      shell.state.exitStatus = ShellStatus(rawValue: Int32(number))
    }
    await shell.session?.kill()
    throw ShellExit()
  }
}
