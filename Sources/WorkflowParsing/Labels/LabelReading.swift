package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// What a label says by itself, before its neighbours and its state are looked at.
package struct LabelReading: Sendable {
  package enum Form: Sendable {
    case unlabelled
    case classWord(ExitClass, word: String)
    case limit
    case pattern(LabelPattern)
    case condition
    case prose
  }

  /// As written, blanks at the ends removed.
  package var text: String
  package var range: SourceRange?
  package var form: Form
  /// For `condition`, and for a class word that has one beside it.
  package var guardExpression: CompiledExpression?
  /// What `on:` makes of it instead.
  package var meaning: ExitMeaning?
  package var diagnostics: [Diagnostic] = []

  /// Whether neighbours may give it its class: prose, or a bare word for an outcome.
  var isOutcomeOrProse: Bool {
    if let meaning {
      return [.success, .failure].contains(meaning.exitClass) && meaning.guardExpression == nil
    }
    switch form {
    case .prose: return true
    case .classWord(let exitClass, _):
      return (exitClass == .success || exitClass == .failure) && guardExpression == nil
    case .unlabelled, .limit, .pattern, .condition: return false
    }
  }
}
