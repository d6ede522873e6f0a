internal import WorkflowSource

extension Check {
  /// States without a way on, and states from which no run can end.
  static let deadEnds = Check(
    code: "dead-end", summary: "states without a way on, or without a way to an end"
  ) { subject in
    let workflow = subject.workflow
    let hasEnds = workflow.transitions.contains {
      if case .terminal = $0.target { true } else { false }
    }
    let canEnd = statesThatCanEnd(workflow)
    return workflow.states.indices.compactMap { index in
      let state = workflow.states[index]
      guard subject.isReachable[index] else { return nil }
      if state.exits.isEmpty, state.inner.isEmpty {
        guard hasEnds else { return nil }
        return .warning(
          "dead-end", "'\(state.name)' has no exits: a run ends there", range: state.range,
          hint: "add '\(state.name) --> [*]' if that is meant")
      }
      guard !canEnd[index] else { return nil }
      return .warning(
        "dead-end", "no run that comes to '\(state.name)' can end", range: state.range,
        hint: "lead an exit out of the loop")
    }
  }

  /// For each state, whether an end, or a state without exits, can be reached from it.
  private static func statesThatCanEnd(_ workflow: Workflow) -> [Bool] {
    var predecessors: [[Int]] = Array(repeating: [], count: workflow.states.count)
    var ends = workflow.states.indices.filter { workflow.states[$0].exits.isEmpty }
    for transition in workflow.transitions {
      guard let from = transition.source.state?.index else { continue }
      if let target = transition.target.state?.index {
        predecessors[target].append(from)
      } else {
        ends.append(from)
      }
    }
    return CheckSubject.closure(of: ends, over: predecessors)
  }
}
