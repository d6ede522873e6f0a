package import WorkflowLanguage
package import WorkflowModel

/// What is left of an action, and what came of the rest.
package indirect enum Work: Sendable, Codable {
  case todo(ActionPath)
  case inFlight(Flight)
  case conditional(Branch)
  case group(Group)
  case sequence(Sequence)
  case child(Child)
  /// A question; where it asks what a call came to, with what this was to be called with.
  case asking(Question, calledWith: ValueMap = ValueMap())
  case sleeping(until: Timestamp)
  /// The work's result goes to a variable too.
  case storing(StoredResult, Work)
  case done(WorkOutcome)

  /// A call on its way.
  package struct Flight: Sendable, Codable {
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
  package struct Branch: Sendable, Codable {
    package var value: Bool
    /// The exit that an invented condition led to.
    package var forcedExit: TransitionID?
    package var work: Work
  }

  /// Tasks at the same time.
  package struct Group: Sendable, Codable {
    package var tasks: [Work]
    /// What each task is called, by its prompt's last part or its action's word.
    package var names: [String]
    /// The variables as each task sees them: as when the group began, with its own writes.
    package var variables: [Variables]
    /// Number of the event before the group began.
    package var event: Int
    /// Whether the first failure cancels the others.
    package var isFailFast: Bool
    /// Whether the first success cancels the others.
    package var isFirstWins = false
    package var maxConcurrency: Int
    /// Whether the first task is the state's action, beside which the others run.
    package var hasMain = false
    /// Numbers of the tasks whose end is in the events already.
    package var told: Set<Int> = []
  }

  /// Workflows one after the other.
  package struct Sequence: Sendable, Codable {
    package var paths: [ActionPath]
    package var names: [String]
    package var outcomes: [WorkOutcome] = []
    package var current: Work?
    package var isFailFast: Bool
    package var isFirstWins: Bool
  }

  /// A sub-workflow.
  package struct Child: Sendable, Codable {
    package var frame: Int
    package var name: String
    package var deadline: Timestamp?
    package var timeout: TimeSpan?
    package var calledWith: ValueMap
  }

  package var outcome: WorkOutcome? {
    if case .done(let outcome) = self { outcome } else { nil }
  }
}

/// Which of a state's actions: a path from the state down, so that a snapshot holds no part of the
/// workflow.
package struct ActionPath: Hashable, Sendable, Codable {
  /// The first step is 0 for the action and n for the n-th task beside it; the others are
  /// positions in `ActionCall.inner`.
  package var steps: [Int]

  package static let action = ActionPath(steps: [0])

  package init(steps: [Int]) { self.steps = steps }

  package func inner(_ number: Int) -> ActionPath { ActionPath(steps: steps + [number]) }

  /// The action at the path; nil when the state has none there.
  func action(of state: ProgramState) -> ActionCall? {
    guard let first = steps.first else { return nil }
    var found = first == 0 ? state.action : state.properties.beside?[safe: first - 1]
    for step in steps.dropFirst() { found = found?.inner[safe: step] }
    return found
  }
}

/// What came of an action or a part of it.
package struct WorkOutcome: Sendable, Codable {
  package var status: ActionStatus = .completed
  package var outputs = ValueMap()
  package var result: Value = .null
  package var origin: Origin = .workflow
  /// Fields that were invented beside answered ones.
  package var invented: [Name] = []
  package var calledWith = ValueMap()
  /// What few outcomes have; shared, since an outcome is handed on at every step of a state.
  private var rest = Rest.nothing

  private struct Rest: Codable {
    static let nothing = Shared(Rest())

    var failure: ActionFailure?
    var transition: String?
    var branch: Bool?
    var forcedExit: TransitionID?
    var choice: String?
    var badEnding: String?
    var failures: [Value] = []
    var results: ValueMap?
    var resultList: [Value]?
  }

  private mutating func change(_ change: (inout Rest) -> Void) {
    var rest = rest.value
    change(&rest)
    self.rest = Shared(rest)
  }

  package var failure: ActionFailure? {
    get { rest.value.failure }
    set { change { $0.failure = newValue } }
  }

  /// The exit asked for.
  package var transition: String? {
    get { rest.value.transition }
    set { change { $0.transition = newValue } }
  }

  /// The branch a conditional took.
  package var branch: Bool? {
    get { rest.value.branch }
    set { change { $0.branch = newValue } }
  }

  /// The exit a conditional's invented condition led to.
  package var forcedExit: TransitionID? {
    get { rest.value.forcedExit }
    set { change { $0.forcedExit = newValue } }
  }

  /// What a person chose.
  package var choice: String? {
    get { rest.value.choice }
    set { change { $0.choice = newValue } }
  }

  /// Why a success leaves as a failure: the inside of a composite says so.
  package var badEnding: String? {
    get { rest.value.badEnding }
    set { change { $0.badEnding = newValue } }
  }

  /// `task: message` for each failed task, and the tasks' own `failures`.
  package var failures: [Value] {
    get { rest.value.failures }
    set { change { $0.failures = newValue } }
  }

  package var results: ValueMap? {
    get { rest.value.results }
    set { change { $0.results = newValue } }
  }

  /// Results of workflows as a list, in file order.
  package var resultList: [Value]? {
    get { rest.value.resultList }
    set { change { $0.resultList = newValue } }
  }
}

extension Array {
  /// The element; nil past the end.
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
