internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// `Execute prompt "name" [with k="v" … result="variable"]`, `prompt "name"`.
  mutating func executePrompt() throws(SentenceProblem) -> ActionCall.Kind {
    let prompt = try target(of: "the prompt")
    var options = try options()
    try takeResult(&options)
    return .executePrompt(PromptCall(prompt: prompt, variables: members(options)))
  }
}
