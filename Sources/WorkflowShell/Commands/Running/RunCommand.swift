internal import WorkflowDebugging

struct RunCommand: ShellCommand {
  static let description = CommandDescription(
    "run", "r", group: .running,
    summary: "Run the workflow from its start.",
    discussion: """
      Runs to the end, or to a breakpoint, or to the location if one is given. A run that is under
      way is forgotten first; what was set before the start is kept. Without 'live on' nothing
      outside is touched: prompts are answered by stubs, and by values marked [sim].
      """,
    arguments: .sequence([
      .optional("LOC", .location), .optional(.repeated(.value("NAME=VALUE", .assignment))),
    ]),
    examples: ["run", "run target_version=v2.0", "run ApplyMigrations dry_run=true"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let target = try arguments.item("LOC").map { _ in
      try shell.location("LOC", arguments)
    }
    if !session.snapshot.isBeforeStart { session.restart() }
    for assignment in arguments.assignments() {
      try shell.assign(assignment, arguments)
    }
    try await shell.advance(arguments) { session in
      if let target { await session.proceed(until: target) } else { await session.proceed() }
    }
  }
}
