package import WorkflowLanguage

/// Everything a live run needs of the world outside.
package struct RunEnvironment: Sendable {
  package var clock: any RunClock
  package var handler: any ActionHandler

  package init(clock: any RunClock = SystemClock(), handler: any ActionHandler = NoHandler()) {
    self.clock = clock
    self.handler = handler
  }
}

/// Tells the time and waits.
package protocol RunClock: Sendable {
  func now() -> Timestamp
  /// Returns at `time`, or earlier when the calling task is cancelled.
  func sleep(until time: Timestamp) async
}

/// The clock of the machine.
package struct SystemClock: RunClock {
  package init() {}

  package func now() -> Timestamp { .current() }

  package func sleep(until time: Timestamp) async {
    guard let left = time.since(now()), left > .zero else { return }
    try? await Task.sleep(for: .nanoseconds(left.nanoseconds))
  }
}

/// Serves no prompt at all.
package struct NoHandler: ActionHandler {
  package init() {}

  package func perform(
    _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
  ) async -> ActionAnswer {
    ActionAnswer(
      failure: ActionFailure(
        type: "no_handler", message: "nothing serves the prompt '\(request.prompt)'",
        retryable: false))
  }
}
