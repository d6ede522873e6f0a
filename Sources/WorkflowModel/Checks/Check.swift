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
  /// For each state, by its number, the states its exits lead to.
  package let successors: [[Int]]
  /// For each state, by its number, whether a run can get there.
  package let isReachable: [Bool]

  package init(_ workflow: Workflow) {
    self.workflow = workflow
    references = WorkflowReferences(workflow)
    successors = workflow.states.map { state in
      state.exits.compactMap { workflow[$0].target.state?.index }
        + state.inner.flatMap { workflow.startStates(of: $0) }
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

  /// Exits of a state, in file order.
  func exits(of state: State) -> [Transition] { state.exits.map { workflow[$0] } }
}

extension Workflow {
  fileprivate func startStates(of region: RegionID) -> [Int] {
    self[region].starts.compactMap { self[$0].target.state?.index }
  }
}

extension State.Kind {
  /// Whether the state's exits are no decision: all are taken, or one is passed on.
  var isForkOrJoin: Bool { self == .fork || self == .join }
}

extension TransitionLabel {
  /// How to call the label in a message.
  var quoted: String { text.isEmpty ? "an exit without a label" : "'\(text)'" }
}
