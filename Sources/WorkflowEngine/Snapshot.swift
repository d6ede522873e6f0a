package import WorkflowLanguage
package import WorkflowModel

/// Where a run is: everything it needs to go on from here, as a value.
///
/// Copies share what they have in common, so that one can be kept for every step and going back is
/// taking an older one.
package struct Snapshot: Sendable, Codable {
  package indirect enum Phase: Sendable, Codable {
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
  /// Workflows that are or were run; the first is the outermost.
  package var frames: [Frame]
  /// The first is the outermost workflow's trunk.
  package var branches: [Branch]
  /// Forks whose branches have not all come together.
  package var forks: [Fork] = []
  /// Active places; branches of a fork stand in file order.
  package var places: [Place] = []
  /// The number the next place, branch or fork gets.
  package var nextID = 1
  package var nextCall = 1
  /// How often each interceptor has fired.
  package var fired: [Int: Int] = [:]
  /// How many of the prepared answers each state has taken.
  package var answered: [String: Int] = [:]

  package init(program: Program, options: RunOptions) {
    clock = options.startTime
    startedAt = options.startTime
    random = RandomSource(seed: options.seed)
    frames = [Frame(program: program, trunk: 0, depth: 1)]
    branches = [Branch(id: 0, frame: 0, memory: Memory(program: program))]
  }

  package var result: RunResult? {
    if case .ended(let result) = phase { result } else { nil }
  }

  package func place(_ id: Int) -> Place? { places.first { $0.id == id } }

  /// What is remembered at a place; nil stands for the outermost workflow as a whole.
  package func memory(at place: Place? = nil) -> Memory {
    branches[branchIndex(place?.branch ?? 0)].memory
  }

  /// Position of a branch in `branches`.
  package func branchIndex(_ id: Int) -> Int {
    // Nearly every run has the one branch only.
    if id == 0 || branches.count == 1 { return 0 }
    return branches.firstIndex { $0.id == id } ?? 0
  }

  mutating func makeID() -> Int {
    defer { nextID += 1 }
    return nextID
  }
}

/// A workflow being run.
package struct Frame: Sendable {
  package let program: Program
  /// The place whose action runs it; nil for the outermost.
  package var caller: Int?
  /// The branch it began with.
  package var trunk: Int
  /// Workflows around it, itself included.
  package var depth: Int
  private var ending: Shared<RunResult>?
  /// How often each state was entered and executed, by the states' numbers.
  var counts: Chunked<StateCounts>
  /// The same for tasks inside actions.
  package var taskExecutions: [TaskKey: Int] = [:]
  private var undoing: Shared<Compensation>?

  /// Whether it has failed, and what was done is being undone.
  var isUndoing: Bool { undoing != nil }

  /// How it has ended; nil while it runs.
  package var result: RunResult? {
    get { ending?.value }
    set { ending = newValue.map { Shared($0) } }
  }

  /// What is being undone, since the workflow has failed.
  package var compensation: Compensation? {
    get { undoing?.value }
    set { undoing = newValue.map { Shared($0) } }
  }

  package struct TaskKey: Hashable, Sendable, Codable {
    package var state: StateID
    package var task: [Int]
  }

  package init(program: Program, caller: Int? = nil, trunk: Int, depth: Int) {
    self.program = program
    self.caller = caller
    self.trunk = trunk
    self.depth = depth
    let count = program.workflow.states.count
    counts = Chunked(repeating: StateCounts(), count: count)
  }

  /// How often a state has been entered.
  package func visits(of state: StateID) -> Int { Int(counts[state.index].visits) }

  /// How often a state's action has been executed, retries included.
  package func executions(of state: StateID) -> Int { Int(counts[state.index].executions) }
}

/// How often a state was entered, and how often its action was executed.
struct StateCounts: Sendable, Codable {
  var visits: Int32 = 0
  var executions: Int32 = 0
}

/// The states whose actions undo what was done, still to be run, and the result that stands after.
package struct Compensation: Sendable, Codable {
  package var states: [StateID]
  package var result: RunResult
}
