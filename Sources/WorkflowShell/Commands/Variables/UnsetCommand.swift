internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowSource

struct UnsetCommand: ShellCommand {
  static let description = CommandDescription(
    "unset", group: .variables,
    summary: "Take variables away.",
    arguments: .repeated(.value("NAME", .variable)),
    examples: ["unset retry_count"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    for item in arguments.all("NAME") {
      guard case .text(let name, _) = item.value else { continue }
      guard session.unset(Name(name)) else {
        let names = session.memory.variables.rows.map(\.name.text)
        throw arguments.failure(
          "no variable '\(name)'", range: item.range,
          hint: Suggestion.hint(for: name, among: names) ?? "'vars' lists them",
          code: "undefined-name")
      }
    }
  }
}
