internal import ArgumentParser
internal import WorkflowShell

/// `wfsh workflows`
struct WorkflowsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "workflows", abstract: "List the workflows on the search path, broken ones too.")

  @Flag(help: "Print JSON.") var json = false

  func run(with wiring: Wiring) async throws -> ShellStatus {
    try await wiring.runCommands(["workflows" + (json ? " --json" : "")])
  }
}
