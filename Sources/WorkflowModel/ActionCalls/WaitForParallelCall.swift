package import WorkflowLanguage

/// `wait_for_parallel`: joins the branches of an implicit fork.
package struct WaitForParallelCall: Sendable {
  /// States that must have ended; empty for every branch that can get here.
  package var states: [StateReference]
  /// Longest time to wait, from the first branch's arrival.
  package var timeout: Property<TimeSpan>?

  package init(states: [StateReference] = [], timeout: Property<TimeSpan>? = nil) {
    self.states = states
    self.timeout = timeout
  }
}
