package import WorkflowLanguage
package import WorkflowModel

/// What names mean at one place of a run (WorkflowFormat.md, «Values, variables, outputs»).
///
/// Inner first: task locals, variables, state outputs, built-ins; a bare name found nowhere is
/// looked for among the fields that handlers gave, the latest state first, and then among the
/// variables those states' actions were called with.
package struct RunScope: ValueScope {
  package let program: Program
  private let branches: [Branch]
  private let branch: Int
  /// The number of the workflow's frame.
  package let frame: Int
  package let clock: Timestamp
  package let startedAt: Timestamp
  package let options: RunOptions
  /// The state whose action or exits are being looked at.
  package var state: StateID?
  package var attempt: Int
  package var locals: [Name: Variable]

  /// - Parameter place: nil for the outermost workflow as a whole.
  package init(
    _ snapshot: Snapshot, options: RunOptions, place: Place? = nil, attempt: Int = 1,
    locals: [Name: Variable] = [:]
  ) {
    frame = place?.frame ?? 0
    program = snapshot.frames[frame].program
    branches = snapshot.branches
    branch = snapshot.branchIndex(place?.branch ?? 0)
    clock = snapshot.clock
    startedAt = snapshot.startedAt
    self.options = options
    state = place?.state
    self.attempt = attempt
    self.locals = locals
  }

  /// Variables and outputs as they are at the place.
  package var memory: Memory { _read { yield branches[branch].memory } }

  package func value(of name: Name) -> Value? { find(name)?.value }

  /// The value of a bare name with where it came from.
  package func find(_ name: Name) -> Found? {
    if !locals.isEmpty, let local = locals[name] {
      return Found(local.value, local.origin, .variable(local))
    }
    if let variable = memory.variables[name] {
      return Found(variable.value, variable.origin, .variable(variable))
    }
    if let state = program.state(named: name), let record = memory.records[state.index] {
      return Found(.map(record.fields), record.origin, .outputs(state))
    }
    if !memory.named.isEmpty, let outputs = memory.named[name] {
      return Found(.map(outputs.fields), outputs.origin, .named)
    }
    if let value = BuiltIns.value(of: name, in: self) {
      return Found(value, BuiltIns.origin(of: name, in: self), .builtIn)
    }
    return findAmongFinished(name)
  }

  /// Where a value was found.
  package struct Found: Sendable {
    package var value: Value
    package var origin: Origin
    package var source: Source

    package enum Source: Sendable {
      case variable(Variable)
      case outputs(StateID)
      /// Outputs of a task of a group, or of a sub-workflow.
      case named
      case builtIn
      /// A field that this state's handler gave.
      case field(of: StateID)
      /// A variable this state's action was called with.
      case calledWith(StateID)
    }

    init(_ value: Value, _ origin: Origin, _ source: Source) {
      self.value = value
      self.origin = origin
      self.source = source
    }
  }

  private func findAmongFinished(_ name: Name) -> Found? {
    let here = memory
    var seen: Set<StateID> = []
    var called: Found?
    for state in Chain.latestFirst(here.finished) where seen.insert(state).inserted {
      guard let record = here.records[state.index] else { continue }
      if record.given.contains(name), let value = record.fields[name.text] {
        return Found(value, record.origin(of: name), .field(of: state))
      }
      if called == nil, let value = record.calledWith[name.text] {
        called = Found(value, record.origin, .calledWith(state))
      }
    }
    return called
  }

  /// Whether a name (and its first member, of a state's outputs) rests on invented data.
  package func isInvented(_ read: NameRead) -> Bool { isInvented(read.root, read.member) }

  private func isInvented(_ root: Name, _ member: Name?) -> Bool {
    guard let found = find(root) else { return false }
    if case .outputs(let state) = found.source, let member,
      let record = memory.records[state.index]
    {
      return record.origin(of: member).isInvented
    }
    return found.origin.isInvented
  }

  /// Whether any of the names that something reads rests on invented data.
  package func restsOnInvention(_ references: [NameReference]) -> Bool {
    references.contains { isInvented($0.root, $0.path.first) }
  }

  package func absence(of name: Name) -> String? {
    guard let state = program.state(named: name), memory.records[state.index] == nil else {
      return nil
    }
    return "the state has not run"
  }

  package func candidates() -> [String] {
    let here = memory
    return here.variables.rows.map(\.name.text)
      + program.workflow.states.map(\.name) + BuiltIns.names
      + program.workflow.arguments.map(\.name)
  }

  /// Everything a handler with `scope: true` may see: variables, then state outputs by state.
  package var everything: ValueMap {
    let here = memory
    var map = ValueMap()
    for variable in here.variables.rows { map[variable.name.text] = variable.value }
    for (index, state) in program.workflow.states.enumerated() {
      if let record = here.records[index], map[state.name] == nil {
        map[state.name] = .map(record.fields)
      }
    }
    for name in ["timestamp", "run_id", "workflow_name", "retry_count", "all_errors"]
    where map[name] == nil {
      map[name] = BuiltIns.value(of: Name(name), in: self)
    }
    return map
  }
}
