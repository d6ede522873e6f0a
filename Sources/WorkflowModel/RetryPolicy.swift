package import WorkflowLanguage

/// How often a failed action is tried again, and how long to wait before.
package struct RetryPolicy: Sendable {
  /// How the delay grows from one attempt to the next.
  package enum Backoff: String, Hashable, Sendable, CaseIterable {
    /// The same delay each time.
    case fixed
    /// `delay × n` before the n-th retry.
    case linear
    /// `delay × 2^(n-1)` before the n-th retry.
    case exponential
  }

  /// Attempts in all, the first one included; at least 1.
  package var attempts: Property<Int>
  /// Time before the first retry.
  package var delay: Property<TimeSpan>
  package var backoff: Property<Backoff>
  /// The longest delay; nil for no bound.
  package var maxDelay: Property<TimeSpan>?
  /// Part of the delay, 0 to 1, by which it is varied at random, up or down.
  package var jitter: Property<Double>?
  /// Error types that are tried again; empty for all that may be.
  package var types: [String]

  package init(
    attempts: Property<Int> = .value(3), delay: Property<TimeSpan> = .value(.zero),
    backoff: Property<Backoff> = .value(.fixed), maxDelay: Property<TimeSpan>? = nil,
    jitter: Property<Double>? = nil, types: [String] = []
  ) {
    self.attempts = attempts
    self.delay = delay
    self.backoff = backoff
    self.maxDelay = maxDelay
    self.jitter = jitter
    self.types = types
  }
}
