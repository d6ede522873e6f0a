internal import WorkflowEngine
internal import WorkflowModel

struct ExpectCommand: ShellCommand {
  static let description = CommandDescription(
    "expect", group: .testing,
    summary: "Fail unless the run is as it should be.",
    discussion: """
      'path' names the states in the order they were entered, from the first to the last; '*'
      stands for any states or none. 'expect <<END' compares the lines that the command before
      has written; a line may end in (glob) or (re), and <ignore> stands for any text.
      """,
    arguments: .oneOf([
      .sequence([.keyword("state"), .value("STATE", .state)]),
      .keyword("end"),
      .sequence([
        .keyword("result"), .value("RESULT", .choice(["succeeded", "failed"])),
      ]),
      .sequence([.keyword("path"), .value("STATES", .path)]),
      .sequence([
        .keyword("not"), .keyword("visited"), .value("STATE", .state),
      ]),
      .sequence([
        .keyword("visited"), .value("STATE", .state), .optional(.clause("times", "N", .integer)),
      ]),
      .sequence([
        .keyword("order"), .value("A", .state), .keyword("<"), .value("B", .state),
      ]),
      .sequence([
        .keyword("error"), .oneOf([.value("PATTERN", .regex), .value("TYPE", .word)]),
      ]),
      .sequence([.keyword("output"), .value("STATE.FIELD", .comparison)]),
      .sequence([.keyword("var"), .value("NAME", .comparison)]),
      .sequence([.keyword("clock"), .value("TIME", .bound)]),
      .sequence([.keyword("stubs"), .keyword("used")]),
      .sequence([.keyword("faults"), .keyword("used")]),
      .value("END", .hereDocument),
    ]),
    examples: [
      "expect state Rollback", "expect end", "expect result succeeded",
      "expect path PreCheck CreateBackup * Success", "expect visited MigrationError times 4",
      "expect not visited Rollback", "expect order CreateBackup < ApplyMigrations",
      "expect error timeout", #"expect output MigrationError.retryable == "true""#,
      "expect var retry_count == 2", "expect clock < 5m", "expect faults used",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.beginAssertion()
    if let document = arguments.hereDocument("END") {
      return try OutputExpectation(document).check(shell.output.previousLines, arguments, shell)
    }
    let session = try shell.needSession(arguments)
    let expectation = RunExpectation(session: session, shell: shell, arguments: arguments)
    switch arguments.keywords.first?.word {
    case "state": try expectation.state()
    case "end": try expectation.end()
    case "result": try expectation.result()
    case "path": try expectation.path()
    case "visited": try expectation.visited()
    case "not": try expectation.notVisited()
    case "order": try expectation.order()
    case "error": try expectation.error()
    case "output": try expectation.comparison("STATE.FIELD")
    case "var": try expectation.comparison("NAME")
    case "clock": try expectation.clock()
    case "stubs": try expectation.stubsUsed()
    default: try expectation.faultsUsed()
    }
  }
}
