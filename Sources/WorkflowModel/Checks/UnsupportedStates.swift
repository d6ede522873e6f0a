internal import WorkflowSource

extension Check {
  /// States of kinds that are read and cannot be run yet.
  static let unsupportedStates = Check(
    code: "not-supported-yet", summary: "kinds of states that cannot be run yet"
  ) { subject in
    subject.workflow.unsupportedStates.map { state in
      .error(
        "not-supported-yet",
        "'\(state.name)' is a \(state.kind.rawValue) state, which cannot be run yet",
        range: state.range, hint: "see 'wfsh help KnownLimits'")
    }
  }
}

extension Workflow {
  /// States that the engine refuses to run: composites, forks, joins and choices.
  package var unsupportedStates: [State] { states.filter { $0.kind != .simple } }
}
