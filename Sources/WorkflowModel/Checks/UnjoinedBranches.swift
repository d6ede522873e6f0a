internal import WorkflowSource

extension Check {
  /// States where branches of a fork meet that do not wait for each other.
  static let unjoinedBranches = Check(
    code: "unjoined-branches", summary: "states that branches of a fork come to one by one"
  ) { subject in
    let workflow = subject.workflow
    var told: Set<StateID> = []
    var found: [Diagnostic] = []
    var search = MeetingSearch(workflow)
    for index in workflow.states.indices where subject.isReachable[index] {
      for group in workflow.states[index].forks {
        for state in search.meetings(of: group, from: StateID(index))
        where told.insert(state).inserted {
          found.append(warning(about: workflow[state], after: workflow.states[index]))
        }
      }
    }
    return found
  }

  private static func warning(about state: State, after fork: State) -> Diagnostic {
    let name = state.name
    var diagnostic = Diagnostic.warning(
      "unjoined-branches", "branches meet in '\(name)', which does not wait: it runs once for each",
      range: state.range,
      hint: state.action == nil && state.kind == .simple
        ? "add '\(name): action: wait_for_parallel', or make it a <<join>>"
        : "lead them to a <<join>> before it: 'state J <<join>>', 'J --> \(name)'")
    diagnostic.notes = [.init("they part in '\(fork.name)'", range: fork.range)]
    return diagnostic
  }
}

/// Finds where branches meet without a join.
///
/// Exits of failures are passed over: branches may well share who cares for their failures.
private struct MeetingSearch {
  private let workflow: Workflow
  /// How many more edges may be looked at, so that the check takes no time by the square of the
  /// file.
  private var budget = 1_000_000

  init(_ workflow: Workflow) { self.workflow = workflow }

  /// The first states that branches come to on their own, in file order.
  mutating func meetings(of group: [TransitionID], from fork: StateID) -> [StateID] {
    var owners: [StateID: Int] = [:]
    var meetings: Set<StateID> = []
    for (branch, exit) in group.enumerated() {
      var seen: Set<StateID> = [fork]
      var open = [workflow[exit].target.state].compactMap(\.self)
      while let id = open.popLast() {
        let state = workflow[id]
        guard seen.insert(id).inserted, !state.isJoin else { continue }
        if owners[id, default: branch] != branch {
          meetings.insert(id)
          continue
        }
        owners[id] = branch
        for exit in state.exits.map({ workflow[$0] }) {
          budget -= 1
          guard budget > 0 else { return [] }
          let isFailure = [.failure, .exhausted].contains(exit.label.exitClass)
          if !isFailure, let next = exit.target.state { open.append(next) }
        }
      }
    }
    return meetings.sorted { $0.index < $1.index }
  }
}
