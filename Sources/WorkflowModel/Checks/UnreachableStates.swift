internal import WorkflowSource

extension Check {
  /// States that no run comes to.
  static let unreachableStates = Check(
    code: "unreachable-state", summary: "states that no run comes to"
  ) { subject in
    let workflow = subject.workflow
    // Without a start nothing is reached, and that has been said.
    guard workflow.start != nil else { return [] }
    var touched: Set<Int> = []
    for transition in workflow.transitions {
      if let state = transition.source.state { touched.insert(state.index) }
      if let state = transition.target.state { touched.insert(state.index) }
    }
    return workflow.states.indices.compactMap { index in
      let state = workflow.states[index]
      guard !subject.isReachable[index] else { return nil }
      if touched.contains(index) || !state.inner.isEmpty {
        return .warning(
          "unreachable-state", "no run comes to '\(state.name)'", range: state.range,
          hint: "lead an edge to it, or remove it")
      }
      // Named by its properties only: most likely another state's name, mistyped.
      let others = workflow.states.indices.filter(touched.contains).map {
        workflow.states[$0].name
      }
      return .warning(
        "unreachable-state", "no edge of the diagram names '\(state.name)'", range: state.range,
        hint: Suggestion.hint(for: state.name, among: others))
    }
  }
}
