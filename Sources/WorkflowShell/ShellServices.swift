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
  /// Takes the secrets of a workflow out of a text, given everything its scope holds.
  package var redaction: (Workflow, ValueMap) -> (String) -> String
  /// Which handler serves each prompt of a workflow, and of those that it runs.
  package var handlers: (Workflow) -> [ServedPrompt]
  /// The variables that the handlers of a workflow's prompts read from its scope.
  package var handlerVariables: (Workflow) -> Set<String>
  /// What is wrong with the handlers of a workflow and of those that it runs: prompts that nothing serves, with the code
  /// `no-handler`, and mistakes in files that name handlers.
  package var handlerFindings: (Workflow) -> [Finding]
  /// The pages of the manual, for `help`.
  package var manual: [HelpTopic]

  package init(
    loader: any WorkflowLoading,
    makeSession: @escaping (Workflow, RunOptions) -> any DebugSession,
    redaction: @escaping (Workflow, ValueMap) -> (String) -> String = { _, _ in { $0 } },
    handlers: @escaping (Workflow) -> [ServedPrompt] = { _ in [] },
    handlerVariables: @escaping (Workflow) -> Set<String> = { _ in [] },
    handlerFindings: @escaping (Workflow) -> [Finding] = { _ in [] },
    manual: [HelpTopic] = []
  ) {
    self.loader = loader
    self.makeSession = makeSession
    self.redaction = redaction
    self.handlers = handlers
    self.handlerVariables = handlerVariables
    self.handlerFindings = handlerFindings
    self.manual = manual
  }
}

/// A prompt with who serves it.
package struct ServedPrompt {
  /// Whose prompt it is.
  package var workflow: String
  package var prompt: String
  /// In words; why nobody does, where that is so.
  package var server: String

  package init(_ prompt: String, in workflow: Workflow, by server: String) {
    self.workflow = workflow.name
    self.prompt = prompt
    self.server = server
  }
}

/// Something to tell about a text, with the text.
package struct Finding {
  package var diagnostic: Diagnostic
  package var source: SourceText

  package init(_ diagnostic: Diagnostic, in source: SourceText) {
    self.diagnostic = diagnostic
    self.source = source
  }
}
