internal import WorkflowLanguage
internal import WorkflowModel

/// Leaving a state whose action has ended.
extension Machine {
  mutating func decide(_ outcome: StateOutcome, at index: Int) {
    let place = snapshot.places[index]
    let frame = snapshot.frames[place.frame]
    let choosing = Choosing(
      program: frame.program, state: place.state, outcome: outcome, scope: scope(at: index),
      visits: frame.visits)
    let result = choosing.choose()
    warn(result.undefined, at: index)
    for reading in result.guards {
      guard let error = reading.error else { continue }
      emit(
        .warning(
          code: "guard-error", message: "a guard was not taken: \(error.message)", error.range,
          hint: error.hint), at: index)
    }
    switch result.choice {
    case .take(let transition, let reason, let polarity, let passedFailure, let origin):
      take(
        transition, reason, outcome: polarity, passedFailure: passedFailure, origin: origin,
        guards: result.guards, at: index)
    case .end: end(verdict(frame, last: place.state))
    case .endAt(let reason):
      end(
        RunResult(
          status: outcome.isSuccess ? .succeeded : .failed, reason: reason,
          failure: outcome.work.failure, state: place.state))
    case .fail(let failure):
      end(
        RunResult(
          status: .failed,
          reason: "unhandled failure in \(frame.program.workflow[place.state].name)",
          failure: failure, state: place.state))
    case .undecided(let candidates, let reason):
      emit(.undecided(place.state, candidates: candidates, reason: reason), at: index)
      snapshot.places[index].phase = .undecided(outcome, candidates: candidates, reason: reason)
    }
  }

  mutating func take(
    _ id: TransitionID, _ reason: Departure.Reason, outcome: Polarity, passedFailure: Bool,
    origin: Origin, guards: [GuardReading], at index: Int
  ) {
    let place = snapshot.places[index]
    let transition = snapshot.frames[place.frame].program.workflow[id]
    emit(
      .edge(
        Departure(
          from: place.state, transition: id, reason: reason, outcome: outcome,
          passedFailure: passedFailure, origin: origin, guards: guards)), at: index)
    snapshot.transitionCount += 1
    snapshot.frames[place.frame].path = Chain(
      PathStep(transition: id, reason: reason), after: snapshot.frames[place.frame].path)
    guard let target = transition.target.state else {
      end(verdict(snapshot.frames[place.frame], last: place.state))
      return
    }
    if snapshot.transitionCount >= options.limits.transitions {
      let limit = options.limits.transitions
      end(
        RunResult(
          status: .failed, reason: "limit 'transitions' reached (\(limit))",
          failure: ActionFailure(
            type: "limit",
            message: "the run took \(limit) transitions, the limit 'transitions'"),
          state: place.state))
      return
    }
    enter(target, via: id, at: index)
  }

  private func verdict(_ frame: Frame, last: StateID) -> RunResult {
    Verdict(workflow: frame.program.workflow, path: frame.path).result(last: last)
  }
}
