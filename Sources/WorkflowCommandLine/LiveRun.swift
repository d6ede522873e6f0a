internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowShell

/// Drives a live run to its end.
struct LiveRun {
  let session: LocalSession
  let report: RunReport
  let ending: Ending

  func finish() async -> ShellStatus {
    session.onEvent = { [report] in report.tell($0) }
    let stop = await session.proceed()
    if case .undecided(let state, let candidates, let reason) = stop.reason {
      report.undecided(state, candidates, reason)
      return .failed
    }
    switch stop.reason {
    case .ended(let result):
      report.finish(result, session.snapshot)
      return result.status == .succeeded ? .success : .failed
    case .stuck:
      report.stuck()
      return .failed
    default:
      // Interrupted, or out of time: the handlers are told to stop, and waited for.
      await session.cancel(reason: ending.status.map(\.reason) ?? "interrupted")
      if let result = session.snapshot.result { report.finish(result, session.snapshot) }
      return ending.status ?? .interrupted
    }
  }
}

extension ShellStatus {
  /// Why a run was stopped, in its own words.
  fileprivate var reason: String {
    switch self {
    case .interrupted: "interrupted (SIGINT)"
    case .terminated: "terminated (SIGTERM)"
    case .timedOut: "out of time"
    default: "stopped"
    }
  }
}
