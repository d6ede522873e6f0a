package import WorkflowSource

/// Finds and reads workflows; the shell and the engine know no other way to files.
package protocol WorkflowLoading: Sendable {
  /// Reads a workflow by path, file stem, or name on the search path.
  ///
  /// Never throws for what a file says: its mistakes are diagnostics of the result.
  ///
  /// - Throws: `WorkflowNotFound` when there is no such workflow, or its file cannot be read.
  func load(_ reference: String) throws(WorkflowNotFound) -> LoadedWorkflow

  /// Reads a workflow that another one names: a file beside the caller's goes before the search
  /// path.
  func load(
    _ reference: String, calledBy caller: SourceText
  ) throws(WorkflowNotFound) -> LoadedWorkflow

  /// Reads a workflow from a text that is in no file.
  func read(_ source: SourceText) -> LoadedWorkflow

  /// Every workflow on the search path, nearest first; broken ones too.
  func catalogue() -> [CatalogueEntry]
}

extension WorkflowLoading {
  package func load(
    _ reference: String, calledBy caller: SourceText
  ) throws(WorkflowNotFound) -> LoadedWorkflow {
    try load(reference)
  }
}

/// A file that was read, as far as it could be.
package struct LoadedWorkflow: Sendable {
  package var source: SourceText
  /// Nil when the file has no diagram that could be read.
  package var workflow: Workflow?
  /// Everything wrong with the file, in file order; checks are not among it.
  package var diagnostics: [Diagnostic]
  /// What is right here, but which Mermaid itself refuses or reads otherwise: warnings.
  package var mermaidDifferences: [Diagnostic]
  /// Where it was found, for people: a path, or `built-in`.
  package var origin: String

  package init(
    source: SourceText, workflow: Workflow?, diagnostics: [Diagnostic], origin: String,
    mermaidDifferences: [Diagnostic] = []
  ) {
    self.source = source
    self.workflow = workflow
    self.diagnostics = diagnostics
    self.mermaidDifferences = mermaidDifferences
    self.origin = origin
  }

  /// Whether it may run: there is a workflow, and no diagnostic is an error.
  package var isSound: Bool {
    workflow != nil && !diagnostics.contains { $0.severity == .error }
  }
}

/// A line of `wfsh workflows`.
package struct CatalogueEntry: Sendable {
  package var reference: String
  /// The folder or library it stands in, for people.
  package var origin: String
  package var loaded: LoadedWorkflow
  /// Whether a nearer one of the same name hides it.
  package var isHidden: Bool

  package init(reference: String, origin: String, loaded: LoadedWorkflow, isHidden: Bool = false) {
    self.reference = reference
    self.origin = origin
    self.loaded = loaded
    self.isHidden = isHidden
  }
}

/// No workflow answers to a reference.
package struct WorkflowNotFound: Error, Hashable, Sendable {
  package var reference: String
  /// Why: lower case, no full stop.
  package var message: String
  /// What to do: names that are near, or places that were looked in.
  package var hint: String?

  package init(reference: String, message: String, hint: String? = nil) {
    self.reference = reference
    self.message = message
    self.hint = hint
  }
}
