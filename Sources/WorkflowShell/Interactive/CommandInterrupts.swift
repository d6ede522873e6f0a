internal import Synchronization

/// What Ctrl-C does while a command runs: the run stops at its next event.
///
/// Signals come on another thread than commands run on; this is the one thing both may touch.
package final class CommandInterrupts: Sendable {
  /// How often somebody may ask in vain before the signal is left to its owner.
  private static let patience = 2

  private let state = Mutex<(stop: (@Sendable () -> Void)?, asked: Int)>((nil, 0))

  package init() {}

  /// Stops the run that is under way.
  ///
  /// - Returns: false when no command runs, or it has been asked to stop twice already, so that
  ///   the owner of the signals does as it likes.
  @discardableResult
  package func interrupt() -> Bool {
    let stop = state.withLock { state in
      state.asked += 1
      return state.asked <= Self.patience ? state.stop : nil
    }
    guard let stop else { return false }
    stop()
    return true
  }

  /// Says that a command runs, and how its run is stopped.
  func begin(_ stop: @escaping @Sendable () -> Void) { state.withLock { $0 = (stop, 0) } }

  func end() { state.withLock { $0 = (nil, 0) } }
}
