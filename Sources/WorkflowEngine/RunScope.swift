package import WorkflowLanguage
package import WorkflowModel

/// What names mean at one place of a run (WorkflowFormat.md, «Values, variables, outputs»).
///
/// Inner first: task locals, variables, state outputs, built-ins; a bare name found nowhere is
/// looked for among the fields that handlers gave, the latest state first, and then among the
/// variables those states' actions were called with.
package final class RunScope: ValueScope, Sendable {
  package let program: Program
  private let branches: [Branch]
  private let branch: Int
  /// The number of the workflow's frame.
  package let frame: Int
  package let clock: Timestamp
  package let startedAt: Timestamp
  private let sharedOptions: Shared<RunOptions>
  /// The state whose action or exits are being looked at.
  package let state: StateID?
  package let attempt: Int
  package let locals: [Name: Variable]

  /// - Parameter place: nil for the outermost workflow as a whole.
  package convenience init(
    _ snapshot: Snapshot, options: RunOptions, place: Place? = nil, attempt: Int = 1,
    locals: [Name: Variable] = [:]
  ) {
    self.init(
      snapshot, options: Shared(options), place: place, attempt: attempt, locals: locals)
  }

  init(
    _ snapshot: Snapshot, options: Shared<RunOptions>, place: Place?, attempt: Int = 1,
    locals: [Name: Variable] = [:]
  ) {
    frame = place?.frame ?? 0
    program = snapshot.frames[frame].program
    branches = snapshot.branches
    branch = snapshot.branchIndex(place?.branch ?? 0)
    clock = snapshot.clock
    startedAt = snapshot.startedAt
    sharedOptions = options
    state = place?.state
    self.attempt = attempt
    self.locals = locals
  }

  package var options: RunOptions { _read { yield sharedOptions.value } }

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
    let state = program.state(named: name)
    if let state, let record = memory.records[state.index] {
      return Found(.map(record.fields), record.origin, .outputs(state))
    }
    if !memory.named.isEmpty, let outputs = memory.named[name] {
      return Found(.map(outputs.fields), outputs.origin, .named)
    }
    if let value = BuiltIns.value(of: name, in: self) {
      return Found(value, BuiltIns.origin(of: name, in: self), .builtIn)
    }
    // A state that has not run is not looked for among the outputs of the others.
    return state == nil ? findAmongFinished(name) : nil
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
    let records = memory.records
    let text = name.text
    var given: (state: StateID, record: Shared<StateRecord>, value: Value)?
    var called: (state: StateID, record: Shared<StateRecord>, value: Value)?
    for (state, record) in records.all {
      if record.value.event > given?.record.value.event ?? 0, let value = record.value.given[text] {
        given = (state, record, record.value.fields[text] ?? value)
      }
      if record.value.event > called?.record.value.event ?? 0,
        let value = record.value.calledWith[text]
      {
        called = (state, record, value)
      }
    }
    if let given {
      return Found(given.value, given.record.value.origin(of: name), .field(of: given.state))
    }
    return called.map { Found($0.value, $0.record.value.origin, .calledWith($0.state)) }
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
