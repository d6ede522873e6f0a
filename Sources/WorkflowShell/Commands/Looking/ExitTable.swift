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
        Cell(transition.label.rule.description, .faint),
        Cell(workflow.source.position(at: transition.range.lower).line),
      ]
    }
    return Table(columns, rows: rows)
  }

  private func end(_ end: Transition.End, _ current: StateID?) -> Cell {
    guard let state = end.state else { return Cell("[*]", .state) }
    let name = workflow[state].name
    guard state == current else { return Cell(name, .state) }
    return Cell(shown: "\(name, .good)", json: .string(name))
  }
}
