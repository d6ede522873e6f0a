package import WorkflowLanguage

extension ActionCall {
  /// Every name that this action reads by itself; of actions inside it, see `all`.
  package var ownReferences: [NameReference] { parts.flatMap(\.references) }

  /// Every name that the action and the actions inside it read.
  package var references: [NameReference] { all.flatMap(\.ownReferences) }
}
