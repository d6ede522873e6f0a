package import WorkflowModel

/// Finds the workflows that a workflow runs inside itself.
package protocol ProgramSource: Sendable {
  /// The workflow of that file stem, name or path, ready to run.
  ///
  /// - Parameter caller: the workflow that runs it; what stands beside its file is found first.
  /// - Throws: an `ActionFailure` of type `unknown_workflow` or `broken_workflow`, by which the
  ///   calling state fails.
  func program(named reference: String, for caller: Workflow) throws(ActionFailure) -> Program
}

extension ProgramSource {
  /// The workflow of a name among those that a workflow runs, directly or through others; those
  /// whose names are computed are not known beforehand.
  package func workflow(named name: String, under caller: Workflow) -> Workflow? {
    var seen: Set<String> = [caller.name]
    var open = [caller]
    while let next = open.popLast() {
      for reference in next.calledWorkflows {
        guard let found = try? program(named: reference, for: next).workflow,
          seen.insert(found.name).inserted
        else { continue }
        if found.name == name { return found }
        open.append(found)
      }
    }
    return nil
  }
}
