internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

struct ListCommand: ShellCommand {
  static let description = CommandDescription(
    "list", "l", group: .files,
    summary: "Show the transitions with what their labels mean, or a state's text.",
    discussion: """
      The class of a label says when its exit is taken, the rule why it has that class. With a
      state: the lines that define it and its exits. With --raw: the file as it is.
      """,
    arguments: .optional("STATE", .place),
    options: [CommandOption("--raw", "The file's own text."), .json],
    examples: ["list", "list CreateBackup", "list --raw"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let workflow = session.selectedWorkflow
    if arguments.hasOption("--raw"), arguments.item("STATE") == nil {
      return shell.output.show(raw(workflow.source, workflow.source.range))
    }
    let exits = ExitTable(workflow: workflow)
    let current = session.selectedPlace?.state
    guard arguments.item("STATE") != nil else {
      let table = exits.table(of: workflow.transitions.map(\.id), current: current)
      return shell.show("transitions", table, empty: "no transitions", arguments)
    }
    let location = try shell.location("STATE", arguments)
    let states = workflow.states.indices.map(StateID.init).filter {
      location.matches($0, visit: 1, in: workflow)
    }
    for state in states {
      if let range = workflow[state].actionRange, !arguments.hasOption("--json") {
        shell.output.show(raw(workflow.source, range))
      }
      let table = exits.table(of: workflow[state].exits, current: current)
      shell.show("transitions", table, empty: "no exits: the run ends here", arguments)
    }
  }

  /// Lines of a file with their numbers.
  private static func raw(_ source: SourceText, _ range: SourceRange) -> Document {
    let first = source.position(at: range.lower).line
    let last = source.position(at: max(range.lower, range.upper - 1)).line
    let lines = (first...last).compactMap { number -> StyledText? in
      guard let line = source.lineRange(number) else { return nil }
      let text = source.text(in: line).split(separator: "\t", omittingEmptySubsequences: false)
        .joined(separator: "  ")
      return StyledText(String(number), .faint).indented(to: 4) + "  \(text)"
    }
    return .lines(
      "source", lines,
      facts: [
        "file": .string(source.name), "line": .int(Int64(first)),
        "text": .string(source.text(in: range)),
      ])
  }
}
