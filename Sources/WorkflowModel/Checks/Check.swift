package import WorkflowSource

/// One thing that `check` looks for in a workflow that could be read.
package struct Check: Sendable {
  /// The code of its diagnostics.
  package var code: String
  /// What it finds, for `help check`.
  package var summary: String
  /// Whether it looks at the names that are read. Where the file has errors these are not all
  /// known, and such a check would report what is only a consequence.
  package var looksAtNames: Bool
  package var run: @Sendable (CheckSubject) -> [Diagnostic]

  package init(
    code: String, summary: String, looksAtNames: Bool = false,
    run: @escaping @Sendable (CheckSubject) -> [Diagnostic]
  ) {
    self.code = code
    self.summary = summary
    self.looksAtNames = looksAtNames
    self.run = run
  }
}

/// A workflow with what several checks need to know of it, found once.
package struct CheckSubject: Sendable {
  package let workflow: Workflow
  package let references: WorkflowReferences
  /// The workflows that it runs; nil where no others can be found.
  package let subWorkflows: SubWorkflowSearch?
  /// For each state, by its number, the states that may come next or begin inside it.
  package let successors: [[Int]]
  /// For each state, by its number, whether a run can get there.
  package let isReachable: [Bool]

  /// - Parameter loader: finds the workflows that it runs.
  package init(_ workflow: Workflow, loader: (any WorkflowLoading)? = nil) {
    self.workflow = workflow
    subWorkflows = loader.map { SubWorkflowSearch(workflow, loader: $0) }
    references = WorkflowReferences(workflow)
    successors = workflow.states.map { state in
      state.exits.compactMap { workflow[$0].target.state?.index }
        + state.inner.flatMap { workflow.startStates(of: $0) }
        + state.properties.elsewhere.map(\.index)
        // Who comes to a state inside another one by an edge of its own is in that one too.
        + (workflow[state.region].parent.map { [$0.index] } ?? [])
    }
    isReachable = Self.closure(of: workflow.startStates(of: .root), over: successors)
  }

  /// How many near names one check looks for: each search compares with every name there is.
  static let mostHints = 20

  /// Which states can be reached from some, these included.
  static func closure(of start: [Int], over edges: [[Int]]) -> [Bool] {
    var found = Array(repeating: false, count: edges.count)
    var open = start
    for state in start { found[state] = true }
    while let state = open.popLast() {
      for next in edges[state] where !found[next] {
        found[next] = true
        open.append(next)
      }
    }
    return found
  }

  /// Exits of a state, in file order; of those that are taken together the first stands for all.
  func exits(of state: State) -> [Transition] {
    let others = Set(state.forks.flatMap { $0.dropFirst() })
    return state.exits.filter { !others.contains($0) }.map { workflow[$0] }
  }

  /// The exits between which the outcome of a state decides: where one leads to a choice without
  /// an action, whatever happened, those of the choice.
  func decisions(of state: State) -> [Transition] {
    var found: [Transition] = []
    var passed: Set<StateID> = []
    var open = exits(of: state)[...]
    while let exit = open.popFirst() {
      if exit.label.exitClass == .always, let target = exit.target.state,
        workflow[target].isLookedThrough, passed.count < Self.mostChoices
      {
        if passed.insert(target).inserted { open = exits(of: workflow[target]) + open }
      } else {
        found.append(exit)
      }
    }
    return found
  }

  /// How many choices in a row are looked through here.
  private static let mostChoices = 64
}

extension StateProperties {
  /// States to which a run may go on without an edge.
  var elsewhere: [StateID] { [compensation?.state, deadLetter?.state].compactMap { $0 } }
}

extension Workflow {
  fileprivate func startStates(of region: RegionID) -> [Int] {
    self[region].starts.compactMap { self[$0].target.state?.index }
  }
}

extension TransitionLabel {
  /// How to call the label in a message.
  var quoted: String { text.isEmpty ? "an exit without a label" : "'\(text)'" }
}
