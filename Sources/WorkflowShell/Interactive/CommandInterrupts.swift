internal import Synchronization

/// What Ctrl-C does while a command runs: the run stops at its next event.
///
/// Signals come on another thread than commands run on; this is the one thing both may touch.
package final class CommandInterrupts: Sendable {
  private let stop = Mutex<(@Sendable () -> Void)?>(nil)

  package init() {}

  /// Stops the run that is under way.
  ///
  /// - Returns: false when no command runs, so that the owner of the signals does as it likes.
  @discardableResult
  package func interrupt() -> Bool {
    guard let stop = stop.withLock({ $0 }) else { return false }
    stop()
    return true
  }

  /// Says that a command runs, and how its run is stopped.
  func begin(_ stop: @escaping @Sendable () -> Void) { self.stop.withLock { $0 = stop } }

  func end() { stop.withLock { $0 = nil } }
}
