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

extension Workflow {
  /// The workflows it runs, as it calls them, in file order; those whose names are templates are
  /// not known beforehand.
  package var calledWorkflows: [String] {
    var seen: Set<String> = []
    let actions = states.flatMap { ($0.action.map { [$0] } ?? []) + ($0.properties.beside ?? []) }
    return actions.flatMap(\.all).compactMap { call in
      guard case .runWorkflow(let run) = call.kind, let name = run.workflow.literalText,
        seen.insert(name).inserted
      else { return nil }
      return name
    }
  }
}
