internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  /// The properties that any state may have.
  mutating func stateProperties(in mapping: YAMLMapping) -> StateProperties {
    var properties = StateProperties()
    for entry in mapping.entries where !entry.value.isNull || entry.name == "output" {
      switch entry.name {
      case "timeout": properties.timeout = duration(entry.value, called: "timeout")
      case "retry": properties.retry = retry(entry.value)
      case "error_handler": properties.errorHandler = errorHandler(entry.value)
      case "error_capture":
        properties.capturesErrors = boolean(entry.value, called: "error_capture")
      case "output": properties.output = templateValue(entry.value)
      default: break
      }
    }
    for entry in mapping.entries where entry.value.isNull {
      if ["timeout", "retry", "error_handler", "error_capture"].contains(entry.name) {
        error("wrong-value", "'\(entry.name)' has no value", entry.key.range)
      }
    }
    return properties
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

  // MARK: Retry

  private static let retryNames = ["attempts", "delay", "backoff", "max_delay", "jitter", "on"]

  private mutating func retry(_ node: YAMLNode) -> RetryPolicy? {
    guard let mapping = node.mappingValue else {
      error(
        "wrong-value", "'retry' must be a mapping, not \(node.value.kindName)", node.range,
        hint: "write 'retry: {attempts: 3, delay: 60}'")
      return nil
    }
    var policy = RetryPolicy()
    for entry in mapping.entries {
      let value = entry.value
      switch entry.name {
      case "attempts":
        policy.attempts = whole(value, called: "attempts", from: 1) ?? policy.attempts
      case "delay": policy.delay = duration(value, called: "delay") ?? policy.delay
      case "backoff":
        policy.backoff =
          word(RetryPolicy.Backoff.self, value, called: "backoff") ?? policy.backoff
      case "max_delay": policy.maxDelay = duration(value, called: "max_delay")
      case "jitter": policy.jitter = fraction(value, called: "jitter")
      case "on": policy.types = words(value, called: "on")
      default:
        error(
          "unknown-property", "unknown property '\(entry.name)' of 'retry'", entry.key.range,
          hint: Suggestion.hint(for: entry.name, among: Self.retryNames)
            ?? "properties here are \(Self.retryNames.joined(separator: ", "))")
      }
    }
    return policy
  }

  /// One text, or a list of them.
  private mutating func words(_ node: YAMLNode, called name: String) -> [String] {
    if let text = node.text, !node.isNull { return [text] }
    if let items = node.sequenceValue {
      let texts = items.compactMap(\.text)
      if texts.count == items.count { return texts }
    }
    error("wrong-value", "'\(name)' must be a list of error types", node.range)
    return []
  }
}
