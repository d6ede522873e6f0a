internal import WorkflowDebugging

struct ContinueCommand: ShellCommand {
  static let description = CommandDescription(
    "continue", "c", group: .running,
    summary: "Run to the next stop.",
    discussion: """
      Stops at breakpoints, where an exit has to be chosen, and at the end. With a number, passes
      that many breakpoints less one.
      """,
    arguments: .optional("N", .integer),
    examples: ["continue", "continue 3"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let count = try arguments.count("N")
    try await shell.advance(arguments) { session in
      var stop = await session.proceed()
      for _ in 1..<max(1, count) {
        guard case .breakpoint = stop.reason else { return stop }
        stop = await session.proceed()
      }
      return stop
    }
  }
}
