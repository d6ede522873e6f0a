internal import ArgumentParser
internal import WorkflowShell

/// The one-shot verbs.
struct Verbs {
  let wiring: Wiring

  func run(_ words: [String]) async -> ShellStatus {
    do {
      var command = try VerbRoot.parseAsRoot(words)
      if let verb = command as? any Verb { return try await verb.run(with: wiring) }
      // ArgumentParser's own command: `--help` throws its text.
      try command.run()
      return .success
    } catch let error as UsageError {
      wiring.streams.writeDiagnostic(error.text)
      return .usage
    } catch {
      let text = VerbRoot.fullMessage(for: error)
      if VerbRoot.exitCode(for: error).isSuccess {
        wiring.streams.writeResult(text + "\n")
        return .success
      }
      wiring.streams.writeDiagnostic(text + "\n")
      return .usage
    }
  }
}

/// A verb that has read its words.
protocol Verb: ParsableCommand {
  /// - Throws: `UsageError` for words that are right in form and wrong in content.
  func run(with wiring: Wiring) async throws -> ShellStatus
}

/// The root that ArgumentParser dispatches from.
struct VerbRoot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wfsh",
    abstract: "Run, explore and debug workflows written as Markdown with state diagrams.",
    subcommands: [
      RunVerb.self, CheckVerb.self, ListVerb.self, WorkflowsVerb.self, TrustVerb.self,
    ])
}
