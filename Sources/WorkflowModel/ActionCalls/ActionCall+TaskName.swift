internal import WorkflowLanguage
package import WorkflowSource

extension ActionCall {
  /// What a task is called: its prompt's last part or its workflow's name, else the action's word.
  package var taskName: String {
    if case .conditional(let call) = kind { return call.onTrue?.taskName ?? word }
    return nameOfTask?.name ?? word
  }

  /// The name by which the results of a task are read, and where the file gives it; nil for those
  /// that are called by their action's word.
  package var nameOfTask: (name: String, range: SourceRange)? {
    switch kind {
    case .executePrompt(let call):
      call.prompt.literalText.map { (Self.lastPart(of: $0), call.prompt.range) }
    case .runWorkflow(let call): call.workflow.literalText.map { ($0, call.workflow.range) }
    case .conditional(let call): call.onTrue?.nameOfTask
    default: nil
    }
  }

  /// `check-schema` of `database/check-schema`, by which tasks of a group know each other.
  package static func lastPart(of prompt: String) -> String {
    guard let slash = prompt.utf8.lastIndex(of: UInt8(ascii: "/")) else { return prompt }
    return String(prompt[prompt.utf8.index(after: slash)...])
  }
}
