package import WorkflowLanguage
package import WorkflowModel
internal import WorkflowSource

/// A run that is moved on in the smallest steps there are, each a pure function of where it is.
///
/// A machine touches nothing outside: what a handler has to do comes out as an `Effect`, and the
/// answer goes in by `deliver`. Simulated runs have no effects.
package struct Machine: Sendable {
  /// Something the world outside is asked to do.
  package enum Effect: Sendable {
    case perform(call: Int, ActionRequest)
    case cancel(call: Int)
  }

  /// What came of an `advance`.
  package enum Progress: Sendable {
    case moved
    /// Handlers are at work, or a time has to come.
    case waiting(until: Timestamp?)
    /// Somebody has to answer this place's question.
    case asking(place: Int, Question)
    /// Somebody has to choose an exit for this place.
    case undecided(place: Int)
    /// No handler is at work, no time will come: nothing can ever run.
    case stuck
    case ended(RunResult)
  }

  package var snapshot: Snapshot
  package var options: RunOptions { didSet { sharedOptions = Shared(options) } }
  /// The options as scopes see them, which are made at every step.
  private var sharedOptions: Shared<RunOptions>
  /// Asked in order before any handler.
  package var interceptors: [any Interceptor] = []
  /// Events since `takeEvents` was last called.
  private(set) var events: [Event] = []
  private(set) var effects: [Effect] = []

  package init(program: Program, options: RunOptions) {
    self.options = options
    sharedOptions = Shared(options)
    snapshot = Snapshot(program: program, options: options)
  }

  /// Goes on from a snapshot of an earlier run.
  package init(snapshot: Snapshot, options: RunOptions) {
    self.snapshot = snapshot
    self.options = options
    sharedOptions = Shared(options)
  }

  package mutating func takeEvents() -> [Event] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  package mutating func takeEffects() -> [Effect] {
    defer { effects.removeAll(keepingCapacity: true) }
    return effects
  }

  // MARK: Moving on

  /// Moves one place on by the smallest step; virtual time jumps when nothing can move before.
  package mutating func advance() -> Progress {
    switch snapshot.phase {
    case .ended(let result): return .ended(result)
    case .ready:
      start()
      return .moved
    case .running: break
    }
    for index in snapshot.places.indices where progress(index) { return .moved }
    return idle()
  }

  /// Nothing can move at this moment.
  private mutating func idle() -> Progress {
    for place in snapshot.places {
      guard let question = place.question else { continue }
      if answerAsPrepared(question, at: place.id) { return .moved }
      if options.canAsk { return .asking(place: place.id, question) }
      answerUnasked(question, at: place.id)
      return .moved
    }
    let next = nextTimer()
    if options.mode == .simulated, let next {
      emit(.clock(from: snapshot.clock, to: next), frame: 0)
      snapshot.clock = next
      return .moved
    }
    if let next { return .waiting(until: next) }
    if snapshot.places.contains(where: \.hasFlight) { return .waiting(until: nil) }
    for place in snapshot.places {
      guard case .undecided = place.phase else { continue }
      return chooseAsPrepared(at: place.id) ? .moved : .undecided(place: place.id)
    }
    return .stuck
  }

  private mutating func progress(_ index: Int) -> Bool {
    switch snapshot.places[index].phase {
    case .entered:
      beginAttempt(1, at: index, firstStartedAt: snapshot.clock)
      return true
    case .attempting: return continueAttempt(at: index)
    case .backingOff(let until, let next, let startedAt):
      guard until <= snapshot.clock else { return false }
      beginAttempt(next, at: index, firstStartedAt: startedAt)
      return true
    case .inside(let inside):
      guard let deadline = inside.deadline, deadline <= snapshot.clock else { return false }
      timeOut(inside, at: index)
      return true
    case .joining(let deadline):
      guard let deadline, deadline <= snapshot.clock else { return false }
      timeOutJoin(at: index)
      return true
    case .finished(let outcome):
      decide(outcome, at: index)
      return true
    case .undecided: return false
    }
  }

  /// When the next thing is due that waits for a time; nil when nothing does.
  package func nextTimer() -> Timestamp? {
    var next: Timestamp?
    for place in snapshot.places {
      guard let timer = place.nextTimer else { continue }
      next = next.map { min($0, timer) } ?? timer
    }
    return next
  }

  /// Real time has passed.
  package mutating func timePassed(to time: Timestamp) {
    snapshot.clock = max(snapshot.clock, time)
  }

  private mutating func start() {
    let program = snapshot.frames[0].program
    snapshot.phase = .running
    emit(.runStarted(workflow: program.workflow.name, mode: options.mode), frame: 0)
    begin(frame: 0)
  }

  /// Puts the first place of a workflow before its start.
  mutating func begin(frame: Int) {
    let program = snapshot.frames[frame].program
    guard let start = program.workflow.start, start.target.state != nil else {
      let result = RunResult(
        status: .failed, reason: "the workflow has no start",
        failure: ActionFailure(type: "no_start", message: "no transition leaves [*]"))
      end(frame: frame, result)
      return
    }
    let place = Place(
      id: snapshot.makeID(), frame: frame, branch: snapshot.frames[frame].trunk, container: nil,
      state: StateID(0), visit: 0, via: start.id)
    snapshot.places.append(place)
    follow(start, at: snapshot.places.count - 1)
  }

  /// Takes an edge that leaves a `[*]`: nothing decides there.
  mutating func follow(_ start: Transition, at index: Int) {
    let departure = Departure(
      from: nil, transition: start.id, reason: .start, outcome: nil, passedFailure: false,
      origin: .workflow, guards: [])
    emit(.edge(departure), at: index)
    remember(PathStep(start, .start), at: index)
    guard let first = start.target.state else {
      return endFlow(at: index, RunResult(status: .succeeded, reason: "the region is empty"))
    }
    if start.source == .terminal(program(at: index)[first].state.region) {
      enter(first, via: start.id, at: index)
    } else {
      relocate(to: first, via: start.id, at: index)
    }
  }

  func program(at index: Int) -> Program {
    snapshot.frames[snapshot.places[index].frame].program
  }

  func state(at index: Int) -> ProgramState {
    snapshot.frames[snapshot.places[index].frame].program[snapshot.places[index].state]
  }

  /// Position in `snapshot.places` of a place that is known to be there.
  func position(of place: Int) -> Int? { snapshot.places.firstIndex { $0.id == place } }

  /// Changes what is remembered at a place.
  mutating func withMemory<Answer>(
    at index: Int, _ change: (inout Memory) -> Answer
  ) -> Answer {
    let branch = snapshot.branchIndex(snapshot.places[index].branch)
    return change(&snapshot.branches[branch].memory)
  }

  mutating func remember(_ step: PathStep, at index: Int) {
    withMemory(at: index) { $0.path = Chain(step, after: $0.path) }
  }

  /// Puts a place before a state, with nothing of the state run. The place may be gone afterwards:
  /// into branches of a fork, or a join.
  mutating func enter(_ state: StateID, via: TransitionID?, at index: Int) {
    snapshot.places[index].state = state
    snapshot.places[index].via = via
    snapshot.places[index].phase = .entered
    if snapshot.forks.isEmpty || !arrive(at: index) { countVisit(at: index) }
  }

  /// Counts and tells that a place stands before its state.
  mutating func countVisit(at index: Int) {
    let place = snapshot.places[index]
    snapshot.frames[place.frame].counts[place.state.index].visits += 1
    let visit = snapshot.frames[place.frame].visits(of: place.state)
    snapshot.places[index].visit = visit
    emit(.entered(place.state, visit: visit, via: place.via), at: index)
  }

  /// Ends the whole run.
  mutating func end(_ result: RunResult) {
    for place in snapshot.places {
      for call in place.calls { effects.append(.cancel(call: call)) }
    }
    emit(.runEnded(result), frame: 0)
    snapshot.phase = .ended(result)
    snapshot.frames[0].result = result
    snapshot.places.removeAll()
    snapshot.forks.removeAll()
  }

  /// Ends a run that goes on as failed, wherever it is.
  ///
  /// - Parameter reason: what the result says; nil for the failure's message.
  package mutating func abort(_ failure: ActionFailure, reason: String? = nil) {
    if case .ended = snapshot.phase { return }
    end(
      RunResult(
        status: .failed, reason: reason ?? failure.message, failure: failure,
        state: snapshot.places.first { $0.frame == 0 }?.state))
  }

  // MARK: What others decide

  /// Takes an exit of an undecided place.
  ///
  /// - Returns: false when no place is undecided, or none of those has such an exit.
  package mutating func choose(
    _ transition: TransitionID, by who: String, place wanted: Int? = nil
  ) -> Bool {
    for (index, place) in snapshot.places.enumerated() where wanted == nil || place.id == wanted {
      guard case .undecided(let outcome, _, _) = place.phase else { continue }
      let workflow = snapshot.frames[place.frame].program.workflow
      guard workflow[place.state].exits.contains(transition) else { continue }
      take(
        transition, .forced(who), outcome: outcome.isSuccess ? .positive : .negative,
        passedFailure: !outcome.isSuccess, origin: .forced, guards: [], at: index)
      return true
    }
    return false
  }

  /// Moves a place before a state of its workflow without running anything.
  ///
  /// A run that has not begun, or has ended, is opened there again.
  package mutating func move(to state: StateID, place id: Int? = nil) {
    var moved = snapshot.places.first { id == nil || $0.id == id }?.id
    if let moved {
      cancelInside(of: moved)
    } else {
      reopen()
      moved = snapshot.places[0].id
    }
    guard let moved, let index = position(of: moved) else { return }
    emit(.moved(to: state), at: index)
    relocate(to: state, via: nil, at: index)
  }

  /// Gives a run without places one again, in the outermost workflow.
  private mutating func reopen() {
    snapshot.phase = .running
    snapshot.frames[0].result = nil
    snapshot.branches.removeAll { $0.id != snapshot.frames[0].trunk }
    snapshot.forks.removeAll()
    snapshot.places = [
      Place(
        id: snapshot.makeID(), frame: 0, branch: snapshot.frames[0].trunk, container: nil,
        state: StateID(0), visit: 0, via: nil)
    ]
  }

  /// Writes a variable from outside, at a place; without one, in the outermost workflow.
  package mutating func write(
    _ name: Name, _ value: Value, origin: Origin = .set, place: Int? = nil
  ) {
    let found = snapshot.places.first { $0.id == place }
    write(
      name, value, origin: origin, range: nil, reads: [], frame: found?.frame ?? 0,
      branch: found?.branch ?? 0, place: found?.id)
  }

  /// Takes a variable away; false when there is none.
  package mutating func unset(_ name: Name, place: Int? = nil) -> Bool {
    let branch = snapshot.branchIndex(snapshot.places.first { $0.id == place }?.branch ?? 0)
    return snapshot.branches[branch].memory.variables.remove(name)
  }

  /// Gives a state outputs from outside: `set State.field=VALUE`.
  package mutating func write(
    _ state: StateID, field: Name, _ value: Value, place: Int? = nil
  ) {
    let found = snapshot.places.first { $0.id == place }
    let branch = snapshot.branchIndex(found?.branch ?? 0)
    var record =
      snapshot.branches[branch].memory.records[state.index]
      ?? StateRecord(
        fields: ValueMap(), fieldOrigins: [:], origin: .set, given: ValueMap(),
        calledWith: ValueMap(),
        status: .completed, visit: 0, event: snapshot.eventCount)
    record.given[field.text] = value
    record.fields[field.text] = value
    record.fieldOrigins[field] = .set
    snapshot.branches[branch].memory.records[state.index] = record
    emit(.published(state, record.fields, .set), frame: found?.frame ?? 0, place: found?.id)
  }

  // MARK: Events

  mutating func emit(_ kind: Event.Kind, at index: Int) {
    emit(kind, frame: snapshot.places[index].frame, place: snapshot.places[index].id)
  }

  mutating func emit(_ kind: Event.Kind, frame: Int, place: Int? = nil) {
    snapshot.eventCount += 1
    events.append(
      Event(
        number: snapshot.eventCount, time: snapshot.clock, frame: frame, place: place, kind: kind))
  }

  mutating func warn(_ undefined: [UndefinedName], at index: Int) {
    for name in undefined {
      emit(
        .warning(
          code: "undefined", message: "'\(name.path)' has no value", name.range, hint: name.hint),
        at: index)
    }
  }

  mutating func cancel(_ call: Int) { effects.append(.cancel(call: call)) }

  mutating func perform(_ call: Int, _ request: ActionRequest) {
    effects.append(.perform(call: call, request))
  }

  mutating func write(
    _ name: Name, _ value: Value, origin: Origin, range: SourceRange?, reads: [Name], frame: Int,
    branch id: Int, place: Int?
  ) {
    let branch = snapshot.branchIndex(id)
    let old = snapshot.branches[branch].memory.variables.write(
      Variable(name: name, value: value, origin: origin, event: snapshot.eventCount + 1))
    emit(
      .write(
        Write(name: name, value: value, old: old, origin: origin, range: range, reads: reads)),
      frame: frame, place: place)
  }

  func scope(at index: Int, attempt: Int = 1) -> RunScope {
    RunScope(snapshot, options: sharedOptions, place: snapshot.places[index], attempt: attempt)
  }
}
