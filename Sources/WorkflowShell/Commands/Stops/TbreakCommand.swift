struct TbreakCommand: ShellCommand {
  static let description = CommandDescription(
    "tbreak", "tb", group: .stops,
    summary: "Stop at a location once.",
    arguments: BreakCommand.arguments,
    examples: ["tbreak Rollback"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    try BreakCommand.add(arguments, in: shell, isTemporary: true)
  }
}
