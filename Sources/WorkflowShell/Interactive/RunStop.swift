internal import Synchronization

/// How the run is stopped that a shell has at the moment: the session may change while a line of
/// commands is carried out, and signals come on another thread.
final class RunStop: Sendable {
  private let stop = Mutex<(@Sendable () -> Void)?>(nil)

  /// - Parameter stop: nil where there is no run.
  func use(_ stop: (@Sendable () -> Void)?) { self.stop.withLock { $0 = stop } }

  func callAsFunction() { stop.withLock { $0 }?() }
}
