internal import WorkflowSource

extension Check {
  /// Workflows that run themselves, through others or not.
  static let circularWorkflows = Check(
    code: "circular-workflow", summary: "workflows that run themselves; an error"
  ) { $0.subWorkflows?.circularDiagnostics ?? [] }
}

extension SubWorkflowSearch {
  var circularDiagnostics: [Diagnostic] {
    circles.map { circle in
      let way = circle.names.joined(separator: " → ")
      return .error(
        "circular-workflow",
        circle.isOwn
          ? "this workflow runs itself: \(way)" : "this leads into a circle: \(way)",
        range: circle.range, hint: "break the circle, or lead back by an edge")
    }
  }
}
