internal import WorkflowDebugging

struct UnstubCommand: ShellCommand {
  static let description = CommandDescription(
    "unstub", group: .stubs,
    summary: "Take stubs away.",
    arguments: .oneOf([
      .keyword("all"), .value("N", .integer), .value("LOC", .place),
    ]),
    examples: ["unstub 2", "unstub MigrationError", "unstub all"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let meant = try arguments.named(
      among: session.stubs, \.id, \.location, kind: "stub")
    for stub in meant { _ = session.removeStub(stub.id) }
  }
}
