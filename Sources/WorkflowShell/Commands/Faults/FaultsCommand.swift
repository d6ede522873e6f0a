internal import WorkflowDebugging

struct FaultsCommand: ShellCommand {
  static let description = CommandDescription(
    "faults", group: .faults,
    summary: "List the faults, and how often each has fired in this run.",
    options: [CommandOption("--unused", "Only those that have not."), .json],
    examples: ["faults", "faults --unused"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let rows = session.faults
      .filter { !arguments.hasOption("--unused") || session.timesFired($0.id) == 0 }
      .map { fault -> [Cell] in
        [
          Cell(fault.id), Cell(fault.location.text, .state), Cell(fault.type),
          Cell(fault.message), Cell(WhenWords.words(fault.when)),
          Cell(session.timesFired(fault.id)),
        ]
      }
    let table = Table(
      [
        .init("id", title: "N", isRightAligned: true), .init("location"), .init("type"),
        .init("message"), .init("when"), .init("fired", isRightAligned: true),
      ], rows: rows)
    shell.show("faults", table, empty: "no faults", arguments)
  }
}
