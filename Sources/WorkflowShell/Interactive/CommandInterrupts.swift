internal import Synchronization

/// What Ctrl-C does while a command runs: the first stops the run at its next event, the second
/// cancels its handlers, the third is left to the owner of the signals.
///
/// Signals come on another thread than commands run on; this is the one thing both may touch.
package final class CommandInterrupts: Sendable {
  private let state = Mutex<(stop: (@Sendable () -> Void)?, count: Int)>((nil, 0))

  package init() {}

  /// Stops the run that is under way.
  ///
  /// - Returns: false when no command runs, or it has been asked twice already, so that the owner
  ///   of the signals does as it likes.
  @discardableResult
  package func interrupt() -> Bool {
    let stop = state.withLock { state -> (@Sendable () -> Void)? in
      guard state.stop != nil else { return nil }
      state.count += 1
      return state.count <= 2 ? state.stop : nil
    }
    guard let stop else { return false }
    stop()
    return true
  }

  /// Says that something runs, and how it is stopped.
  ///
  /// - Parameter count: how often somebody has asked already.
  func begin(count: Int = 0, _ stop: @escaping @Sendable () -> Void) {
    state.withLock { $0 = (stop, count) }
  }

  /// - Returns: how often somebody has asked since the beginning.
  @discardableResult
  func end() -> Int {
    state.withLock { state in
      defer { state = (nil, 0) }
      return state.count
    }
  }
}
