internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

struct ArgsCommand: ShellCommand {
  static let description = CommandDescription(
    "args", group: .variables,
    summary: "List what the workflow takes, and what it is given.",
    options: [.json],
    examples: ["args"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let variables = session.memory.variables
    let rows = session.selectedWorkflow.arguments.map { argument -> [Cell] in
      let given = variables[Name(argument.name)]
      return [
        Cell(argument.name, .name), Cell(argument.kind.rawValue),
        given.map { Cell($0.value) } ?? .none,
        argument.isRequired && given == nil ? Cell("required", .warning) : .none,
        .optional(argument.description, .faint),
      ]
    }
    let table = Table(
      [.init("name"), .init("type"), .init("value"), .init("note"), .init("description")],
      rows: rows)
    shell.show("arguments", table, empty: "the workflow declares no arguments", arguments)
  }
}
