internal import ArgumentParser
internal import WorkflowShell

/// `wfsh list WORKFLOW`
struct ListVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show a workflow's states and edges, and what each edge means.")

  @Argument(help: "A file, or a name on the search path.") var workflow: String
  @Flag(help: "Print JSON: a line for the states, a line for the edges.") var json = false
  @Flag(help: "Write the file as it is: a built-in workflow to copy, for instance.") var raw = false

  func run(with wiring: Wiring) async throws -> ShellStatus {
    if raw { return wiring.writeFile(of: workflow) }
    return try await wiring.runCommands(
      ["info states", "list"].map { $0 + (json ? " --json" : "") }, loading: workflow)
  }
}
