package import WorkflowLanguage
package import WorkflowModel

/// A workflow made ready to run: facts about it that would be costly to find out each time.
package final class Program: Sendable {
  package let workflow: Workflow
  /// Every state's name, interned; by state number.
  package let stateNames: [Name]
  private let statesByName: [Name: StateID]
  /// Fields of each state that the workflow reads somewhere, with what their readers make of them.
  package let fieldsRead: [[FieldRead]]
  /// Fewest transitions from a state to the root's end; nil when there is no way.
  package let distanceToEnd: [Int?]

  /// A field of a state's outputs that something reads.
  package struct FieldRead: Sendable {
    package var field: Name
    package var implied: ImpliedType
  }

  package init(_ workflow: Workflow) {
    self.workflow = workflow
    let names = workflow.states.map { Name($0.name) }
    stateNames = names
    statesByName = Dictionary(
      zip(names, workflow.states.indices.map(StateID.init)), uniquingKeysWith: { first, _ in first }
    )
    fieldsRead = Self.fieldsRead(in: workflow, states: statesByName)
    distanceToEnd = Self.distances(in: workflow)
  }

  package func state(named name: Name) -> StateID? { statesByName[name] }

  private static func fieldsRead(
    in workflow: Workflow, states: [Name: StateID]
  ) -> [[FieldRead]] {
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

  private static func distances(in workflow: Workflow) -> [Int?] {
    var distances = [Int?](repeating: nil, count: workflow.states.count)
    var frontier: [StateID] = []
    for transition in workflow.transitions {
      if case .terminal(.root) = transition.target, let source = transition.source.state,
        distances[source.index] == nil
      {
        distances[source.index] = 1
        frontier.append(source)
      }
    }
    for (index, state) in workflow.states.enumerated()
    where state.exits.isEmpty && state.region == .root && distances[index] == nil {
      distances[index] = 0
      frontier.insert(StateID(index), at: 0)
    }
    var entries = Array(repeating: [StateID](), count: workflow.states.count)
    for transition in workflow.transitions {
      if let source = transition.source.state, let target = transition.target.state {
        entries[target.index].append(source)
      }
    }
    var next = 0
    while next < frontier.count {
      let state = frontier[next]
      next += 1
      for source in entries[state.index] where distances[source.index] == nil {
        distances[source.index] = (distances[state.index] ?? 0) + 1
        frontier.append(source)
      }
    }
    return distances
  }
}
