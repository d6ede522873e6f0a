internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  mutating func subWorkflow(in mapping: YAMLMapping, at range: SourceRange) -> SubWorkflowCall? {
    subWorkflow(in: mapping, of: "run_workflow", called: "workflow", at: range)
  }

  /// `sequential_workflows`, `parallel_workflows`.
  mutating func subWorkflows(
    in mapping: YAMLMapping, of action: String, at range: SourceRange
  ) -> SubWorkflowsCall? {
    let waitsForAll = mapping["wait_for_all"].flatMap { boolean($0, called: "wait_for_all") }
    let failsFast = mapping["fail_fast"].flatMap { boolean($0, called: "fail_fast") }
    guard let node = required("workflows", in: mapping, of: action, at: range) else { return nil }
    guard let items = node.sequenceValue, !items.isEmpty else {
      error(
        "wrong-value", "'workflows' must be a list of workflows", node.range,
        hint: "begin each with '- workflow: …'")
      return nil
    }
    let calls = items.compactMap { listed($0) }
    guard calls.count == items.count else { return nil }
    return SubWorkflowsCall(
      calls: calls, isParallel: action == "parallel_workflows", waitsForAll: waitsForAll,
      failsFast: failsFast)
  }

  mutating func conditionalWorkflow(
    in mapping: YAMLMapping, at range: SourceRange
  ) -> ConditionalCall? {
    let call = subWorkflow(in: mapping, of: "conditional_workflow", called: "workflow", at: range)
    guard
      let node = required("condition", in: mapping, of: "conditional_workflow", at: range),
      let condition = condition(node), let call
    else { return nil }
    return ConditionalCall(
      condition: condition, onTrue: ActionCall(.runWorkflow(call), range: range))
  }

  private mutating func subWorkflow(
    in mapping: YAMLMapping, of action: String, called name: String, at range: SourceRange
  ) -> SubWorkflowCall? {
    let variables = mapping.entry("variables").map { members(of: $0) } ?? []
    let timeout = mapping["timeout"].flatMap { duration($0, called: "timeout") }
    let waits = mapping["wait"].flatMap { boolean($0, called: "wait") }
    guard let node = required(name, in: mapping, of: action, at: range),
      let workflow = template(node, called: name)
    else { return nil }
    return SubWorkflowCall(
      workflow: workflow, variables: variables, timeout: timeout, waits: waits)
  }

  // MARK: In lists

  private static let listedNames = [
    "workflow", "name", "variables", "timeout", "condition", "result",
  ]

  /// A workflow of a list: its name alone, or a mapping; one with a `condition` is conditional.
  private mutating func listed(_ node: YAMLNode) -> ActionCall? {
    guard let mapping = node.mappingValue else {
      guard !node.isNull, let workflow = template(node, called: "workflow") else {
        if node.isNull { error("wrong-value", "a workflow's name is missing here", node.range) }
        return nil
      }
      return ActionCall(.runWorkflow(SubWorkflowCall(workflow: workflow)), range: node.range)
    }
    for entry in mapping.entries where !Self.listedNames.contains(entry.name) {
      error(
        "unknown-property", "unknown property '\(entry.name)' of a workflow in a list",
        entry.key.range,
        hint: Suggestion.hint(for: entry.name, among: Self.listedNames)
          ?? "properties here are \(Self.listedNames.joined(separator: ", "))")
    }
    if let other = mapping.entry("name"), mapping["workflow"] != nil {
      error(
        "unknown-property", "'name' and 'workflow' mean the same: write one", other.key.range)
    }
    let word = mapping["workflow"] == nil && mapping["name"] != nil ? "name" : "workflow"
    guard let name = mapping[word], !name.isNull else {
      error(
        "missing-property", "a workflow is not named here",
        mapping.entry(word)?.key.range ?? node.range,
        hint: "add 'workflow: …'")
      return nil
    }
    let stored = mapping["result"].flatMap { storedResult($0) }
    let condition = mapping["condition"].flatMap { $0.isNull ? nil : self.condition($0) }
    guard let call = subWorkflow(in: mapping, of: "run_workflow", called: word, at: node.range)
    else {
      return nil
    }
    let run = ActionCall(.runWorkflow(call), range: node.range, stored: stored)
    guard let condition else { return run }
    return ActionCall(
      .conditional(ConditionalCall(condition: condition, onTrue: run)), range: node.range,
      word: "conditional_workflow")
  }

  private mutating func storedResult(_ node: YAMLNode) -> StoredResult? {
    guard let name = variableName(node) else { return nil }
    checkReadable(name, node.range)
    return StoredResult(name: name, range: contentRange(node))
  }
}
