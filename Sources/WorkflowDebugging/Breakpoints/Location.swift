package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel

/// A set of points of a run that a user names: `State`, `A -> B`, `State.exit`, `State#2`, `/re/`.
package struct Location: Sendable {
  package indirect enum Kind: Sendable {
    /// Before the state's action runs.
    case entry(StateMatcher)
    /// After the state's action has ended, before an exit is chosen.
    case exit(StateMatcher)
    case edge(from: StateMatcher, to: StateMatcher)
    /// `[*]` as a target: the end of the run.
    case end
  }

  package var kind: Kind
  /// The text it was read from.
  package var text: String
  /// Only the n-th visit; nil for each.
  package var visit: Int?
  /// The workflow whose states are meant; nil for every one that runs.
  package var workflow: String?

  package init(_ kind: Kind, text: String, visit: Int? = nil, workflow: String? = nil) {
    self.kind = kind
    self.text = text
    self.visit = visit
    self.workflow = workflow
  }

  private func isMeant(_ other: Workflow) -> Bool { workflow == nil || workflow == other.name }

  /// Whether an event is at this location.
  ///
  /// - Parameter workflow: the one that the event happened in.
  package func matches(_ event: Event, in workflow: Workflow) -> Bool {
    guard isMeant(workflow) else { return false }
    return switch (kind, event.kind) {
    case (.entry(let matcher), .entered(let state, let number, _)):
      matcher.matches(state, in: workflow) && (visit == nil || visit == number)
    case (.exit(let matcher), .published(let state, _, _)): matcher.matches(state, in: workflow)
    case (.edge(let from, let to), .edge(let departure)):
      matches(departure, from: from, to: to, in: workflow)
    case (.end, .runEnded): true
    default: false
    }
  }

  private func matches(
    _ departure: Departure, from: StateMatcher, to: StateMatcher, in workflow: Workflow
  ) -> Bool {
    let transition = workflow[departure.transition]
    return from.matches(transition.source.state, in: workflow)
      && to.matches(transition.target.state, in: workflow)
  }

  /// Whether calls of this state are meant; used by stubs and faults.
  package func matches(_ state: StateID, visit number: Int, in workflow: Workflow) -> Bool {
    guard isMeant(workflow) else { return false }
    return switch kind {
    case .entry(let matcher), .exit(let matcher):
      matcher.matches(state, in: workflow) && (visit == nil || visit == number)
    case .edge, .end: false
    }
  }

  /// The one state that is meant; nil when several may be, or none.
  package var state: StateID? {
    if case .entry(.state(let id)) = kind { id } else { nil }
  }
}

/// One state, some states, or `[*]`.
package enum StateMatcher: Sendable {
  case state(StateID)
  /// A state that the workflow does not have (yet).
  case pending(String)
  case any
  case terminal
  case pattern(String, RegularExpression)

  package func matches(_ state: StateID?, in workflow: Workflow) -> Bool {
    switch self {
    case .any: true
    case .terminal: state == nil
    case .pending(let name): state.map { workflow[$0].name == name } ?? false
    case .state(let id): state == id
    case .pattern(_, let expression):
      state.map { expression.firstMatch(in: workflow[$0].name) != nil } ?? false
    }
  }
}
