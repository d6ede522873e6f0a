internal import WorkflowDebugging
internal import WorkflowSource

struct DeleteCommand: ShellCommand {
  static let description = CommandDescription(
    "delete", group: .stops,
    summary: "Remove breakpoints.",
    discussion: "By number or name; without any, all of them.",
    arguments: .optional(.repeated(.value("N", .word))),
    examples: ["delete 1", "delete 1 3", "delete"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let named = arguments.all("N")
    if named.isEmpty {
      let count = session.breakpoints.count
      for breakpoint in session.breakpoints { _ = session.removeBreakpoint(breakpoint.id) }
      return shell.output.say("deleted", "\(count) deleted")
    }
    for item in named {
      let id = try BreakpointNumber.find(item, arguments, in: session)
      _ = session.removeBreakpoint(id)
      shell.state.breakpointCommands[id] = nil
    }
  }
}

/// A breakpoint that is named by number or name.
enum BreakpointNumber {
  static func find(
    _ item: ParsedArguments.Item, _ arguments: ParsedArguments, in session: any DebugSession
  ) throws -> Int {
    let text =
      switch item.value {
      case .text(let text, _): text
      case .integer(let number): String(number)
      default: ""
      }
    let found = session.breakpoints.first { String($0.id) == text || $0.name == text }
    if let found { return found.id }
    let names = session.breakpoints.compactMap(\.name)
    throw arguments.failure(
      "no breakpoint '\(text)'", range: item.range,
      hint: Suggestion.hint(for: text, among: names) ?? "'info breakpoints' lists them",
      code: "unknown-breakpoint")
  }
}
