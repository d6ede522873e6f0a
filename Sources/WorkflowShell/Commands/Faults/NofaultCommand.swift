internal import WorkflowDebugging

struct NofaultCommand: ShellCommand {
  static let description = CommandDescription(
    "nofault", group: .faults,
    summary: "Take faults away.",
    arguments: .oneOf([
      .keyword("all"), .value("N", .integer), .value("LOC", .location),
    ]),
    examples: ["nofault 2", "nofault ApplyMigrations", "nofault all"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let location = arguments.text("LOC")
    let meant = session.faults.filter {
      arguments.has("all") || $0.id == arguments.integer("N") || $0.location.text == location
    }
    guard !meant.isEmpty || arguments.has("all") else {
      throw arguments.failure("no such fault", hint: "'faults' lists them")
    }
    for fault in meant { _ = session.removeFault(fault.id) }
  }
}
