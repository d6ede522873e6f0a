package import WorkflowEngine
package import WorkflowModel

extension Snapshot {
  /// Whether nothing has run yet.
  package var isBeforeStart: Bool {
    if case .ready = phase { true } else { false }
  }

  /// The exits that wait to be chosen from; nil when none do.
  package var undecided: [TransitionID]? {
    for place in places {
      if case .undecided(_, let candidates, _) = place.phase { return candidates }
    }
    return nil
  }
}
