internal import ArgumentParser
internal import WorkflowActions
internal import WorkflowShell

/// `wfsh trust FOLDER`
struct TrustVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Let a folder's handlers be used in live runs, until one of them changes.")

  @Argument(help: "The folder of a project, or a workflow's file.") var folder = "."

  func run(with wiring: Wiring) async throws -> ShellStatus {
    let report = try wiring.trust(folder)
    wiring.streams.writeResult(report + "\n")
    return .success
  }
}
