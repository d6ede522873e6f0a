internal import WorkflowLanguage
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
    checkReadable(name, node.range)
    return SetVariablesCall(
      assignments: [TemplateMember(name: name, nameRange: contentRange(node), value: value)])
  }

  mutating func setVariables(in mapping: YAMLMapping, at range: SourceRange) -> SetVariablesCall? {
    guard required("variables", in: mapping, of: "set_variables", at: range) != nil,
      let entry = mapping.entry("variables")
    else { return nil }
    let assignments = members(of: entry)
    for assignment in assignments { checkReadable(assignment.name, assignment.nameRange) }
    return SetVariablesCall(assignments: assignments)
  }

  mutating func counter(in mapping: YAMLMapping, at range: SourceRange) -> IncrementCall? {
    let message = mapping["message"].map { templateValue($0) }
    guard let node = required("counter", in: mapping, of: "increment_counter", at: range),
      let name = variableName(node)
    else { return nil }
    checkReadable(name, node.range)
    return IncrementCall(counter: name, message: message)
  }

  mutating func retryCount(in mapping: YAMLMapping) -> IncrementCall? {
    let message = mapping["message"].map { templateValue($0) }
    guard let node = mapping["step"], !node.isNull else { return IncrementCall(message: message) }
    guard let step = variableName(node) else { return nil }
    return IncrementCall(step: step, message: message)
  }

  /// Warns of a name that means something else in an expression.
  mutating func checkReadable(_ name: String, _ range: SourceRange) {
    let (template, problems) = Template.parse("{{ \(name) }}")
    let read = template.references
    if problems.isEmpty, read.count == 1, read[0].root.text == name, read[0].path.isEmpty { return }
    diagnostics.append(
      .warning(
        "unreadable-name", "no expression can read a variable by the name '\(name)'", range: range,
        hint: "use letters, digits and '_', or read it as 'vars[\"\(name)\"]'"))
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
