internal import WorkflowLanguage
internal import WorkflowModel

/// Leaving a state whose action has ended.
extension Machine {
  mutating func decide(_ outcome: StateOutcome, at index: Int) {
    let place = snapshot.places[index]
    if snapshot.frames[place.frame].isUndoing { return compensateNext(at: index) }
    if outcome.work.isAbort { return abortRun(outcome, at: index) }
    let choosing = Choosing(
      program: program(at: index), state: place.state, outcome: outcome,
      scope: scope(at: index), counts: snapshot.frames[place.frame].counts)
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
      let leaves = snapshot.transitionCount
      take(
        transition, reason, outcome: polarity, passedFailure: passedFailure, origin: origin,
        guards: result.guards, at: index)
      if leaves < snapshot.transitionCount { lookThrough(place.id, outcome) }
    case .end: endFlow(at: index, verdict(at: index))
    case .endAt(let reason):
      endFlow(
        at: index,
        RunResult(
          status: outcome.isSuccess ? .succeeded : .failed, reason: reason,
          failure: outcome.work.failure, state: place.state))
    case .fail(let failure): fail(failure, outcome, at: index)
    case .undecided(let candidates, let reason):
      emit(.undecided(place.state, candidates: candidates, reason: reason), at: index)
      snapshot.places[index].phase = .undecided(outcome, candidates: candidates, reason: reason)
    }
  }

  /// A choice state without an action has nothing of its own to decide by: its exits are those of
  /// the state before it.
  private mutating func lookThrough(_ place: Int, _ outcome: StateOutcome) {
    guard let index = position(of: place), case .entered = snapshot.places[index].phase,
      state(at: index).isLookedThrough
    else { return }
    snapshot.places[index].phase = .finished(outcome)
  }

  /// A failure that no exit takes.
  private mutating func fail(
    _ failure: ActionFailure, _ outcome: StateOutcome, at index: Int
  ) {
    let state = state(at: index)
    if let dead = state.properties.deadLetter?.state, dead != snapshot.places[index].state {
      let from = snapshot.places[index].state
      emit(.deadLetter(from: from, to: dead), at: index)
      remember(PathStep(from: from, transition: nil, to: dead, reason: .deadLetter), at: index)
      snapshot.transitionCount += 1
      if isWithinLimit(at: index) { relocate(to: dead, via: nil, at: index) }
      return
    }
    // Only where it ends the run is it the place to say how to route it.
    let place = snapshot.places[index]
    let isInside = place.frame > 0 || place.container != nil || fork(of: place.branch) != nil
    endFlow(
      at: index,
      RunResult(
        status: .failed, reason: "unhandled failure in \(state.name)",
        failure: isInside ? outcome.work.failure ?? failure : failure, state: place.state))
  }

  private mutating func abortRun(_ outcome: StateOutcome, at index: Int) {
    let reason = outcome.work.failure?.abortReason(in: state(at: index).name) ?? ""
    end(
      RunResult(
        status: .failed, reason: reason,
        failure: outcome.work.failure, state: outermostState(at: index)))
  }

  /// The state of the outermost workflow in which a place stands.
  func outermostState(at index: Int) -> StateID? {
    var place = snapshot.places[index]
    while place.frame != 0 {
      guard let caller = snapshot.frames[place.frame].caller, let outer = snapshot.place(caller)
      else { return nil }
      place = outer
    }
    return place.state
  }

  mutating func take(
    _ id: TransitionID, _ reason: Departure.Reason, outcome: Polarity, passedFailure: Bool,
    origin: Origin, guards: [GuardReading], at index: Int
  ) {
    let place = snapshot.places[index]
    let state = state(at: index)
    let departure = Departure(
      from: place.state, transition: id, reason: reason, outcome: outcome,
      passedFailure: passedFailure, origin: origin, guards: guards)
    if let group = state.state.forks.first(where: { $0.contains(id) }) {
      return fork(place.state, group, departure, at: index)
    }
    emit(.edge(departure), at: index)
    let target = program(at: index).workflow.transitions[id.index].target
    remember(
      PathStep(from: place.state, transition: id, to: target.state, reason: reason), at: index)
    snapshot.transitionCount += 1
    switch target {
    case .terminal(let region):
      guard let index = leave(upTo: region, at: index) else { return }
      endFlow(at: index, verdict(at: index))
    case .state(let target):
      guard isWithinLimit(at: index) else { return }
      if program(at: index)[target].state.region == state.state.region {
        enter(target, via: id, at: index)
      } else {
        relocate(to: target, via: id, at: index)
      }
    }
  }

  /// Whether the run may take a further transition; if not, it has been ended.
  mutating func isWithinLimit(at index: Int) -> Bool {
    let limit = options.limits.transitions
    guard snapshot.transitionCount >= limit else { return true }
    end(
      RunResult(
        status: .failed, reason: "limit 'transitions' reached (\(limit))",
        failure: ActionFailure(
          type: "limit",
          message: "the run took \(limit) transitions, the limit 'transitions'"),
        state: outermostState(at: index)))
    return false
  }

  /// How the way to a place has ended.
  func verdict(at index: Int) -> RunResult {
    let place = snapshot.places[index]
    var since = 0
    if case .inside(let inside) = place.container.flatMap(snapshot.place)?.phase {
      since = inside.pathCount
    }
    let path = snapshot.memory(at: place).path
    return Verdict(workflow: program(at: index).workflow, path: path, since: since)
      .result(last: place.state)
  }
}
