internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

/// What the properties of a state say that is not in its `StateProperties`.
struct StateTraits {
  /// `type: choice|fork|join`, with its place.
  var kind: (kind: State.Kind, range: SourceRange)?
  /// `on:`, in file order.
  var overrides: [ExitOverride] = []
}

extension ActionReader {
  /// The properties that any state may have. One that the action has by the same name, such as the
  /// `timeout` of `run_workflow`, is the action's.
  mutating func stateProperties(
    in mapping: YAMLMapping
  ) -> (properties: StateProperties, traits: StateTraits) {
    var properties = StateProperties()
    var traits = StateTraits()
    let action = mapping["action"]?.text
    let own = action.map(PropertyName.properties) ?? []
    for entry in mapping.entries where PropertyName.ofStates.contains(entry.name) {
      let isKind = entry.name == "type" && InputType.isKind(entry.value)
      guard !own.contains(entry.name) || isKind else { continue }
      if entry.value.isNull {
        if !Self.mayBeEmpty.contains(entry.name) {
          error("wrong-value", "'\(entry.name)' has no value", entry.key.range)
        }
        continue
      }
      read(entry, into: &properties, &traits)
    }
    return (properties, traits)
  }

  /// Properties that mean nothing without a value.
  private static let mayBeEmpty = ["description", "output", "metadata", "on"]

  private mutating func read(
    _ entry: YAMLMapping.Entry, into properties: inout StateProperties, _ traits: inout StateTraits
  ) {
    let node = entry.value
    switch entry.name {
    case "timeout": properties.timeout = duration(node, called: "timeout")
    case "retry": properties.retry = retry(node)
    case "error_handler": properties.errorHandler = errorHandler(node)
    case "error_capture": properties.capturesErrors = boolean(node, called: "error_capture")
    case "output": properties.output = templateValue(node)
    case "condition": properties.condition = condition(node)
    case "terminal": properties.isTerminal = fixed(node, called: "terminal") ?? false
    case "parallel": readParallel(node, into: &properties)
    case "ends":
      properties.ends = fixedWord(
        node, called: "ends", of: RunEnding.allCases.map(\.rawValue)
      ).flatMap(RunEnding.init)
    case "type": traits.kind = kind(node).map { ($0, contentRange(node)) }
    case "on": traits.overrides = overrides(node)
    case "metadata": readMetadata(node, into: &properties)
    default: break
    }
  }

  mutating func description(in mapping: YAMLMapping) -> String? {
    guard let node = mapping["description"], !node.isNull else { return nil }
    if node.text == nil {
      error("wrong-value", "'description' must be a text, not \(node.value.kindName)", node.range)
    }
    return node.text
  }

  private mutating func errorHandler(_ node: YAMLNode) -> ErrorHandler? {
    if let word = node.text, let handler = ErrorHandler(word: word) { return handler }
    let words = ["log_and_continue", "continue_and_log"]
    let hint = node.text.flatMap { Suggestion.hint(for: $0, among: words) }
    error(
      "wrong-value", "'error_handler' must be 'log_and_continue'", contentRange(node), hint: hint)
    return nil
  }

  // MARK: What the diagram's shape depends on

  /// `true` or `false`, known before a run.
  private mutating func fixed(_ node: YAMLNode, called name: String) -> Bool? {
    switch boolean(node, called: name) {
    case .value(let value): return value
    case .template:
      error(
        "wrong-value", "'\(name)' cannot be a template: it is part of the diagram's shape",
        contentRange(node))
      return nil
    case nil: return nil
    }
  }

  /// One of some words, known before a run.
  private mutating func fixedWord(
    _ node: YAMLNode, called name: String, of words: [String]
  ) -> String? {
    if let text = node.text, words.contains(text) { return text }
    let given = node.text.map { "'\($0)'" } ?? node.value.kindName
    error(
      "wrong-value", "'\(name)' must be one of \(words.joined(separator: ", ")), not \(given)",
      contentRange(node), hint: node.text.flatMap { Suggestion.hint(for: $0, among: words) })
    return nil
  }

  private mutating func kind(_ node: YAMLNode) -> State.Kind? {
    fixedWord(node, called: "type", of: ["choice", "fork", "join"]).flatMap(State.Kind.init)
  }

  /// `true`, or the tasks that run beside the action.
  private mutating func readParallel(
    _ node: YAMLNode, into properties: inout StateProperties
  ) {
    guard let items = node.sequenceValue else {
      guard node.scalar != nil else {
        error(
          "wrong-value", "'parallel' must be true or a list of actions", node.range,
          hint: "begin each task with '- action: …'")
        return
      }
      properties.isParallel = fixed(node, called: "parallel") ?? false
      return
    }
    let tasks = items.compactMap { innerAction($0) }
    if !tasks.isEmpty { properties.beside = tasks }
  }

  private mutating func readMetadata(
    _ node: YAMLNode, into properties: inout StateProperties
  ) {
    guard let mapping = node.mappingValue else {
      error("wrong-value", "'metadata' must be a mapping, not \(node.value.kindName)", node.range)
      return
    }
    let names = ["compensation_state", "dead_letter_state"]
    for entry in mapping.entries {
      switch entry.name {
      case "compensation_state":
        properties.compensation = state(entry.value, called: entry.name)
      case "dead_letter_state": properties.deadLetter = state(entry.value, called: entry.name)
      default:
        diagnostics.append(
          .warning(
            "unknown-key", "'\(entry.name)' of 'metadata' has no effect", range: entry.key.range,
            hint: Suggestion.hint(for: entry.name, among: names)))
      }
    }
  }

  // MARK: Overrides

  private mutating func overrides(_ node: YAMLNode) -> [ExitOverride] {
    guard let mapping = node.mappingValue else {
      error(
        "wrong-value", "'on' must be a mapping from labels, not \(node.value.kindName)",
        node.range, hint: "write 'on: {Label: success}'")
      return []
    }
    var overrides: [ExitOverride] = []
    for entry in mapping.entries {
      guard let scalar = entry.value.scalar, !entry.value.isNull, !scalar.text.isEmpty else {
        error(
          "wrong-value",
          "'\(entry.name)' of 'on' must be success, failure, a choice or a condition",
          entry.value.range)
        continue
      }
      overrides.append(
        ExitOverride(
          label: entry.name, labelRange: contentRange(entry.key), meaning: scalar.text,
          places: scalar.places))
    }
    return overrides
  }
}
