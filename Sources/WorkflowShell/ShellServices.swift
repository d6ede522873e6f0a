package import WorkflowDebugging
package import WorkflowEngine
package import WorkflowModel
package import WorkflowSource

/// What the shell needs from above and cannot build itself.
package struct ShellServices {
  /// Finds and reads workflows.
  package var loader: any WorkflowLoading
  /// A session over a workflow; its handlers serve live runs.
  package var makeSession: (Workflow, RunOptions) -> any DebugSession
  /// What is wrong with a workflow beside what its loader says.
  package var checks: (Workflow) -> [Diagnostic]
  /// Which handler serves each prompt of a workflow: prompt, and who serves it.
  package var handlers: (Workflow) -> [(prompt: String, server: String)]

  package init(
    loader: any WorkflowLoading,
    makeSession: @escaping (Workflow, RunOptions) -> any DebugSession,
    checks: @escaping (Workflow) -> [Diagnostic] = { _ in [] },
    handlers: @escaping (Workflow) -> [(prompt: String, server: String)] = { _ in [] }
  ) {
    self.loader = loader
    self.makeSession = makeSession
    self.checks = checks
    self.handlers = handlers
  }
}
