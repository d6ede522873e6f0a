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
    let others = workflow.states.indices.filter(touched.contains).map { workflow.states[$0].name }
    var searches = 0
    return workflow.states.indices.compactMap { index -> Diagnostic? in
      let state = workflow.states[index]
      guard !subject.isReachable[index] else { return nil }
      if touched.contains(index) || !state.inner.isEmpty {
        return .warning(
          "unreachable-state", "no run comes to '\(state.name)'", range: state.range,
          hint: "lead an edge to it, or remove it")
      }
      // Named by its properties only: most likely another state's name, mistyped.
      searches += 1
      let mayHint = searches <= CheckSubject.mostHints
      return .warning(
        "unreachable-state", "no edge of the diagram names '\(state.name)'", range: state.range,
        hint: mayHint ? Suggestion.hint(for: state.name, among: others) : nil)
    }
  }
}
