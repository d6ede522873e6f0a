package import WorkflowLanguage
package import WorkflowModel

/// Where a run is: everything it needs to go on from here, as a value.
///
/// Copies share what they have in common, so that one can be kept for every step and going back is
/// taking an older one.
package struct Snapshot: Sendable {
  package enum Phase: Sendable {
    case ready
    case running
    case ended(RunResult)
  }

  package var phase: Phase = .ready
  /// Number of the latest event.
  package var eventCount = 0
  package var transitionCount = 0
  package var clock: Timestamp
  package var startedAt: Timestamp
  package var random: RandomSource
  /// Workflows being run; the first is the outermost.
  package var frames: [Frame]
  /// Active places, in the order they came to be.
  package var places: [Place] = []
  package var nextPlace = 1
  package var nextCall = 1
  /// How often each interceptor has fired.
  package var fired: [Int: Int] = [:]

  package init(program: Program, options: RunOptions) {
    clock = options.startTime
    startedAt = options.startTime
    random = RandomSource(seed: options.seed)
    frames = [Frame(program: program)]
  }

  package var result: RunResult? {
    if case .ended(let result) = phase { result } else { nil }
  }

  package func place(_ id: Int) -> Place? { places.first { $0.id == id } }
}

/// A workflow being run: its variables and what its states have put out.
package struct Frame: Sendable {
  package let program: Program
  package var variables = Variables()
  package var records: Chunked<StateRecord?>
  /// How often each state has been entered.
  package var visits: Chunked<Int32>
  /// How often each state's action has been executed, retries included.
  package var executions: Chunked<Int32>
  /// The same for tasks inside actions.
  package var taskExecutions: [TaskKey: Int] = [:]
  /// States that ended well, in order.
  package var completed: Chain<StateID>?
  /// States that published outputs, in order; a bare name is looked up among the latest.
  package var finished: Chain<StateID>?
  /// States that failed after their retries, in order.
  package var failures: Chain<FailureRecord>?
  /// The way the run has come.
  package var path: Chain<PathStep>?
  package var last: LastAction?
  /// Outputs of the tasks of groups, by the last part of their prompts' names.
  package var taskOutputs: [Name: ValueMap] = [:]

  package struct TaskKey: Hashable, Sendable {
    package var state: StateID
    package var task: [Int]
  }

  package init(program: Program) {
    self.program = program
    let count = program.workflow.states.count
    records = Chunked(repeating: nil, count: count)
    visits = Chunked(repeating: 0, count: count)
    executions = Chunked(repeating: 0, count: count)
  }
}

/// A failure as `all_errors` lists it.
package struct FailureRecord: Sendable {
  package var state: StateID
  package var failure: ActionFailure
  package var attempts: Int
  package var time: Timestamp
}

/// What `result`, `success` and `is_error` read.
package struct LastAction: Sendable {
  package var state: StateID
  package var result: Value
  package var isSuccess: Bool
  package var origin: Origin
}

/// A transition the run has taken.
package struct PathStep: Sendable {
  package var transition: TransitionID
  package var reason: Departure.Reason
}

/// A position in the diagram at which a run is active.
package struct Place: Sendable {
  package enum Phase: Sendable {
    /// The state was entered; nothing of it has run.
    case entered
    case attempting(Attempt)
    case backingOff(until: Timestamp, next: Int, startedAt: Timestamp)
    /// The action has ended; the exit is still to be chosen.
    case finished(StateOutcome)
    /// No rule chooses an exit; somebody has to.
    case undecided(StateOutcome, candidates: [TransitionID], reason: String)
  }

  package var id: Int
  package var frame: Int
  package var state: StateID
  package var visit: Int
  /// The transition that led here; nil when the user moved the run.
  package var via: TransitionID?
  package var phase: Phase = .entered
}

/// One attempt at a state's action.
package struct Attempt: Sendable {
  /// Counts from 1.
  package var number: Int
  /// When the state's first attempt began.
  package var firstStartedAt: Timestamp
  package var deadline: Timestamp?
  package var work: Work
  /// How much later than it is known the answer counts.
  package var delay = TimeSpan.zero
  /// Whether the answer never counts.
  package var hangs = false
  /// When a delayed answer counts; set when it is known.
  package var readyAt: Timestamp?
}

/// What is left of an action, and what came of the rest.
package indirect enum Work: Sendable {
  case todo(ActionCall)
  case inFlight(Flight)
  case conditional(Branch)
  case group(Group)
  case done(WorkOutcome)

  /// A call on its way.
  package struct Flight: Sendable {
    /// Its number in the run; 0 while no handler works for it.
    package var call: Int
    /// The task's name, for people.
    package var name: String
    package var calledWith: ValueMap
    package var delay = TimeSpan.zero
    /// The answer, known but not due before `readyAt`.
    package var answer: WorkOutcome?
    package var readyAt: Timestamp?
  }

  /// The branch of a conditional that runs.
  package struct Branch: Sendable {
    package var value: Bool
    /// The exit that an invented condition led to.
    package var forcedExit: TransitionID?
    package var work: Work
  }

  /// Tasks at the same time.
  package struct Group: Sendable {
    package var tasks: [Work]
    /// What each task is called, by its prompt's last part or its action's word.
    package var names: [String]
    package var isFailFast: Bool
    package var maxConcurrency: Int
    /// Numbers of the tasks whose end is in the events already.
    package var told: Set<Int> = []
  }

  package var outcome: WorkOutcome? {
    if case .done(let outcome) = self { outcome } else { nil }
  }
}

/// What came of an action or a part of it.
package struct WorkOutcome: Sendable {
  package var status: ActionStatus = .completed
  package var outputs = ValueMap()
  package var result: Value = .null
  package var failure: ActionFailure?
  /// The exit asked for.
  package var transition: String?
  package var origin: Origin = .workflow
  /// Fields that were invented beside answered ones.
  package var invented: [Name] = []
  /// The branch a conditional took.
  package var branch: Bool?
  /// The exit a conditional's invented condition led to.
  package var forcedExit: TransitionID?
  package var calledWith = ValueMap()
  /// `task: message` for each failed task, and the tasks' own `failures`.
  package var failures: [Value] = []
  package var results: ValueMap?
}

/// What came of a state, after its retries.
package struct StateOutcome: Sendable {
  package var work: WorkOutcome
  package var attempts: Int
  package var startedAt: Timestamp

  package var isSuccess: Bool { work.status == .completed || work.status == .skipped }
}
