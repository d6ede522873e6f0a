internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// `Set name="value"`, or several; values are read as JSON, else as text.
  mutating func setVariables() throws(SentenceProblem) -> ActionCall.Kind {
    let options = try options()
    guard !options.isEmpty else {
      throw SentenceProblem(
        "'name=\"value\"' is expected here", range: text.restRange, hint: "write Set name=\"value\""
      )
    }
    return .setVariables(
      SetVariablesCall(
        assignments: options.map {
          TemplateMember(name: $0.name, nameRange: $0.nameRange, value: jsonValue($0.value))
        }))
  }
}
