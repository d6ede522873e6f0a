internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage

struct VarsCommand: ShellCommand {
  static let description = CommandDescription(
    "vars", group: .variables,
    summary: "List the variables with their values.",
    arguments: .optional("GLOB", .glob),
    options: [CommandOption("--origin", "Also show the event that wrote each."), .json],
    examples: ["vars", "vars retry*"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let pattern = arguments.text("GLOB").map { Glob($0) }
    let showsEvent = arguments.hasOption("--origin")
    var columns: [Table.Column] = [
      .init("name"), .init("value"), .init("type"), .init("origin"),
    ]
    if showsEvent { columns.append(.init("event", isRightAligned: true)) }
    let rows = session.memory.variables.rows
      .filter { pattern?.matches($0.name.text) ?? true }
      .map { variable -> [Cell] in
        var row = [
          Cell(variable.name.text, .name), Cell(variable.value), Cell(variable.value.typeName),
          Cell(variable.origin),
        ]
        if showsEvent { row.append(.optional(variable.event > 0 ? variable.event : nil)) }
        return row
      }
    shell.show("variables", Table(columns, rows: rows), empty: "no variables", arguments)
  }
}
