package import WorkflowSource

/// Everything that `check` looks for beyond what reading the file finds, in order.
package enum Checks {
  package static let all: [Check] = [
    .undecidedExits, .overlappingExits, .neverTakenExits, .unhandledFailures,
    .untiedGuards, .unreachableStates, .deadEnds, .unjoinedBranches, .sharedTaskNames,
    .undefinedNames, .unusedArguments, .unusedOutputs,
    .circularWorkflows, .missingWorkflows,
  ]

  /// What all checks find, in file order.
  ///
  /// - Parameters:
  ///   - isSound: whether the file could be read without errors.
  ///   - loader: finds the workflows that it runs.
  package static func run(
    on workflow: Workflow, isSound: Bool = true, loader: (any WorkflowLoading)? = nil
  ) -> [Diagnostic] {
    let subject = CheckSubject(workflow, loader: loader)
    return sorted(all.flatMap { isSound || !$0.looksAtNames ? $0.run(subject) : [] })
  }

  /// In file order; of the same place, in the order in which they were found.
  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.range?.lower ?? 0, $0.offset) < ($1.element.range?.lower ?? 0, $1.offset)
    }.map(\.element)
  }
}

extension LoadedWorkflow {
  /// All that is to be said of the file: what reading it found, and the checks, in file order.
  ///
  /// - Parameters:
  ///   - mermaid: also what Mermaid itself would refuse or read otherwise.
  ///   - loader: finds the workflows that it runs; without one nothing is said of them.
  package func checked(
    mermaid: Bool = false, loader: (any WorkflowLoading)? = nil
  ) -> [Diagnostic] {
    let found = workflow.map { Checks.run(on: $0, isSound: isSound, loader: loader) } ?? []
    return Checks.sorted(diagnostics + found + (mermaid ? mermaidDifferences : []))
  }
}
