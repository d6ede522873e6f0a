internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

struct OutputsCommand: ShellCommand {
  static let description = CommandDescription(
    "outputs", group: .variables,
    summary: "List what the states have put out.",
    arguments: .optional("STATE", .state),
    options: [.json],
    examples: ["outputs", "outputs CreateBackup"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let only = arguments.item("STATE") == nil ? nil : try shell.stateID("STATE", arguments)
    let memory = session.memory
    var rows: [[Cell]] = []
    for index in session.selectedWorkflow.states.indices
    where only.map({ $0.index == index }) ?? true {
      guard let record = memory.records[index] else { continue }
      for (key, value) in record.fields.entries {
        rows.append([
          Cell(session.selectedWorkflow.states[index].name, .state), Cell(key.text, .name),
          Cell(value),
          Cell(record.origin(of: Name(key.text))),
        ])
      }
    }
    let table = Table(
      [.init("state"), .init("field"), .init("value"), .init("origin")], rows: rows)
    shell.show("outputs", table, empty: "no state has put anything out", arguments)
  }
}
