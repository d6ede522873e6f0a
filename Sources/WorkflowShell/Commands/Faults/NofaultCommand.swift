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
    let meant = try arguments.named(
      among: session.faults, \.id, \.location, kind: "fault")
    for fault in meant { _ = session.removeFault(fault.id) }
  }
}
