package import WorkflowLanguage

/// Every name that a workflow reads, gathered once; keep it beside the workflow.
package struct WorkflowReferences: Sendable {
  /// A name that somebody reads.
  package struct Read: Hashable, Sendable {
    package var reference: NameReference
    /// The state whose action, properties or exits read it; nil for the start.
    package var reader: StateID?
    /// The edge whose guard reads it; nil for actions and properties.
    package var edge: TransitionID?
  }

  /// A name with what its readers make of it.
  package struct Use: Hashable, Sendable {
    package var name: Name
    package var implied: ImpliedType
  }

  /// In order of states; of each, action, properties, then guards of its exits.
  package private(set) var reads: [Read] = []
  /// For each state, by its number, the fields of its outputs that are read: `backup_id` for
  /// `CreateBackup.backup_id`. A field whose own members are read is there once.
  package private(set) var fields: [[Use]]
  /// Names that are read without a state before them, once each; states' own names are not among
  /// them.
  package private(set) var bareNames: [Use] = []

  /// Takes time in proportion to the workflow.
  package init(_ workflow: Workflow) {
    fields = Array(repeating: [], count: workflow.states.count)
    for (index, state) in workflow.states.enumerated() {
      let reader = StateID(index)
      for call in state.action?.all ?? [] {
        for reference in call.ownReferences { add(reference, reader, nil) }
      }
      for reference in state.properties.references { add(reference, reader, nil) }
      for id in state.exits { addGuard(of: workflow[id], reader) }
    }
    for region in workflow.regions {
      for id in region.starts { addGuard(of: workflow[id], nil) }
    }
    var numbers: [Name: Int] = [:]
    for (index, state) in workflow.states.enumerated() { numbers[Name(state.name)] = index }
    var positions: [Key: Int] = [:]
    for read in reads { count(read.reference, numbers, &positions) }
  }

  /// The reads of one state, in order.
  package func reads(of state: StateID) -> [Read] { reads.filter { $0.reader == state } }

  private mutating func add(_ reference: NameReference, _ reader: StateID?, _ edge: TransitionID?) {
    reads.append(Read(reference: reference, reader: reader, edge: edge))
  }

  private mutating func addGuard(of transition: Transition, _ reader: StateID?) {
    for reference in transition.label.guardExpression?.references ?? [] {
      add(reference, reader, transition.id)
    }
  }

  /// A use by whose it is, so that it is found without a search.
  private struct Key: Hashable {
    /// Nil for bare names.
    var state: Int?
    var name: Name
  }

  private mutating func count(
    _ reference: NameReference, _ states: [Name: Int], _ positions: inout [Key: Int]
  ) {
    if let state = states[reference.root] {
      guard let field = reference.path.first else { return }
      // What is implied of a member says nothing about the field that has it.
      let implied = reference.path.count == 1 ? reference.implied : .unknown
      Self.note(
        Use(name: field, implied: implied), in: &fields[state],
        &positions[Key(state: state, name: field)])
    } else {
      let implied = reference.path.isEmpty ? reference.implied : .unknown
      Self.note(
        Use(name: reference.root, implied: implied), in: &bareNames,
        &positions[Key(state: nil, name: reference.root)])
    }
  }

  private static func note(_ use: Use, in uses: inout [Use], _ position: inout Int?) {
    if let index = position {
      if use.implied.weight > uses[index].implied.weight { uses[index].implied = use.implied }
    } else {
      position = uses.count
      uses.append(use)
    }
  }
}

extension ImpliedType {
  /// Of two readers the one that asks for more decides.
  fileprivate var weight: Int {
    switch self {
    case .unknown: 0
    case .text: 1
    case .list: 2
    case .boolean: 3
    case .number: 4
    }
  }
}

extension Workflow {
  /// Names of all variables that an action sets, in file order, once each.
  package var setNames: [String] {
    var seen: Set<String> = []
    return states.flatMap(\.assignedNames).filter { seen.insert($0).inserted }
  }
}

extension State {
  /// Names of the variables that the state's action and the tasks beside it write.
  package var assignedNames: [String] {
    ((action.map { [$0] } ?? []) + (properties.beside ?? [])).flatMap(\.assignedNames)
  }
}
