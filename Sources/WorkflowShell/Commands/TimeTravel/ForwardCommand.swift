internal import WorkflowDebugging

struct ForwardCommand: ShellCommand {
  static let description = CommandDescription(
    "forward", group: .timeTravel,
    summary: "Go towards where 'back' came from.",
    arguments: .optional("N", .integer),
    examples: ["forward", "forward 2"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let count = try arguments.count("N")
    let stop = try arguments.asking { () throws(SessionError) in try session.forward(count) }
    try await shell.come(to: stop, arguments)
  }
}
