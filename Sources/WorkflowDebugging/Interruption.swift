internal import Synchronization
internal import WorkflowEngine

/// Whether somebody asked a session to stop at the next event; asked from anywhere, signal watchers
/// included.
final class Interruption: Sendable {
  private let isAskedFlag = Atomic(false)
  /// Wakes the run at hand, which may wait for a handler.
  private let wake = Mutex<(@Sendable () -> Void)?>(nil)

  var isAsked: Bool { isAskedFlag.load(ordering: .relaxed) }

  /// Whoever asked before is answered; what is asked from now on counts for `run`.
  func begin(_ run: Run) {
    isAskedFlag.store(false, ordering: .relaxed)
    watch(run)
  }

  /// A session may begin another run while one of its commands goes on.
  func watch(_ run: Run) { wake.withLock { $0 = run.interrupter } }

  func ask() {
    isAskedFlag.store(true, ordering: .relaxed)
    wake.withLock { $0 }?()
  }
}
