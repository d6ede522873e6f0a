package import WorkflowLanguage
package import WorkflowModel

/// What a branch of a run remembers: variables, and what the states on its way have put out.
///
/// At a fork each branch gets a copy; where they come together, what each of them has written since
/// is put together in file order.
package struct Memory: Sendable, Codable {
  package var variables = Variables()
  package var records: Records
  /// States that ended well, in order.
  package var completed: Chain<StateID>?
  /// States that failed after their retries, in order.
  package var failures: Chain<FailureRecord>?
  /// The way the run has come.
  package var path: Chain<PathStep>?
  package var last: LastAction?
  /// Outputs of the tasks of groups by the last part of their prompts' names, and of
  /// sub-workflows by their names.
  package var named: [Name: NamedOutputs] = [:]

  package init(program: Program) {
    records = Records(count: program.workflow.states.count)
  }
}

/// Outputs that are read by a name that is no state's.
package struct NamedOutputs: Sendable, Codable {
  package var fields: ValueMap
  package var origin: Origin
  /// Number of the event that published them.
  package var event: Int
}

/// A failure as `all_errors` lists it.
package struct FailureRecord: Sendable, Codable {
  package var state: StateID
  package var failure: ActionFailure
  package var attempts: Int
  package var time: Timestamp
  /// The task of a group; nil for the state as a whole.
  package var task: String?
}

/// What `result`, `success` and `is_error` read.
package struct LastAction: Sendable, Codable {
  package var state: StateID
  package var result: Value
  package var isSuccess: Bool
  package var origin: Origin
}

/// A step of the way a run has come.
package struct PathStep: Sendable, Codable {
  /// Nil at a start.
  package var from: StateID?
  /// Nil where no edge was taken: `dead_letter_state`.
  package var transition: TransitionID?
  /// Nil at an end.
  package var to: StateID?
  package var reason: Departure.Reason

  package init(
    from: StateID?, transition: TransitionID?, to: StateID?, reason: Departure.Reason
  ) {
    self.from = from
    self.transition = transition
    self.to = to
    self.reason = reason
  }

  init(_ transition: Transition, _ reason: Departure.Reason) {
    self.init(
      from: transition.source.state, transition: transition.id, to: transition.target.state,
      reason: reason)
  }
}
