package import WorkflowLanguage
package import WorkflowModel

/// A workflow made ready to run: facts about it that would be costly to find out each time.
package final class Program: Sendable {
  package let workflow: Workflow
  /// Every state's name, interned; by state number.
  package let stateNames: [Name]
  /// State numbers by the numbers of their names; -1 where a name is no state's.
  private let statesByName: [Int32]
  /// Fields of each state that the workflow reads somewhere, with what their readers make of them.
  package let fieldsRead: [[FieldRead]]
  /// Fields of the tasks of groups that the workflow reads, by the tasks' names.
  let fieldsReadOfTasks: [Name: [FieldRead]]
  /// Fewest transitions from a state to the root's end; nil when there is no way.
  package let distanceToEnd: [Int?]
  /// What the readers of bare names make of them.
  package let impliedTypes: [Name: ImpliedType]
  private let states: [ProgramState]
  private let exits: [ProgramExit]
  /// For each state, those from which an edge leads to it, and the composite around it.
  private let predecessors: [[StateID]]

  /// A field of a state's outputs that something reads.
  package struct FieldRead: Sendable {
    package var field: Name
    package var implied: ImpliedType
  }

  package init(_ workflow: Workflow) {
    self.workflow = workflow
    let names = workflow.states.map { Name($0.name) }
    stateNames = names
    statesByName = Self.table(of: names)
    fieldsRead = Self.fieldsRead(in: workflow, names: names)
    fieldsReadOfTasks = Self.fieldsReadOfTasks(in: workflow, states: Set(names))
    distanceToEnd = Self.distances(in: workflow)
    impliedTypes = Dictionary(
      workflow.references.filter { $0.path.isEmpty && $0.implied != .unknown }
        .map { ($0.root, $0.implied) }, uniquingKeysWith: { first, _ in first })
    let exits = workflow.transitions.map(ProgramExit.init)
    self.exits = exits
    states = workflow.states.map { ProgramState($0, exits: exits) }
    predecessors = Self.predecessors(in: workflow)
  }

  package subscript(state: StateID) -> ProgramState { states[state.index] }

  subscript(transition: TransitionID) -> ProgramExit { exits[transition.index] }

  package func state(named name: Name) -> StateID? {
    guard name.id < statesByName.count, statesByName[name.id] >= 0 else { return nil }
    return StateID(Int(statesByName[name.id]))
  }

  /// As names are looked up at every step, by position and not by hash.
  private static func table(of names: [Name]) -> [Int32] {
    var table = [Int32](repeating: -1, count: (names.map(\.id).max() ?? -1) + 1)
    for (index, name) in names.enumerated().reversed() { table[name.id] = Int32(index) }
    return table
  }

  private static func fieldsRead(in workflow: Workflow, names: [Name]) -> [[FieldRead]] {
    let states = Dictionary(
      zip(names, workflow.states.indices.map(StateID.init)), uniquingKeysWith: { first, _ in first }
    )
    var fields = Array(repeating: [FieldRead](), count: workflow.states.count)
    for reference in workflow.references {
      guard let state = states[reference.root], let field = reference.path.first else { continue }
      let implied = reference.path.count == 1 ? reference.implied : .unknown
      if let index = fields[state.index].firstIndex(where: { $0.field == field }) {
        if fields[state.index][index].implied == .unknown || implied == .number {
          fields[state.index][index].implied = implied
        }
      } else {
        fields[state.index].append(FieldRead(field: field, implied: implied))
      }
    }
    return fields
  }

  /// `task.field`, and `State.results.task.field`.
  private static func fieldsReadOfTasks(
    in workflow: Workflow, states: Set<Name>
  ) -> [Name: [FieldRead]] {
    var fields: [Name: [FieldRead]] = [:]
    for reference in workflow.references {
      var path = [reference.root] + reference.path
      if states.contains(reference.root) {
        guard path.count > 2, path[1] == "results" else { continue }
        path.removeFirst(2)
      }
      guard path.count > 1, !fields[path[0], default: []].contains(where: { $0.field == path[1] })
      else { continue }
      let implied = path.count == 2 ? reference.implied : .unknown
      fields[path[0], default: []].append(FieldRead(field: path[1], implied: implied))
    }
    return fields
  }

  /// The fields of a call that are read: of the state's own action, or of a task.
  func fieldsRead(of state: StateID, task: String?) -> [FieldRead] {
    guard let task else { return fieldsRead[state.index] }
    return fieldsReadOfTasks[Name(task)] ?? []
  }

  // MARK: Ways through the diagram

  /// The states from which a run may get to a state without passing another one; the state itself
  /// is among them.
  func statesReaching(_ state: StateID, without barrier: StateID) -> Set<StateID> {
    var found: Set<StateID> = [state]
    var open = [state]
    while let next = open.popLast() {
      for source in predecessors[next.index] where source != barrier {
        if found.insert(source).inserted { open.append(source) }
      }
    }
    return found
  }

  /// The nearest join to which every branch of a fork can get; nil when there is none.
  func join(of fork: StateID) -> StateID? {
    let targets = workflow.exits(of: fork).compactMap(\.target.state)
    guard let first = targets.first else { return nil }
    var seen: Set<StateID> = [first, fork]
    var open = [first]
    var next = 0
    while next < open.count {
      let state = open[next]
      next += 1
      if workflow[state].isJoin {
        let reaching = statesReaching(state, without: fork)
        if targets.allSatisfy(reaching.contains) { return state }
      }
      for exit in workflow.exits(of: state) {
        if let target = exit.target.state, seen.insert(target).inserted { open.append(target) }
      }
    }
    return nil
  }

  private static func predecessors(in workflow: Workflow) -> [[StateID]] {
    var predecessors = Array(repeating: [StateID](), count: workflow.states.count)
    for transition in workflow.transitions {
      if let source = transition.source.state, let target = transition.target.state {
        predecessors[target.index].append(source)
      }
    }
    for (index, state) in workflow.states.enumerated() {
      if let composite = workflow[state.region].parent { predecessors[index].append(composite) }
    }
    return predecessors
  }

  /// The end of a region is one edge before what its composite's exits lead to.
  private static func distances(in workflow: Workflow) -> [Int?] {
    var distances = [Int?](repeating: nil, count: workflow.states.count)
    var frontier: [StateID] = []
    func settle(_ state: StateID, _ distance: Int) {
      guard distances[state.index] == nil else { return }
      distances[state.index] = distance
      frontier.append(state)
    }
    let terminal = workflow.states.indices.filter {
      let state = workflow.states[$0]
      return (state.exits.isEmpty || state.properties.isTerminal) && state.region == .root
    }
    for index in terminal { settle(StateID(index), 0) }
    for transition in workflow.transitions {
      if case .terminal(.root) = transition.target, let source = transition.source.state {
        settle(source, 1)
      }
    }
    var entries = Array(repeating: [StateID](), count: workflow.states.count)
    for transition in workflow.transitions {
      guard let source = transition.source.state else { continue }
      switch transition.target {
      case .state(let target): entries[target.index].append(source)
      case .terminal(let region):
        if let composite = workflow[region].parent { entries[composite.index].append(source) }
      }
    }
    for (index, state) in workflow.states.enumerated() where state.exits.isEmpty {
      if let composite = workflow[state.region].parent {
        entries[composite.index].append(StateID(index))
      }
    }
    var next = 0
    while next < frontier.count {
      let state = frontier[next]
      next += 1
      for source in entries[state.index] { settle(source, (distances[state.index] ?? 0) + 1) }
    }
    return distances
  }
}
