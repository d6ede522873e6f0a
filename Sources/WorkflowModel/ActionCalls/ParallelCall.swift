/// `parallel_execute`: tasks at the same time.
package struct ParallelCall: Sendable {
  package enum ErrorMode: String, Hashable, Sendable, CaseIterable {
    /// The first failure cancels the handlers of the other tasks.
    case failFast = "fail_fast"
    /// Every task runs to its end.
    case collectAll = "collect_all"
  }

  package var tasks: [ActionCall]
  package var errorMode: Property<ErrorMode>
  /// How many handlers run at once; nil for all.
  package var maxConcurrency: Property<Int>?

  package init(
    tasks: [ActionCall], errorMode: Property<ErrorMode> = .value(.failFast),
    maxConcurrency: Property<Int>? = nil
  ) {
    self.tasks = tasks
    self.errorMode = errorMode
    self.maxConcurrency = maxConcurrency
  }
}
