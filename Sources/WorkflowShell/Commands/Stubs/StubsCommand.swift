internal import WorkflowDebugging

struct StubsCommand: ShellCommand {
  static let description = CommandDescription(
    "stubs", group: .stubs,
    summary: "List the stubs, and how often each has answered in this run.",
    options: [.json],
    examples: ["stubs"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let rows = session.stubs.map { stub -> [Cell] in
      [
        Cell(stub.id), Cell(stub.location.text, .state), Cell(StubWords.text(of: stub)),
        Cell(session.timesFired(stub.id)),
      ]
    }
    let table = Table(
      [
        .init("id", title: "N", isRightAligned: true), .init("location"), .init("answer"),
        .init("used", isRightAligned: true),
      ], rows: rows)
    shell.show("stubs", table, empty: "no stubs", arguments)
  }
}
