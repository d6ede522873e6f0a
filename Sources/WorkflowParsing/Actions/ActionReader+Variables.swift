internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func setVariable(in mapping: YAMLMapping, at range: SourceRange) -> SetVariablesCall? {
    let value = mapping.entry("value").map { templateValue($0.value) }
    if value == nil {
      error("missing-property", "'set_variable' needs 'value'", range, hint: "add 'value: …'")
    }
    if let other = mapping.entry("name"), mapping["variable"] != nil {
      error(
        "unknown-property", "'name' and 'variable' mean the same: write one", other.key.range)
    }
    let word = mapping["variable"] == nil && mapping["name"] != nil ? "name" : "variable"
    guard let node = required(word, in: mapping, of: "set_variable", at: range),
      let name = variableName(node), let value
    else { return nil }
    return SetVariablesCall(
      assignments: [TemplateMember(name: name, nameRange: contentRange(node), value: value)])
  }

  mutating func setVariables(in mapping: YAMLMapping, at range: SourceRange) -> SetVariablesCall? {
    guard required("variables", in: mapping, of: "set_variables", at: range) != nil,
      let entry = mapping.entry("variables")
    else { return nil }
    return SetVariablesCall(assignments: members(of: entry))
  }

  mutating func counter(in mapping: YAMLMapping, at range: SourceRange) -> IncrementCall? {
    let message = mapping["message"].map { templateValue($0) }
    guard let node = required("counter", in: mapping, of: "increment_counter", at: range),
      let name = variableName(node)
    else { return nil }
    return IncrementCall(counter: name, message: message)
  }

  mutating func retryCount(in mapping: YAMLMapping) -> IncrementCall? {
    let message = mapping["message"].map { templateValue($0) }
    guard let node = mapping["step"], !node.isNull else { return IncrementCall(message: message) }
    guard let step = variableName(node) else { return nil }
    return IncrementCall(step: step, message: message)
  }

  /// The name of a variable that is written; nil with an error for anything else.
  mutating func variableName(_ node: YAMLNode) -> String? {
    guard let name = node.text, !name.isEmpty else {
      error("wrong-value", "a variable's name must be a text", node.range)
      return nil
    }
    if TemplateMarks.areIn(name) {
      error("wrong-value", "a variable's name cannot be a template", node.range)
      return nil
    }
    return name
  }
}
