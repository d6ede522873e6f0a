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
    let location = arguments.text("LOC")
    let meant = session.stubs.filter {
      arguments.has("all") || $0.id == arguments.integer("N") || $0.location.text == location
    }
    guard !meant.isEmpty || arguments.has("all") else {
      throw arguments.failure("no such stub", hint: "'stubs' lists them")
    }
    for stub in meant { _ = session.removeStub(stub.id) }
  }
}
