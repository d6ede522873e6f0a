internal import WorkflowDebugging

struct EnableCommand: ShellCommand {
  static let description = CommandDescription(
    "enable", group: .stops,
    summary: "Let breakpoints stop the run again.",
    arguments: .repeated(.value("N", .word)),
    examples: ["enable 1"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    try change(arguments, in: shell, to: true)
  }

  static func change(
    _ arguments: ParsedArguments, in shell: Shell, to isEnabled: Bool
  ) throws {
    let session = try shell.needSession(arguments)
    for item in arguments.all("N") {
      let id = try BreakpointNumber.find(item, arguments, in: session)
      guard var breakpoint = session.breakpoints.first(where: { $0.id == id }) else { continue }
      breakpoint.isEnabled = isEnabled
      session.updateBreakpoint(breakpoint)
    }
  }
}

struct DisableCommand: ShellCommand {
  static let description = CommandDescription(
    "disable", group: .stops,
    summary: "Let the run pass breakpoints without removing them.",
    arguments: .repeated(.value("N", .word)),
    examples: ["disable 1"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    try EnableCommand.change(arguments, in: shell, to: false)
  }
}
