internal import WorkflowSource

extension Check {
  /// Actions that may fail in states without an exit for that.
  static let unhandledFailures = Check(
    code: "unhandled-failure", summary: "failures that no exit takes"
  ) { subject in
    var receivers = FailureReceivers(subject)
    // A failure that begins compensation is meant to end the run.
    let compensated = CheckSubject.closure(
      of: subject.workflow.states.indices.filter {
        subject.workflow.states[$0].properties.compensation != nil
      }, over: subject.successors)
    var found: [Diagnostic] = []
    for index in subject.workflow.states.indices {
      let state = subject.workflow.states[index]
      guard let action = state.action, action.mayLeaveAsFailure, !state.exits.isEmpty,
        !state.properties.isTerminal, !compensated[index], !receivers.takesFailure(of: index)
      else { continue }
      found.append(
        .warning(
          "unhandled-failure", "a failure of '\(state.name)' has no exit: the run would fail there",
          range: state.actionRange.map { _ in action.range } ?? state.range,
          hint: "add '\(state.name) --> …: failure'"))
    }
    return found
  }
}

/// Who takes a failure that a state has no exit for: the composite around it, or the join at which
/// its branch ends.
private struct FailureReceivers {
  private let subject: CheckSubject
  /// For each state of a branch, by its number, the joins where the branch may end.
  private var joins: [Int: Set<Int>] = [:]
  private var known: [Int: Bool] = [:]

  init(_ subject: CheckSubject) {
    self.subject = subject
    let workflow = subject.workflow
    for state in workflow.states {
      for group in state.forks {
        for exit in group {
          if let start = workflow[exit].target.state?.index { addBranch(from: start) }
        }
      }
    }
  }

  private mutating func addBranch(from start: Int) {
    let states = subject.workflow.states
    var seen: Set<Int> = [start]
    var open = [start]
    var ends: Set<Int> = []
    var branch: [Int] = []
    while let index = open.popLast(), branch.count < Self.longestBranch {
      if states[index].isJoin {
        ends.insert(index)
        continue
      }
      branch.append(index)
      for exit in states[index].exits {
        if let next = subject.workflow[exit].target.state?.index, seen.insert(next).inserted {
          open.append(next)
        }
      }
    }
    for index in branch { joins[index, default: []].formUnion(ends) }
  }

  /// Branches are looked at this far, so that no file takes time by its square.
  private static let longestBranch = 1000

  mutating func takesFailure(of index: Int, depth: Int = 0) -> Bool {
    if let known = known[index] { return known }
    // Composites and joins stand in each other.
    guard depth < 64 else { return false }
    known[index] = false
    let result = findTaker(of: index, depth: depth)
    known[index] = result
    return result
  }

  private mutating func findTaker(of index: Int, depth: Int) -> Bool {
    let state = subject.workflow.states[index]
    if state.properties.deadLetter?.state != nil { return true }
    let exits = subject.decisions(of: state)
    if exits.contains(where: { $0.label.takesFailure(of: state, isSole: exits.count == 1) }) {
      return true
    }
    if let ends = joins[index], !ends.isEmpty {
      for end in ends where !takesFailure(of: end, depth: depth + 1) { return false }
      return true
    }
    guard let parent = subject.workflow[state.region].parent else { return false }
    return takesFailure(of: parent.index, depth: depth + 1)
  }
}

extension ActionCall {
  /// Whether a state with this action may be left as failed.
  fileprivate var mayLeaveAsFailure: Bool {
    switch kind {
    case .executePrompt, .runWorkflow, .waitForParallel, .shell, .sentence: true
    case .ask(let call): call.kind == .review
    // An abort ends the run whatever exits there are.
    case .setVariables, .increment, .log, .wait, .abort: false
    // That its condition is false is no failure.
    case .conditional, .parallelExecute, .runWorkflows: inner.contains(where: \.mayLeaveAsFailure)
    }
  }
}

extension TransitionLabel {
  /// Whether a failed state may leave by this exit.
  fileprivate func takesFailure(of state: State, isSole: Bool) -> Bool {
    switch exitClass {
    // Prose may be meant for it; that nothing decides has been said.
    case .failure, .exhausted, .default, .guard, .pattern, .choice, .prose: return true
    case .always:
      if case .classWord = rule { return true }
      if isSole && mentionsTrouble { return true }
      return state.properties.errorHandler == .logAndContinue && (isSole || text.isEmpty)
    case .success: return false
    }
  }
}
