internal import WorkflowLanguage
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

  mutating func log(in mapping: YAMLMapping, at range: SourceRange) -> LogCall? {
    let level = mapping["level"].flatMap { word(LogLevel.self, $0, called: "level") }
    guard let message = required("message", in: mapping, of: "log", at: range) else { return nil }
    return LogCall(level: level ?? .value(.info), message: templateValue(message))
  }

  mutating func conditional(in mapping: YAMLMapping, at range: SourceRange) -> ConditionalCall? {
    let onTrue = mapping["on_true"].flatMap { innerAction($0) }
    let onFalse = mapping["on_false"].flatMap { innerAction($0) }
    guard let node = required("condition", in: mapping, of: "conditional", at: range),
      let condition = condition(node)
    else { return nil }
    return ConditionalCall(condition: condition, onTrue: onTrue, onFalse: onFalse)
  }

  mutating func parallel(in mapping: YAMLMapping, at range: SourceRange) -> ParallelCall? {
    let mode = mapping["error_mode"].flatMap {
      word(ParallelCall.ErrorMode.self, $0, called: "error_mode")
    }
    let concurrency = mapping["max_concurrency"].flatMap {
      whole($0, called: "max_concurrency", from: 1)
    }
    guard let node = required("tasks", in: mapping, of: "parallel_execute", at: range) else {
      return nil
    }
    guard let tasks = node.sequenceValue, !tasks.isEmpty else {
      error(
        "wrong-value", "'tasks' must be a list of actions", node.range,
        hint: "begin each task with '- action: …'")
      return nil
    }
    let calls = tasks.compactMap { innerAction($0) }
    guard calls.count == tasks.count else { return nil }
    return ParallelCall(
      tasks: calls, errorMode: mode ?? .value(.failFast), maxConcurrency: concurrency)
  }

  private mutating func variableName(_ node: YAMLNode) -> String? {
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

  private mutating func condition(_ node: YAMLNode) -> Condition? {
    guard let scalar = node.scalar else {
      error("wrong-value", "'condition' must be an expression", node.range)
      return nil
    }
    if TemplateMarks.areIn(scalar.text) {
      return template(node, called: "condition").map(Condition.template)
    }
    do throws(LanguageError) {
      let expression = try CompiledExpression.parse(scalar.text, places: scalar.places)
      diagnostics += expression.problems(isCondition: true)
      return .expression(expression)
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
  }
}
