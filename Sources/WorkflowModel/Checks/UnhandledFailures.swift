internal import WorkflowSource

extension Check {
  /// Actions that may fail in states without an exit for that.
  static let unhandledFailures = Check(
    code: "unhandled-failure", summary: "failures that no exit takes"
  ) { subject in
    subject.workflow.states.compactMap { state in
      guard let action = state.action, action.mayLeaveAsFailure, !state.exits.isEmpty else {
        return nil
      }
      let exits = subject.exits(of: state)
      guard !exits.contains(where: { $0.label.takesFailure(of: state, isSole: exits.count == 1) })
      else { return nil }
      return .warning(
        "unhandled-failure", "a failure of '\(state.name)' has no exit: the run would fail there",
        range: state.actionRange.map { _ in action.range } ?? state.range,
        hint: "add '\(state.name) --> …: failure'")
    }
  }
}

extension ActionCall {
  /// Whether a state with this action may be left as failed.
  fileprivate var mayLeaveAsFailure: Bool {
    switch kind {
    case .executePrompt, .conditional, .runWorkflow, .waitForParallel, .shell, .sentence: true
    case .ask(let call): call.kind == .review
    // An abort ends the run whatever exits there are.
    case .setVariables, .increment, .log, .wait, .abort: false
    case .parallelExecute, .runWorkflows: inner.contains(where: \.mayLeaveAsFailure)
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
