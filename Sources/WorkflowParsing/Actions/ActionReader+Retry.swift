internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource
internal import YAMLText

extension ActionReader {
  private static let retryNames = ["attempts", "delay", "backoff", "max_delay", "jitter", "on"]

  /// `retry:` of a state.
  mutating func retry(_ node: YAMLNode) -> RetryPolicy? {
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
