package import WorkflowDebugging
package import WorkflowEngine
package import WorkflowLanguage
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
  /// Takes the secrets of a workflow out of a text, given everything its scope holds.
  package var redaction: (Workflow, ValueMap) -> (String) -> String
  /// Which handler serves each prompt of a workflow: prompt, and who serves it.
  package var handlers: (Workflow) -> [(prompt: String, server: String)]

  /// The pages of the manual, for `help`.
  package var manual: [HelpTopic]

  package init(
    loader: any WorkflowLoading,
    makeSession: @escaping (Workflow, RunOptions) -> any DebugSession,
    checks: @escaping (Workflow) -> [Diagnostic] = { _ in [] },
    redaction: @escaping (Workflow, ValueMap) -> (String) -> String = { _, _ in { $0 } },
    handlers: @escaping (Workflow) -> [(prompt: String, server: String)] = { _ in [] },
    manual: [HelpTopic] = []
  ) {
    self.loader = loader
    self.makeSession = makeSession
    self.checks = checks
    self.redaction = redaction
    self.handlers = handlers
    self.manual = manual
  }
}
