package import WorkflowLanguage

/// `execute_prompt`: hands a unit of work to whatever serves the prompt's name.
package struct PromptCall: Sendable {
  package var prompt: Template
  package var variables: [TemplateMember]

  package init(prompt: Template, variables: [TemplateMember] = []) {
    self.prompt = prompt
    self.variables = variables
  }
}
