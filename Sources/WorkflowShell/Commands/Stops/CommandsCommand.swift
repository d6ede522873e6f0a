internal import WorkflowDebugging

struct CommandsCommand: ShellCommand {
  static let description = CommandDescription(
    "commands", group: .stops,
    summary: "Say what to run when a breakpoint stops the run.",
    discussion: """
      Without a number the breakpoint made last is meant. The run goes on when the commands say
      so, with 'continue'. In a script every breakpoint that is reached needs commands.
      """,
    arguments: .sequence([.optional("N", .word), .value("COMMANDS", .block)]),
    examples: ["commands 1 { print retry_count; continue }"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    guard let block = arguments.block("COMMANDS") else { return }
    if let item = arguments.item("N") {
      let id = try BreakpointNumber.find(item, arguments, in: session)
      shell.state.breakpointCommands[id] = block
    } else if let last = session.breakpoints.last {
      shell.state.breakpointCommands[last.id] = block
    } else {
      throw arguments.failure("there is no breakpoint", hint: "set one first: 'break LOC'")
    }
  }
}
