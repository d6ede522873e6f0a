/// `increment_counter` and `increment_retry`: count up by one, from 0.
package struct IncrementCall: Sendable {
  /// The variable that is counted up; nil for `increment_retry`, which counts by `step`.
  package var counter: String?
  /// What is retried; each step has a count of its own, in `<step>_retry_count`.
  package var step: String?
  /// A message for people, logged with the new count.
  package var message: TemplateValue?

  package init(counter: String? = nil, step: String? = nil, message: TemplateValue? = nil) {
    self.counter = counter
    self.step = step
    self.message = message
  }

  /// The variables it writes: `retry_count` reads the latest retry counted.
  package var assignedNames: [String] {
    if let counter { return [counter] }
    return (step.map { ["\($0)_retry_count"] } ?? []) + ["retry_count"]
  }
}
