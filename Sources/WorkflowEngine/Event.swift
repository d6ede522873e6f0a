package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Something that happened in a run. `@N` on the screen is an event's number.
package struct Event: Sendable, Codable {
  /// The version of the list of kinds; raised when a kind changes its meaning.
  package static let version = 1

  /// Counts from 1.
  package var number: Int
  /// Virtual or real time.
  package var time: Timestamp
  package var frame: Int
  /// The active place it happened at; nil for the run as a whole.
  package var place: Int?
  package var kind: Kind

  package indirect enum Kind: Sendable, Codable {
    case runStarted(workflow: String, mode: RunOptions.Mode)
    case runEnded(RunResult)
    case entered(StateID, visit: Int, via: TransitionID?)
    case attemptStarted(StateID, attempt: Int)
    case attemptEnded(StateID, attempt: Int, AttemptSummary)
    /// A task of a group, or the leaf of a conditional, has ended.
    case taskEnded(StateID, task: [Int], name: String, AttemptSummary)
    /// A call was handed to its handler.
    case called(StateID, task: [Int], prompt: String)
    /// A state's outputs were published.
    case published(StateID, ValueMap, Origin)
    case write(Write)
    /// Waiting was begun.
    case timer(StateID, Timer, until: Timestamp)
    /// Virtual time jumped, because nothing could run before.
    case clock(from: Timestamp, to: Timestamp)
    case edge(Departure)
    /// A failure that no exit takes leads to the state's `dead_letter_state`.
    case deadLetter(from: StateID, to: StateID)
    /// A place was split into these, in file order.
    case forked(StateID, places: [Int])
    /// Branches have come together before a state, or at the end of a composite.
    case joined(StateID, places: [Int])
    /// A branch or region has ended, where the others go on.
    case branchEnded(StateID, RunResult)
    /// A sub-workflow began, in the event's frame.
    case workflowStarted(workflow: String)
    /// The sub-workflow of the event's frame has ended.
    case workflowEnded(RunResult)
    /// A person is asked.
    case asked(StateID, Question)
    /// The question was answered.
    case answered(StateID, String, Origin)
    /// The workflow has failed; these states undo what was done, in this order.
    case compensating([StateID])
    case log(StateID?, LogLevel, String)
    case progress(StateID, fraction: Double?, message: String?)
    case undecided(StateID, candidates: [TransitionID], reason: String)
    case warning(code: String, message: String, SourceRange?, hint: String?)
    /// The user moved the run without running anything.
    case moved(to: StateID)
  }

  package enum Timer: String, Hashable, Sendable, Codable {
    /// Before the next attempt.
    case backoff
    /// Until a delayed answer comes.
    case delay
    /// Of the action `wait`.
    case wait
  }

  package init(number: Int, time: Timestamp, frame: Int, place: Int?, kind: Kind) {
    self.number = number
    self.time = time
    self.frame = frame
    self.place = place
    self.kind = kind
  }
}

/// A variable was written.
package struct Write: Sendable, Codable {
  package var name: Name
  package var value: Value
  /// The value before; nil when there was none.
  package var old: Value?
  package var origin: Origin
  /// Where in the workflow; nil when the user did it.
  package var range: SourceRange?
  /// The names the value was computed from.
  package var reads: [Name]
}

/// How an attempt or a task ended.
package struct AttemptSummary: Sendable, Codable {
  package var status: ActionStatus
  package var failure: ActionFailure?
  package var origin: Origin

  package init(status: ActionStatus, failure: ActionFailure?, origin: Origin) {
    self.status = status
    self.failure = failure
    self.origin = origin
  }
}

package enum ActionStatus: String, Hashable, Sendable, Codable {
  case completed, failed, skipped, cancelled
}

/// A transition was taken, and why.
package struct Departure: Sendable, Codable {
  package var from: StateID?
  package var transition: TransitionID
  package var reason: Reason
  /// Whether the state left as a success or a failure; nil at the start.
  package var outcome: Polarity?
  /// Whether the state's failure was passed on by an exit that is no failure exit.
  package var passedFailure: Bool
  /// Where what decided came from: `sim` marks a decision the simulation invented.
  package var origin: Origin
  /// What each guard and pattern of the state gave, in file order.
  package var guards: [GuardReading]

  package enum Reason: Hashable, Sendable, Codable {
    case start
    case success, failure
    case exhausted
    case `default`
    case always
    case sole
    /// The guard or pattern was true.
    case guarded
    /// A success whose output field says otherwise.
    case failedField(String)
    /// A composite that succeeded, but whose inside ended as failed, as the text says.
    case insideFailed(String)
    /// A failure that a sole exit speaks of.
    case passedFailure
    /// A failure that `error_handler: log_and_continue` lets pass.
    case errorHandler
    /// A failure that no exit takes, where `dead_letter_state` names where to go.
    case deadLetter
    /// What a person chose.
    case choice(String)
    /// Decided by the user, a stub or the handler, as the text says.
    case forced(String)
    /// The nearest way to the end, since what decides is invented.
    case shortest
  }
}

/// What a guard or pattern gave when an exit was chosen.
package struct GuardReading: Sendable, Codable {
  package var transition: TransitionID
  /// Nil when it could not be evaluated.
  package var value: Bool?
  package var error: LanguageError?
  package var isInvented: Bool
}

/// How a run ended.
package struct RunResult: Hashable, Sendable, Codable {
  package enum Status: String, Hashable, Sendable, Codable {
    case succeeded, failed
  }

  package var status: Status
  /// What decided: the final label, the unhandled failure, … for people.
  package var reason: String
  /// The failure that ended the run; nil when it ended at `[*]`.
  package var failure: ActionFailure?
  /// The last state.
  package var state: StateID?

  package init(
    status: Status, reason: String, failure: ActionFailure? = nil, state: StateID? = nil
  ) {
    self.status = status
    self.reason = reason
    self.failure = failure
    self.state = state
  }
}
