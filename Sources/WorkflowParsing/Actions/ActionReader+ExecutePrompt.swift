internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func prompt(in mapping: YAMLMapping, at range: SourceRange) -> PromptCall? {
    let members = mapping.entry("variables").map { self.members(of: $0) } ?? []
    guard let node = required("prompt", in: mapping, of: "execute_prompt", at: range),
      let template = template(node, called: "prompt")
    else { return nil }
    return PromptCall(prompt: template, variables: members)
  }
}
