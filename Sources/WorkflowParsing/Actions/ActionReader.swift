internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

/// Reads actions and properties out of YAML; what is wrong with them it collects.
///
/// Each action, or family of actions, has a file `ActionReader+….swift` of its own.
struct ActionReader {
  /// The states that properties may name.
  let states: StateNames
  var diagnostics: [Diagnostic] = []

  init(states: StateNames) { self.states = states }

  mutating func error(
    _ code: String, _ message: String, _ range: SourceRange, hint: String? = nil
  ) {
    diagnostics.append(.error(code, message, range: range, hint: hint))
  }

  // MARK: Actions

  /// The action of a state; properties of states among the entries are passed over.
  mutating func stateAction(in mapping: YAMLMapping, range: SourceRange) -> ActionCall? {
    action(in: mapping, range: range, allowing: PropertyName.ofStates)
  }

  /// An action inside another: a branch of a conditional, or a task.
  mutating func innerAction(_ node: YAMLNode) -> ActionCall? {
    guard let mapping = node.mappingValue else {
      error(
        "wrong-value", "an action is expected here, not \(node.value.kindName)", node.range,
        hint: "write 'action: log' and its properties below, indented")
      return nil
    }
    if mapping["action"] == nil {
      error("missing-property", "no 'action' is named here", node.range)
      return nil
    }
    return action(in: mapping, range: node.range, allowing: [])
  }

  private mutating func action(
    in mapping: YAMLMapping, range: SourceRange, allowing others: [String]
  ) -> ActionCall? {
    guard let entry = mapping.entry("action") else {
      checkNames(in: mapping, of: nil, allowing: others)
      return nil
    }
    guard let word = entry.value.text, !word.isEmpty else {
      error("wrong-value", "'action' must be the name of an action", entry.value.range)
      return nil
    }
    guard PropertyName.actions.contains(word) else {
      unknownAction(word, at: entry.value.range)
      checkRest(of: mapping, at: entry.value.range, word: word, allowing: others)
      return nil
    }
    checkNames(in: mapping, of: word, allowing: others)
    guard let kind = kind(of: word, in: mapping, at: entry.value.range) else { return nil }
    return ActionCall(kind, range: range, word: word)
  }

  /// The other mistakes of an action whose word is none are told now, and not when that is mended;
  /// what it lacks is not, as it may be another action than it seems.
  private mutating func checkRest(
    of mapping: YAMLMapping, at range: SourceRange, word: String, allowing others: [String]
  ) {
    let meant = Suggestion.nearest(to: word, among: PropertyName.actions).first
    checkNames(in: mapping, of: meant, orOfAny: meant == nil, allowing: others)
    guard let meant else { return }
    let before = diagnostics.count
    _ = kind(of: meant, in: mapping, at: range)
    let lacking = diagnostics[before...].filter { $0.code != "missing-property" }
    diagnostics.replaceSubrange(before..., with: lacking)
  }

  private mutating func kind(
    of word: String, in mapping: YAMLMapping, at range: SourceRange
  ) -> ActionCall.Kind? {
    switch word {
    case "execute_prompt": prompt(in: mapping, at: range).map(ActionCall.Kind.executePrompt)
    case "set_variable": setVariable(in: mapping, at: range).map(ActionCall.Kind.setVariables)
    case "set_variables": setVariables(in: mapping, at: range).map(ActionCall.Kind.setVariables)
    case "increment_counter": counter(in: mapping, at: range).map(ActionCall.Kind.increment)
    case "increment_retry": retryCount(in: mapping).map(ActionCall.Kind.increment)
    case "log": log(in: mapping, at: range).map(ActionCall.Kind.log)
    case "conditional": conditional(in: mapping, at: range).map(ActionCall.Kind.conditional)
    case "parallel_execute":
      parallel(in: mapping, at: range).map(ActionCall.Kind.parallelExecute)
    case "run_workflow": subWorkflow(in: mapping, at: range).map(ActionCall.Kind.runWorkflow)
    case "sequential_workflows", "parallel_workflows":
      subWorkflows(in: mapping, of: word, at: range).map(ActionCall.Kind.runWorkflows)
    case "conditional_workflow":
      conditionalWorkflow(in: mapping, at: range).map(ActionCall.Kind.conditional)
    case "wait_for_parallel": .waitForParallel(waitForParallel(in: mapping))
    case "user_choice": .ask(choice(in: mapping))
    case "user_input": .ask(input(in: mapping))
    case "manual_review": .ask(review(in: mapping))
    case "wait": wait(in: mapping, at: range).map(ActionCall.Kind.wait)
    case "shell": shell(in: mapping, at: range).map(ActionCall.Kind.shell)
    case "abort": .abort(abort(in: mapping))
    default: nil
    }
  }

  private mutating func unknownAction(_ word: String, at range: SourceRange) {
    error(
      "unknown-action", "unknown action '\(word)'", range,
      hint: Suggestion.hint(for: word, among: PropertyName.actions)
        ?? "actions are \(PropertyName.actions.joined(separator: ", "))")
  }

  // MARK: Names

  private mutating func checkNames(
    in mapping: YAMLMapping, of action: String?, orOfAny: Bool = false, allowing others: [String]
  ) {
    let own = action.map(PropertyName.properties) ?? []
    for entry in mapping.entries where entry.name != "action" {
      guard !own.contains(entry.name), !others.contains(entry.name) else { continue }
      if orOfAny, !PropertyName.owners(of: entry.name).isEmpty { continue }
      unknownProperty(entry, of: action, allowed: own + others)
    }
  }

  private mutating func unknownProperty(
    _ entry: YAMLMapping.Entry, of action: String?, allowed: [String]
  ) {
    let name = entry.name
    let owners = PropertyName.owners(of: name)
    if action != nil, PropertyName.ofStates.contains(name) {
      error(
        "unknown-property", "'\(name)' belongs to a state, not to an action inside one",
        entry.key.range)
    } else if let first = owners.first {
      if let action {
        let list = owners.map { "'\($0)'" }.joined(separator: " and ")
        error(
          "unknown-property", "'\(name)' is a property of \(list), not of '\(action)'",
          entry.key.range)
      } else {
        error(
          "missing-property", "'\(name)' belongs to an action, but no 'action' is named",
          entry.key.range, hint: "add 'action: \(first)'")
      }
    } else {
      let hint =
        Suggestion.hint(for: name, among: allowed + ["action"])
        ?? (allowed.isEmpty ? nil : "properties here are \(allowed.joined(separator: ", "))")
      error(
        "unknown-property",
        "unknown property '\(name)'\(action.map { " of '\($0)'" } ?? "")", entry.key.range,
        hint: hint)
    }
  }

  /// A property that must be there.
  mutating func required(
    _ name: String, in mapping: YAMLMapping, of action: String, at range: SourceRange
  ) -> YAMLNode? {
    if let node = mapping[name], !node.isNull { return node }
    let place = mapping.entry(name)?.key.range ?? range
    error("missing-property", "'\(action)' needs '\(name)'", place, hint: "add '\(name): …'")
    return nil
  }
}
