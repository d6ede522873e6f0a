import Synchronization

/// Tells the work of one request that it must stop: a signal came, or its time is over.
///
/// The work asks `check()` between its steps; whatever blocks inside a library registers a way to be
/// interrupted.
package final class Interruption: Sendable {
  private struct State {
    var cause: String?
    var deadline: ContinuousClock.Instant?
    var interrupters: [Int: @Sendable () -> Void] = [:]
    var next = 0
    /// While above 0 nothing is stopped: what must be tidied up is tidied up.
    var shields = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// Lets the work stop itself this many seconds from now.
  func setDeadline(seconds: Double) {
    state.withLock { $0.deadline = .now + .seconds(seconds) }
  }

  /// Seconds left; nil when there is no limit.
  var secondsLeft: Double? {
    state.withLock(\.deadline).map { deadline in
      let left = deadline - .now
      return Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18
    }
  }

  /// Stops the work; the first cause stays.
  package func interrupt(_ cause: String) {
    state.withLock { state in
      state.cause = state.cause ?? cause
      // Under the lock, so that nothing is interrupted after it has unregistered.
      for interrupter in state.interrupters.values { interrupter() }
    }
  }

  /// Registers a way to interrupt a blocking library; the number unregisters it.
  func register(_ interrupter: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.interrupters[state.next] = interrupter
      return state.next
    }
  }

  func unregister(_ number: Int) { state.withLock { $0.interrupters[number] = nil } }

  /// Why the work must stop; nil while it may go on.
  var cause: String? {
    state.withLock { state in
      if state.cause == nil, let deadline = state.deadline, deadline <= .now {
        state.cause = "the time for this step is over"
      }
      return state.shields > 0 ? nil : state.cause
    }
  }

  /// Runs a short body that an interruption must not stop, such as noting what was left half done.
  func shielded<Result>(_ body: () throws -> Result) rethrows -> Result {
    state.withLock { $0.shields += 1 }
    defer { state.withLock { $0.shields -= 1 } }
    return try body()
  }

  func check() throws {
    if let cause { throw Self.error(cause) }
  }

  static func error(_ cause: String) -> MigrationError {
    MigrationError(.cancelled, "cancelled", "stopped: \(cause)")
  }

  /// Waits, but not beyond an interruption.
  func sleep(seconds: Double) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      try check()
      let left = end - .now
      if left <= .zero { return }
      Pause.milliseconds(left < .milliseconds(20) ? 2 : 20)
    }
  }
}
