internal import ArgumentParser
internal import WorkflowShell

/// `wfsh check WORKFLOW…`
struct CheckVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look for mistakes in workflows; errors exit with 4.")

  @Argument(help: "Files, or names on the search path.") var workflows: [String]
  @Flag(help: "Take warnings for errors.") var strict = false
  @Flag(help: "Print JSON.") var json = false

  func run(with wiring: Wiring) async throws -> ShellStatus {
    let flags = (strict ? " --strict" : "") + (json ? " --json" : "")
    return try await wiring.runCommands(workflows.map { "check \(Wiring.quoted($0))\(flags)" })
  }
}
