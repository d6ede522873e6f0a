internal import WorkflowSource

extension Check {
  /// Calls to workflows that cannot be found, or not be read.
  static let missingWorkflows = Check(
    code: "no-workflow", summary: "sub-workflows that are not found or have errors"
  ) { subject in
    subject.subWorkflows?.missing.map {
      .warning("no-workflow", $0.message, range: $0.range, hint: $0.hint)
    } ?? []
  }
}
