internal import WorkflowDebugging

struct UntilCommand: ShellCommand {
  static let description = CommandDescription(
    "until", "u", group: .running,
    summary: "Run to a location, or until an expression is true before a state.",
    discussion: "Stops at breakpoints on the way. See 'help locations'.",
    arguments: .oneOf([.clause("if", "EXPR", .expression), .value("LOC", .location)]),
    examples: [
      "until ApplyMigrations", "until MigrationError -> RetryDecision", "until if retry_count > 1",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    if let condition = arguments.expression("EXPR") {
      return try await shell.advance(arguments) { await $0.proceed(until: condition) }
    }
    let location = try shell.location("LOC", arguments)
    try await shell.advance(arguments) { await $0.proceed(until: location) }
  }
}
