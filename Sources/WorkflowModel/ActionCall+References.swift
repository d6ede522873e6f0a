package import WorkflowLanguage

extension ActionCall {
  /// Every name that this action reads by itself; of actions inside it, see `all`.
  package var ownReferences: [NameReference] {
    switch kind {
    case .executePrompt(let call):
      call.prompt.references + call.variables.flatMap(\.value.references)
    case .setVariables(let call): call.assignments.flatMap(\.value.references)
    case .log(let call): call.level.references + call.message.references
    case .conditional(let call): call.condition.references
    case .parallelExecute(let call):
      call.errorMode.references + (call.maxConcurrency?.references ?? [])
    }
  }
}
