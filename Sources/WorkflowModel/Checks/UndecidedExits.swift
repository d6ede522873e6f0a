internal import WorkflowSource

extension Check {
  /// Exits that nothing tells when to take, and outcomes for which no exit fits.
  static let undecidedExits = Check(
    code: "undecided-exit", summary: "exits that nothing decides"
  ) { subject in
    var found: [Diagnostic] = []
    for state in subject.workflow.states {
      let exits = subject.exits(of: state)
      found += prose(exits)
      found += severalAlways(exits, of: state)
      if !state.isLookedThrough {
        let decisions = subject.decisions(of: state)
        found += missingSuccess(decisions, of: state) + missingFalse(decisions, of: state)
      }
    }
    return found
  }

  private static func prose(_ exits: [Transition]) -> [Diagnostic] {
    exits.filter { $0.label.exitClass == .prose }.map { exit in
      .warning(
        "undecided-exit", "nothing says when \(exit.label.quoted) is taken",
        range: exit.label.range ?? exit.range,
        hint: "say 'success', 'failure', 'default', or a condition such as '[count < 3]'")
    }
  }

  private static func severalAlways(_ exits: [Transition], of state: State) -> [Diagnostic] {
    let always = exits.filter { $0.label.exitClass == .always }
    guard always.count > 1, let first = always.first else { return [] }
    return always.dropFirst().map { exit in
      var diagnostic = Diagnostic.warning(
        "undecided-exit", "'\(state.name)' has \(always.count) exits that are always open",
        range: exit.range, hint: "label them, or make '\(state.name)' a <<fork>>")
      diagnostic.notes = [.init("the first of them is here", range: first.range)]
      return diagnostic
    }
  }

  /// A state that is left only when it failed.
  private static func missingSuccess(_ exits: [Transition], of state: State) -> [Diagnostic] {
    guard !exits.isEmpty,
      exits.allSatisfy({ [.failure, .exhausted].contains($0.label.exitClass) }),
      exits.count > 1 || exits[0].target.state != nil
    else { return [] }
    return [
      .warning(
        "undecided-exit", "no exit is taken when '\(state.name)' succeeds",
        range: exits[0].label.range ?? exits[0].range,
        hint: "add an exit for its success: '\(state.name) --> …: success'")
    ]
  }

  /// A conditional whose condition may be false, and that is left only when it is true.
  private static func missingFalse(_ exits: [Transition], of state: State) -> [Diagnostic] {
    guard case .conditional = state.action?.kind, !exits.isEmpty,
      exits.allSatisfy({ $0.label.exitClass == .success })
    else { return [] }
    return [
      .warning(
        "undecided-exit", "no exit is taken when the condition of '\(state.name)' is false",
        range: exits[0].label.range ?? exits[0].range,
        hint: "add an exit for that: '\(state.name) --> …: failure'")
    ]
  }
}
