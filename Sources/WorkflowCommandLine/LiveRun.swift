internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowShell

/// Drives a live run to its end.
struct LiveRun {
  let session: LocalSession
  let report: RunReport
  let answers: [(state: String, choice: String)]
  let ending: Ending

  func finish() async -> ShellStatus {
    session.onEvent = { [report] in report.tell($0) }
    var stop = await session.proceed()
    while case .undecided(let state, let candidates, let reason) = stop.reason {
      guard let exit = answer(for: state, among: candidates),
        let chosen = try? session.choose(exit)
      else {
        report.undecided(state, candidates, reason)
        return .failed
      }
      if case .ended = chosen.reason {
        stop = chosen
      } else {
        stop = await session.proceed()
      }
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

  /// The exit that `--answer STATE=CHOICE` names: by its label, else by its target.
  private func answer(
    for state: StateID, among candidates: [TransitionID]
  ) -> TransitionID? {
    let workflow = session.workflow
    let given = answers.last { $0.state == workflow[state].name }
    guard let choice = given?.choice.lowercased() else { return nil }
    return workflow[state].exits.first { workflow[$0].label.text.lowercased() == choice }
      ?? workflow[state].exits.first {
        (workflow[$0].target.state.map { workflow[$0].name } ?? "[*]").lowercased() == choice
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
