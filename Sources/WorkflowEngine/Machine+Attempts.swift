internal import WorkflowLanguage
internal import WorkflowModel

/// Attempts: beginning, going on, ending, and trying again.
extension Machine {
  mutating func beginAttempt(_ number: Int, at index: Int, firstStartedAt: Timestamp) {
    let place = snapshot.places[index]
    let state = state(at: index)
    snapshot.frames[place.frame].counts[place.state.index].executions += 1
    emit(.attemptStarted(place.state, attempt: number), at: index)

    var attempt = Attempt(
      number: number, firstStartedAt: firstStartedAt, startedAt: snapshot.clock, deadline: nil,
      work: .done(WorkOutcome()))
    do {
      if let timeout = try setting(state.properties.timeout, at: index, Self.timeSpan) {
        attempt.deadline = snapshot.clock.adding(timeout)
      }
      attempt.work = try work(of: state, at: index)
    } catch {
      attempt.work = .done(.failed(ActionFailure(error)))
    }
    if attempt.work.outcome?.status != .skipped { interceptAction(&attempt, at: index) }
    if !attempt.hangs, attempt.delay == .zero, let outcome = immediateOutcome(&attempt, at: index) {
      endAttempt(attempt, outcome, at: index)
    } else {
      snapshot.places[index].phase = .attempting(attempt)
    }
  }

  /// What an attempt comes to that needs neither time nor anybody's answer. Going on with it in the
  /// same step spares a copy of where the run is for each small step of the simplest states.
  private mutating func immediateOutcome(_ attempt: inout Attempt, at index: Int) -> WorkOutcome? {
    if case .todo = attempt.work, attempt.deadline.map({ $0 > snapshot.clock }) ?? true {
      let context = WorkContext(
        index: index, attempt: attempt.number, deadline: attempt.deadline)
      _ = continueWork(&attempt.work, context)
    }
    return attempt.work.outcome
  }

  /// What a state has to do.
  private mutating func work(of state: ProgramState, at index: Int) throws(LanguageError) -> Work {
    if let condition = state.properties.condition {
      var renderer = Renderer(scope: scope(at: index))
      defer { warn(renderer.undefined, at: index) }
      guard try renderer.evaluate(condition).0 else { return .done(skipped(at: index)) }
    }
    if state.properties.beside != nil { return besides(of: state, at: index) }
    if state.hasAction { return .todo(.action) }
    return .done(WorkOutcome())
  }

  /// Asks the interceptors about the state's action as a whole.
  private mutating func interceptAction(_ attempt: inout Attempt, at index: Int) {
    guard !interceptors.isEmpty else {
      if let question = implicitQuestion(at: index) { attempt.work = ask(question, index) }
      return
    }
    let place = snapshot.places[index]
    let frame = snapshot.frames[place.frame]
    let call = InterceptedCall(
      identity: CallIdentity(
        frame: place.frame, state: place.state, visit: place.visit, attempt: attempt.number),
      number: executionCount(of: place.state, in: frame.program),
      state: frame.program[place.state].state, prompt: nil, variables: nil)
    let reply = intercept(call, scope: scope(at: index, attempt: attempt.number))
    attempt.delay = reply.delay
    attempt.hangs = reply.hangs
    if var outcome = reply.outcome {
      complete(&outcome, call: call, frame: place.frame)
      outcome.choice = outcome.outputs["choice"]?.text
      let stored = frame.program[place.state].action?.stored
      attempt.work = stored.map { .storing($0, .done(outcome)) } ?? .done(outcome)
      attempt.isIntercepted = true
    } else if let question = implicitQuestion(at: index), !attempt.hangs {
      attempt.work = ask(question, index)
    }
  }

  /// How often a state's action has been executed in this run, in every frame of its workflow.
  private func executionCount(of state: StateID, in program: Program) -> Int {
    snapshot.frames.reduce(0) { count, frame in
      frame.program === program ? count + frame.executions(of: state) : count
    }
  }

  /// What the interceptors make of a call: the first that answers wins, delays add up before it.
  struct Reply {
    var outcome: WorkOutcome?
    var delay = TimeSpan.zero
    var hangs = false
  }

  mutating func intercept(_ call: InterceptedCall, scope: RunScope) -> Reply {
    var reply = Reply()
    for rule in interceptors {
      let decision = rule.intercept(
        call, fired: snapshot.fired[rule.id] ?? 0, scope: scope, random: &snapshot.random)
      if case .proceed = decision { continue }
      snapshot.fired[rule.id, default: 0] += 1
      switch decision {
      case .proceed: continue
      case .delay(let span):
        reply.delay = TimeSpan(nanoseconds: reply.delay.nanoseconds &+ span.nanoseconds)
      case .hang: reply.hangs = true
      case .answer(let answer, let origin):
        reply.outcome = WorkOutcome(answer, origin: origin)
        return reply
      case .edge(let target, let answer, let origin):
        var outcome = WorkOutcome(answer, origin: origin)
        outcome.transition = target
        reply.outcome = outcome
        return reply
      }
    }
    return reply
  }

  /// Where an injected failure has no outputs of its own, readers still get placeholders.
  private func complete(_ outcome: inout WorkOutcome, call: InterceptedCall, frame: Int) {
    guard options.mode == .simulated, outcome.origin == .fault else { return }
    outcome.invented = Simulation.complete(
      &outcome.outputs,
      reads: snapshot.frames[frame].program.fieldsRead[call.identity.state.index],
      number: call.number,
      capturesErrors: call.state.properties.capturesErrors?.value ?? false)
  }

  /// Does the next piece of an attempt; false when it has to wait.
  mutating func continueAttempt(at index: Int) -> Bool {
    guard case .attempting(var attempt) = snapshot.places[index].phase else { return false }
    if case .done(let outcome) = attempt.work {
      if !attempt.hangs, attempt.delay > .zero, attempt.readyAt == nil {
        let until = snapshot.clock.adding(attempt.delay) ?? .latest
        attempt.readyAt = until
        snapshot.places[index].phase = .attempting(attempt)
        emit(.timer(snapshot.places[index].state, .delay, until: until), at: index)
        return true
      }
      if !attempt.hangs, attempt.readyAt.map({ $0 <= snapshot.clock }) ?? true {
        endAttempt(attempt, outcome, at: index)
        return true
      }
    }
    if let deadline = attempt.deadline, deadline <= snapshot.clock {
      stop(attempt.work)
      endAttempt(attempt, attempt.work.timedOut(after: attempt), at: index)
      return true
    }
    guard attempt.work.outcome == nil else { return false }
    let context = WorkContext(
      index: index, attempt: attempt.number, deadline: attempt.deadline)
    let moved = continueWork(&attempt.work, context)
    if moved { snapshot.places[index].phase = .attempting(attempt) }
    return moved
  }

  private mutating func endAttempt(_ attempt: Attempt, _ outcome: WorkOutcome, at index: Int) {
    let state = snapshot.places[index].state
    emit(
      .attemptEnded(
        state, attempt: attempt.number,
        AttemptSummary(status: outcome.status, failure: outcome.failure, origin: outcome.origin)),
      at: index)
    if backsOff(after: attempt.number, outcome, startedAt: attempt.firstStartedAt, at: index) {
      return
    }
    if outcome.status == .completed, !attempt.isIntercepted, !self.state(at: index).inner.isEmpty {
      let inside = Place.Inside(
        outcome: outcome, attempts: attempt.number, startedAt: attempt.firstStartedAt,
        deadline: attempt.deadline,
        pathCount: snapshot.memory(at: snapshot.places[index]).path?.count ?? 0)
      return goInside(inside, at: index)
    }
    finish(
      StateOutcome(
        work: outcome, attempts: attempt.number, startedAt: attempt.firstStartedAt), at: index)
  }

  /// After a failure that is to be tried again: waits for the next attempt.
  mutating func backsOff(
    after attempt: Int, _ outcome: WorkOutcome, startedAt: Timestamp, at index: Int
  ) -> Bool {
    guard outcome.status == .failed, let failure = outcome.failure,
      let delay = retryDelay(after: attempt, failure, at: index)
    else { return false }
    let until = snapshot.clock.adding(delay) ?? .latest
    emit(.timer(snapshot.places[index].state, .backoff, until: until), at: index)
    snapshot.places[index].phase = .backingOff(
      until: until, next: attempt + 1, startedAt: startedAt)
    return true
  }

  // MARK: Properties

  /// A property's value, rendered when it is a template.
  mutating func setting<Wanted>(
    _ property: Property<Wanted>?, at index: Int, _ read: (Value) -> Wanted?
  ) throws(LanguageError) -> Wanted? {
    switch property {
    case nil: return nil
    case .value(let value): return value
    case .template(let template):
      var renderer = Renderer(scope: scope(at: index))
      let rendered = try renderer.render(template)
      warn(renderer.undefined, at: index)
      if let value = read(rendered.value) { return value }
      throw LanguageError(
        LanguageError.badConversion,
        "the property yields '\(rendered.value.text.prefix(60))', which does not fit",
        range: template.range)
    }
  }

  /// Seconds as a number, or a text such as `30s`.
  static func timeSpan(_ value: Value) -> TimeSpan? {
    switch value {
    case .int(let seconds): TimeSpan(seconds: seconds)
    case .double(let seconds) where seconds.isFinite && abs(seconds) < 9e9:
      TimeSpan(nanoseconds: Int64(seconds * 1e9))
    case .duration(let span): span
    case .string(let text):
      Int64(text).flatMap { TimeSpan(seconds: $0) } ?? TimeSpan(text, days: true)
    default: nil
    }
  }
}
