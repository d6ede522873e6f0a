internal import ArgumentParser
internal import WorkflowShell

/// `wfsh check WORKFLOW…`
struct CheckVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look for mistakes in workflows; errors exit with 4.")

  @Argument(help: "Files, or names on the search path.") var workflows: [String]
  @Flag(help: "Take warnings for errors.") var strict = false
  @Flag(help: "Take what a live run would miss for errors: prompts that nothing serves.")
  var live = false
  @Flag(help: "Tell what Mermaid itself would refuse or read otherwise.") var mermaid = false
  @Flag(help: "Print JSON.") var json = false

  func run(with wiring: Wiring) async throws -> ShellStatus {
    let flags = [(strict, "strict"), (live, "live"), (mermaid, "mermaid"), (json, "json")]
      .filter(\.0).map { " --\($1)" }.joined()
    return try await wiring.runCommands(workflows.map { "check \(Wiring.quoted($0))\(flags)" })
  }
}
