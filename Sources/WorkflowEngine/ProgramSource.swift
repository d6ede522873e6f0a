/// Finds the workflows that a workflow runs inside itself.
package protocol ProgramSource: Sendable {
  /// The workflow of that file stem, name or path, ready to run.
  ///
  /// - Throws: an `ActionFailure` of type `unknown_workflow` or `broken_workflow`, by which the
  ///   calling state fails.
  func program(named reference: String) throws(ActionFailure) -> Program
}
