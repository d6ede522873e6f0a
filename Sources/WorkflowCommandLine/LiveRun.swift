internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel
internal import WorkflowShell

/// Drives a live run to its end.
struct LiveRun {
  let session: LocalSession
  let report: RunReport
  let ending: Ending
  /// Asks the person before the terminal; nil where there is none.
  let ask: ((Question, _ state: String) -> String?)?

  func finish() async -> ShellStatus {
    session.onEvent = { [report, unowned session] event in
      let snapshot = session.snapshot
      let depth =
        snapshot.frames.indices.contains(event.frame) ? snapshot.frames[event.frame].depth : 1
      report.tell(event, in: session.workflow(of: event), depth: depth - 1)
    }
    var stop = await session.proceed()
    while let next = await decide(stop) { stop = next }
    switch stop.reason {
    case .ended(let result):
      report.finish(result, session.snapshot)
      // One that a timeout or a failure beside it has stopped may take its time to go.
      await session.settle()
      return result.status == .succeeded ? .success : .failed
    case .undecided(let state, let candidates, let reason):
      if ask != nil { return await cancel() }
      report.undecided(state, candidates, reason, in: stop.workflow)
      _ = await session.fail(
        ActionFailure(type: "undecided", message: reason), reason: "undecided: \(reason)")
      if let result = session.snapshot.result { report.finish(result, session.snapshot) }
      return .failed
    case .stuck:
      report.stuck()
      return .failed
    default:
      // Interrupted, out of time, or asked and not answered.
      return await cancel()
    }
  }

  /// Asks what the run cannot know, and goes on; nil when it asks nothing, or nobody answers.
  private func decide(_ stop: Stop) async -> Stop? {
    guard let ask else { return nil }
    let state = stop.state.map { stop.workflow[$0].name } ?? ""
    switch stop.reason {
    case .asked(let place, let question):
      report.makeRoom()
      guard let answer = ask(question, state),
        (try? session.answer(answer, place: place)) != nil
      else { return nil }
    case .undecided(_, let candidates, let reason):
      report.makeRoom()
      let names = candidates.map { stop.workflow.exitName($0) }
      let question = Question(
        kind: .choice, prompt: "which exit, as no rule decides? (\(reason))", choices: names)
      guard let answer = ask(question, state).flatMap(question.reading(of:)),
        let index = names.firstIndex(of: answer),
        (try? session.choose(candidates[index])) != nil
      else { return nil }
    default: return nil
    }
    return await session.proceed()
  }

  /// The handlers are told to stop, and waited for.
  private func cancel() async -> ShellStatus {
    await session.cancel(reason: (ending.status ?? .interrupted).reason)
    if let result = session.snapshot.result { report.finish(result, session.snapshot) }
    return ending.status ?? .interrupted
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
