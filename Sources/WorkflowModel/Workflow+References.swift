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
    return found + (capturesErrors?.references ?? []) + (output?.references ?? [])
  }
}

extension ActionCall {
  /// Every name that the action and the actions inside it read.
  package var references: [NameReference] {
    switch kind {
    case .executePrompt(let call):
      call.prompt.references + call.variables.flatMap(\.value.references)
    case .setVariables(let call): call.assignments.flatMap(\.value.references)
    case .log(let call): call.level.references + call.message.references
    case .conditional(let call):
      call.condition.references + (call.onTrue?.references ?? [])
        + (call.onFalse?.references ?? [])
    case .parallelExecute(let call):
      call.errorMode.references + (call.maxConcurrency?.references ?? [])
        + call.tasks.flatMap(\.references)
    }
  }
}
