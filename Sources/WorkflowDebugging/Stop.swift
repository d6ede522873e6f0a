package import WorkflowEngine
package import WorkflowModel

/// Why a run has come to rest.
package struct Stop: Sendable {
  package enum Reason: Sendable {
    /// As far as it was told to go.
    case step
    case breakpoint(id: Int, hit: Int)
    /// The place of an `until` was reached.
    case location
    case ended(RunResult)
    /// A person has to answer a question of this place.
    case asked(place: Int, Question)
    case undecided(StateID, candidates: [TransitionID], reason: String)
    /// No handler is at work and no time will come.
    case stuck
    case interrupted
    /// A command moved the run: `back`, `goto`, `restart`.
    case moved
    /// The conditions of a breakpoint could not be evaluated.
    case conditionError(id: Int, message: String)
  }

  package var reason: Reason
  /// `@N`: the latest event.
  package var event: Int
  /// The last transition on the way here; nil at the start.
  package var arrivedBy: TransitionID?
  /// The state the selected place stands before, or in; nil when the run has ended.
  package var state: StateID?
  /// The workflow in which these stand: the selected place's.
  package var workflow: Workflow
  /// How many transitions the run has taken.
  package var transitions: Int
}
