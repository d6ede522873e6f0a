internal import Synchronization
package import WorkflowShell

/// Why a process has to end before its work is done: a signal or its time limit.
///
/// The work is cancelled the first time; a second signal ends the process on the spot.
package final class Ending: Sendable {
  private let state = Mutex<(status: ShellStatus?, work: Task<ShellStatus, Never>?)>((nil, nil))

  /// Ctrl-C at the prompt stops the command that runs, and not the process.
  package let interrupts = CommandInterrupts()

  package init() {}

  /// The first reason that came; nil while there is none.
  package var status: ShellStatus? { state.withLock { $0.status } }

  /// Says which work is to be cancelled.
  package func watch(_ work: Task<ShellStatus, Never>) {
    let isOver = state.withLock { state in
      state.work = work
      return state.status != nil
    }
    if isOver { work.cancel() }
  }

  /// - Returns: false when a reason had come before.
  @discardableResult
  package func end(_ status: ShellStatus) -> Bool {
    let (isFirst, work) = state.withLock { state in
      defer { state.status = state.status ?? status }
      return (state.status == nil, state.work)
    }
    if isFirst { work?.cancel() }
    return isFirst
  }
}
