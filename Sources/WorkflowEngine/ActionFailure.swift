package import WorkflowLanguage

/// Why an action, an attempt or a run failed.
package struct ActionFailure: Error, Hashable, Sendable, Codable {
  /// A short class: `timeout`, `lock`, `handler_exit`, …
  package var type: String
  package var message: String
  /// What whoever failed said about trying again; nil when nothing was said.
  package var retryable: Bool?
  /// Further facts as the handler gave them.
  package var details: ValueMap

  package init(
    type: String, message: String, retryable: Bool? = nil, details: ValueMap = ValueMap()
  ) {
    self.type = type
    self.message = message
    self.retryable = retryable
    self.details = details
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.type == right.type && left.message == right.message
      && left.retryable == right.retryable && left.details == right.details
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(message)
  }

  /// Whether a retry policy that lists `types` (none: all) may try again.
  package func mayBeRetried(types: [String]) -> Bool {
    if retryable == false || Self.neverRetried.contains(type) { return false }
    return types.isEmpty || types.contains { $0.lowercased() == type.lowercased() }
  }

  private static let neverRetried: Set = ["abort", "cancelled", "no_handler"]
}
