package import LineEditing
package import WorkflowDebugging
package import WorkflowEngine
internal import WorkflowLanguage
package import WorkflowModel
package import WorkflowShell
package import WorkflowSource

/// A shell without a terminal: lines go in, text comes out.
package final class TestShell {
  package let shell: Shell
  package let captured = CapturedOutput()

  /// A shell in which the workflows can be loaded by name.
  package init(
    _ workflows: [Workflow] = [], loader: (any WorkflowLoading)? = nil, isInteractive: Bool = true,
    files: [String: String] = [:], environment: RunEnvironment = RunEnvironment()
  ) {
    let services = ShellServices(
      loader: loader ?? MemoryLoader(workflows),
      makeSession: { Self.session($0, $1, environment) },
      redaction: { _, scope in
        // What is called `secret` is one.
        let secret = scope["secret"]?.stringValue ?? ""
        return { text in
          secret.isEmpty
            ? text
            : text.split(separator: secret, omittingEmptySubsequences: false).joined(
              separator: "***")
        }
      })
    var settings = ShellSettings()
    settings.isInteractive = isInteractive
    shell = Shell(
      services: services, output: Output(to: captured), files: MemoryFiles(files),
      settings: settings)
  }

  package static func session(
    _ workflow: Workflow, _ options: RunOptions, _ environment: RunEnvironment = RunEnvironment()
  ) -> any DebugSession {
    LocalSession(program: Program(workflow), options: options, environment: environment)
  }

  /// What a line typed at the prompt writes, results and diagnostics in one.
  package func enter(_ line: String) async -> String {
    await shell.enter(line)
    return captured.take()
  }

  /// What a script writes, and what the process would end with.
  package func play(
    _ script: String, named name: String = "test.wfsh", arguments: [String] = []
  ) async -> (output: String, status: ShellStatus) {
    let status = await shell.run(SourceText(name: name, text: script), arguments: arguments)
    return (captured.take(), status)
  }
}

/// Workflows that are in no file.
package struct MemoryLoader: WorkflowLoading {
  private let workflows: [Workflow]

  package init(_ workflows: [Workflow]) { self.workflows = workflows }

  package func load(_ reference: String) throws(WorkflowNotFound) -> LoadedWorkflow {
    if let workflow = workflows.first(where: { $0.name == reference }) { return loaded(workflow) }
    throw WorkflowNotFound(
      reference: reference, message: "no workflow '\(reference)'",
      hint: Suggestion.hint(for: reference, among: workflows.map(\.name)))
  }

  package func read(_ source: SourceText) -> LoadedWorkflow {
    LoadedWorkflow(
      source: source, workflow: nil, diagnostics: [.error("no-parser", "nothing reads texts here")],
      origin: "memory")
  }

  package func catalogue() -> [CatalogueEntry] {
    workflows.map {
      CatalogueEntry(reference: $0.name, origin: "memory", loaded: loaded($0))
    }
  }

  private func loaded(_ workflow: Workflow) -> LoadedWorkflow {
    LoadedWorkflow(
      source: workflow.source, workflow: workflow, diagnostics: [], origin: "memory")
  }
}
