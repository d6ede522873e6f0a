package import WorkflowLanguage

/// `run_workflow`: runs another workflow inside this one, in a scope of its own.
package struct SubWorkflowCall: Sendable {
  /// The workflow's file stem, name or path.
  package var workflow: Template
  /// What its arguments are given.
  package var variables: [TemplateMember]
  /// Longest time it may take.
  package var timeout: Property<TimeSpan>?
  /// Whether the state waits for its end; it does unless the file says `wait: false`.
  package var waits: Property<Bool>?

  package init(
    workflow: Template, variables: [TemplateMember] = [], timeout: Property<TimeSpan>? = nil,
    waits: Property<Bool>? = nil
  ) {
    self.workflow = workflow
    self.variables = variables
    self.timeout = timeout
    self.waits = waits
  }
}

/// `sequential_workflows`, `parallel_workflows`: several other workflows.
package struct SubWorkflowsCall: Sendable {
  /// Each a `runWorkflow`, or a conditional around one.
  package var calls: [ActionCall]
  package var isParallel: Bool
  /// Whether the state waits for all of them; else the first that succeeds is enough.
  package var waitsForAll: Property<Bool>?
  /// Whether the first failure ends the rest.
  package var failsFast: Property<Bool>?

  package init(
    calls: [ActionCall], isParallel: Bool, waitsForAll: Property<Bool>? = nil,
    failsFast: Property<Bool>? = nil
  ) {
    self.calls = calls
    self.isParallel = isParallel
    self.waitsForAll = waitsForAll
    self.failsFast = failsFast
  }
}
