package import WorkflowLanguage
package import WorkflowModel

/// A position in the diagram at which a run is active.
package struct Place: Sendable, Codable {
  package indirect enum Phase: Sendable, Codable {
    /// The state was entered; nothing of it has run.
    case entered
    case attempting(Attempt)
    case backingOff(until: Timestamp, next: Int, startedAt: Timestamp)
    /// The regions inside a composite run.
    case inside(Inside)
    /// Waits at a join for the branches beside it.
    case joining(deadline: Timestamp?)
    /// The action has ended; the exit is still to be chosen.
    case finished(StateOutcome)
    /// No rule chooses an exit; somebody has to.
    case undecided(StateOutcome, candidates: [TransitionID], reason: String)
  }

  package var id: Int
  package var frame: Int
  package var branch: Int
  /// The composite place around it; nil outside composites.
  package var container: Int?
  package var state: StateID
  package var visit: Int
  /// The transition that led here; nil when the user moved the run.
  package var via: TransitionID?
  package var phase: Phase = .entered

  /// A composite whose regions run.
  package struct Inside: Sendable, Codable {
    /// What its own action came to.
    package var outcome: WorkOutcome
    package var attempts: Int
    package var startedAt: Timestamp
    package var deadline: Timestamp?
    /// How long the way was when it was entered: what came before does not speak of its end.
    package var pathCount: Int
  }
}

/// One attempt at a state's action.
package struct Attempt: Sendable, Codable {
  /// Counts from 1.
  package var number: Int
  /// When the state's first attempt began.
  package var firstStartedAt: Timestamp
  package var startedAt: Timestamp
  package var deadline: Timestamp?
  package var work: Work
  /// Whether a stub or fault answered in the place of the action.
  package var isIntercepted = false
  /// How much later than it is known the answer counts.
  package var delay = TimeSpan.zero
  /// Whether the answer never counts.
  package var hangs = false
  /// When a delayed answer counts; set when it is known.
  package var readyAt: Timestamp?
}

/// What came of a state, after its retries.
package struct StateOutcome: Sendable, Codable {
  package var work: WorkOutcome
  package var attempts: Int
  package var startedAt: Timestamp

  package var isSuccess: Bool { work.status == .completed || work.status == .skipped }
}
