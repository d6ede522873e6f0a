package import WorkflowLanguage

extension Workflow {
  /// Every name that the workflow's templates, conditions and guards read, in file order by state,
  /// guards last.
  package var references: [NameReference] {
    states.flatMap(\.references)
      + transitions.flatMap { $0.label.guardExpression?.references ?? [] }
  }
}

extension State {
  /// Every name that the state's action and properties read.
  package var references: [NameReference] {
    (action?.references ?? []) + properties.references
  }
}

extension StateProperties {
  package var references: [NameReference] {
    var found = timeout?.references ?? []
    if let retry {
      found += retry.attempts.references + retry.delay.references + retry.backoff.references
      found += (retry.maxDelay?.references ?? []) + (retry.jitter?.references ?? [])
    }
    found += (condition?.references ?? []) + (beside?.flatMap(\.references) ?? [])
    return found + (capturesErrors?.references ?? []) + (output?.references ?? [])
  }
}
