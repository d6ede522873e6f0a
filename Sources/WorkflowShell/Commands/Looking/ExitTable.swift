internal import JSONText
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowSource

/// Transitions as rows: what `list`, `choose` and `info transitions` show.
struct ExitTable {
  let workflow: Workflow

  func table(of transitions: [TransitionID], current: StateID? = nil) -> Table {
    let columns: [Table.Column] = [
      .init("number", title: "N", isRightAligned: true), .init("from"), .init("to"),
      .init("label"), .init("class"), .init("rule"), .init("line", isRightAligned: true),
    ]
    let rows = transitions.enumerated().map { index, id -> [Cell] in
      let transition = workflow[id]
      return [
        Cell(index + 1), end(transition.source, current), end(transition.target, current),
        Cell(transition.label.text, .string), Cell(transition.label.exitClass.rawValue),
        Cell(rule(of: transition), .faint),
        Cell(workflow.source.position(at: transition.range.lower).line),
      ]
    }
    return Table(columns, rows: rows)
  }

  /// The rule that gave the exit its class, and that it is taken together with others.
  private func rule(of transition: Transition) -> String {
    let rule = transition.label.rule
    guard rule != .fork, let source = transition.source.state,
      workflow[source].forks.contains(where: { $0.contains(transition.id) })
    else { return rule.description }
    return "\(rule.description), taken together"
  }

  /// A state, or the start or end of the diagram or of the composite it stands in.
  private func end(_ end: Transition.End, _ current: StateID?) -> Cell {
    guard let state = end.state else {
      guard case .terminal(let region) = end, let parent = workflow[region].parent else {
        return Cell("[*]", .state)
      }
      return Cell(
        shown: "\("[*]", .state) of \(workflow[parent].name, .state)", json: .string("[*]"))
    }
    let name = workflow[state].name
    guard state == current else { return Cell(name, .state) }
    return Cell(shown: "\(name, .good)", json: .string(name))
  }
}
