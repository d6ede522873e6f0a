package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel

/// A session over a run in this process.
package final class LocalSession: DebugSession {
  package let program: Program
  package private(set) var options: RunOptions
  package var onEvent: ((Event) -> Void)?
  package var breakpoints: [Breakpoint] { breakpointList.all }
  package var stubs: [Stub] { interceptions.stubs }
  package var faults: [Fault] { interceptions.faults }

  private let environment: RunEnvironment
  private let interruption = Interruption()
  private var run: Run { didSet { interruption.watch(run) } }
  private var timeline: Timeline
  /// Events since the latest moment that was kept.
  private var unkept: [Event] = []
  private var arguments: [(name: Name, value: Value, origin: Origin)] = []
  private var breakpointList = BreakpointList()
  private var interceptions = Interceptions() {
    didSet { run.machine.interceptors = interceptions.inOrder }
  }

  package init(program: Program, options: RunOptions, environment: RunEnvironment) {
    self.program = program
    self.options = options
    self.environment = environment
    let machine = Machine(program: program, options: options)
    run = Run(machine: machine, environment: environment)
    timeline = Timeline(start: machine.snapshot)
    declareArguments()
    restart()
  }

  package var workflow: Workflow { program.workflow }
  private var selection: Int?

  package var selectedPlace: Place? {
    selection.flatMap(snapshot.place) ?? snapshot.places.first { $0.isActing }
      ?? snapshot.places.first
  }

  package var selectedWorkflow: Workflow {
    selectedPlace.map { snapshot.frames[$0.frame].program.workflow } ?? workflow
  }

  package var memory: Memory { snapshot.memory(at: selectedPlace) }

  package func select(place: Int) -> Bool {
    guard snapshot.place(place) != nil else { return false }
    selection = place
    return true
  }

  package func workflow(of event: Event) -> Workflow {
    snapshot.frames.indices.contains(event.frame)
      ? snapshot.frames[event.frame].program.workflow : workflow
  }
  package var snapshot: Snapshot { run.machine.snapshot }
  package var events: ArraySlice<Event> { timeline.past }
  package var interrupter: @Sendable () -> Void {
    { [interruption] in interruption.ask() }
  }

  private func declareArguments() {
    for argument in workflow.arguments {
      if let value = argument.defaultValue {
        arguments.append((Name(argument.name), value, .argument))
      }
    }
  }

  // MARK: Running

  package func restart() {
    beginAnew()
    var machine = Machine(program: program, options: options)
    for argument in arguments {
      machine.snapshot.branches[0].memory.variables.write(
        Variable(name: argument.name, value: argument.value, origin: argument.origin, event: 0))
    }
    begin(machine)
  }

  package func use(_ options: RunOptions) {
    self.options = options
    restart()
  }

  package func adjust(_ change: (inout RunOptions) -> Void) {
    change(&options)
    run.machine.options = options
  }

  /// A live run has a name and a beginning of its own; simulated ones are all alike.
  private func beginAnew() {
    switch options.mode {
    case .live:
      options.startTime = environment.clock.now()
      options.runID = RunID.make(at: options.startTime)
    case .simulated:
      let simulated = RunOptions()
      options.startTime = simulated.startTime
      options.runID = simulated.runID
    }
  }

  private func begin(_ machine: Machine) {
    run = Run(machine: machine, environment: environment)
    run.machine.interceptors = interceptions.inOrder
    timeline = Timeline(start: machine.snapshot)
    unkept = []
    selection = nil
  }

  package var isBusy: Bool { run.isBusy }

  @discardableResult
  package func cancel(reason: String) async -> Stop {
    await fail(ActionFailure(type: "cancelled", message: reason), reason: reason)
  }

  /// Ends the run as failed, stopping handlers that are at work.
  package func fail(_ failure: ActionFailure, reason: String) async -> Stop {
    await run.cancel(failure, reason: reason)
    record()
    return stop(snapshot.result.map(Stop.Reason.ended) ?? .moved)
  }

  /// Waits until every handler is gone that was told to stop.
  package func settle() async { await run.settle() }

  package func kill() async {
    if run.isBusy {
      await run.cancel(ActionFailure(type: "cancelled", message: "the run was killed"))
    }
    await settle()
    restart()
  }

  package func step() async -> Stop {
    await advance { events in
      events.contains { event in
        switch event.kind {
        case .taskEnded, .entered, .timer(_, .backoff, _): true
        default: false
        }
      }
    }
  }

  package func next() async -> Stop {
    let place = selectedPlace
    return await advance { [self] events in
      events.contains { event in
        guard case .entered = event.kind else { return false }
        // What runs inside the state, or beside it, goes on without a stop.
        guard let place, snapshot.place(place.id) != nil else { return true }
        return event.place == place.id
      }
    }
  }

  package func proceed() async -> Stop {
    await advance(checkingBreakpoints: true) { _ in false }
  }

  package func proceed(until location: Location) async -> Stop {
    return await advance(checkingBreakpoints: true, reason: .location) { [self] events in
      let reached = events.first { location.matches($0, in: workflow(of: $0)) }
      if let place = reached?.place { selection = place }
      return reached != nil
    }
  }

  package func proceed(until condition: CompiledExpression) async -> Stop {
    await advance(checkingBreakpoints: true, reason: .location) { [self] events in
      guard events.contains(where: { if case .entered = $0.kind { true } else { false } }) else {
        return false
      }
      let options = EvaluationOptions(undefined: .empty, now: snapshot.clock)
      return (try? condition.evaluateBool(in: scope(locals: [:]), options: options)) ?? false
    }
  }

  /// Moves the run on until `isThere` says so of the events of a moment, or it cannot go on.
  private func advance(
    checkingBreakpoints: Bool = false, reason: Stop.Reason = .step,
    until isThere: ([Event]) -> Bool
  ) async -> Stop {
    interruption.begin(run)
    while true {
      if Task.isCancelled || interruption.isAsked {
        return stop(.interrupted)
      }
      let progress = await run.step()
      let events = collect()
      if events.contains(where: \.isWorthAMoment) { keepMoment() }
      switch progress {
      case .ended(let result): return stop(.ended(result))
      case .stuck: return stop(.stuck)
      case .asking(let id, let question):
        selection = id
        return stop(.asked(place: id, question))
      case .undecided(let id):
        selection = id
        if case .undecided(_, let candidates, let why) = snapshot.place(id)?.phase,
          let state = snapshot.place(id)?.state
        {
          return stop(.undecided(state, candidates: candidates, reason: why))
        }
        return stop(.stuck)
      // Reports came in, or somebody interrupts.
      case .waiting: continue
      case .moved:
        if checkingBreakpoints, let reason = hitBreakpoint(events) { return stop(reason) }
        if isThere(events) { return stop(reason) }
      }
    }
  }

  /// Tells of what the last step has done.
  private func collect() -> [Event] {
    let events = run.machine.takeEvents()
    unkept += events
    if let onEvent { for event in events { onEvent(event) } }
    return events
  }

  /// Keeps the moment that the run has come to.
  private func keepMoment() {
    guard !unkept.isEmpty else { return }
    let isStop = unkept.contains { event in
      switch event.kind {
      case .entered, .runEnded: true
      default: false
      }
    }
    timeline.append(snapshot, unkept, isStop: isStop)
    unkept.removeAll(keepingCapacity: true)
  }

  private func record() {
    _ = collect()
    keepMoment()
  }

  private func stop(_ reason: Stop.Reason) -> Stop {
    keepMoment()
    let place = selectedPlace
    return Stop(
      reason: reason, event: snapshot.eventCount,
      arrivedBy: snapshot.memory(at: place).path?.element.transition, state: place?.state,
      workflow: selectedWorkflow, transitions: snapshot.transitionCount)
  }

  package func goTo(_ state: StateID) -> Stop {
    run.machine.move(to: state, place: selectedPlace?.id)
    record()
    return stop(.moved)
  }

  package func choose(_ transition: TransitionID) throws(SessionError) -> Stop {
    let waiting = [selectedPlace].compactMap { $0 } + snapshot.places
    let undecided = waiting.first { place in
      if case .undecided = place.phase { true } else { false }
    }
    guard let undecided else { throw .nothingUndecided }
    guard run.machine.choose(transition, by: "choose", place: undecided.id) else {
      let workflow = snapshot.frames[undecided.frame].program.workflow
      throw .noSuchExit(state: workflow[undecided.state].name)
    }
    record()
    if case .ended(let result) = snapshot.phase { return stop(.ended(result)) }
    return stop(.moved)
  }

  package func answer(_ text: String, place: Int?) throws(SessionError) -> Stop {
    let asking =
      ([place.flatMap(snapshot.place) ?? selectedPlace].compactMap { $0 } + snapshot.places)
      .first { $0.question != nil }
    guard let asking, let question = asking.question else { throw .nothingAsked }
    guard run.machine.answer(text, at: asking.id) else {
      throw .noSuchChoice(text, choices: question.choices)
    }
    record()
    return stop(.moved)
  }

  // MARK: Time travel

  package func back(_ count: Int) throws(SessionError) -> Stop { try travel(by: -count) }

  package func forward(_ count: Int) throws(SessionError) -> Stop { try travel(by: count) }

  private func travel(by distance: Int) throws(SessionError) -> Stop {
    let before = timeline
    guard timeline.move(by: distance) else {
      let reached = timeline.cursor
      timeline = before
      let between = before.moments[
        min(reached, before.cursor)..<max(reached, before.cursor)
      ].count { $0.isStop }
      throw .noMoreStops(available: between)
    }
    return restore()
  }

  package func goTo(event: Int) throws(SessionError) -> Stop {
    guard timeline.move(toEvent: event) else {
      throw .noSuchEvent(event, latest: timeline.events.count)
    }
    return restore()
  }

  package func back(to state: StateID) throws(SessionError) -> Stop {
    let found = timeline.moveBack { moment in
      moment.snapshot.places.contains { place in
        guard case .entered = place.phase else { return false }
        return place.state == state
      }
    }
    guard found else { throw .neverStoodBefore(workflow[state].name) }
    return restore()
  }

  private func restore() -> Stop {
    let machine = Machine(snapshot: timeline.present.snapshot, options: options)
    run = Run(machine: machine, environment: environment)
    run.machine.interceptors = interceptions.inOrder
    return stop(.moved)
  }

  // MARK: Variables

  package func set(_ name: Name, _ value: Value) {
    run.machine.write(name, value, place: selectedPlace?.id)
    record()
  }

  package func setArgument(_ name: Name, _ value: Value, origin: Origin) {
    arguments.removeAll { $0.name == name }
    arguments.append((name, value, origin))
    if case .ready = snapshot.phase { restart() }
  }

  package func unset(_ name: Name) -> Bool {
    let removed = run.machine.unset(name, place: selectedPlace?.id)
    timeline.amend(snapshot, run.machine.takeEvents())
    return removed
  }

  package func set(_ state: StateID, field: Name, _ value: Value) {
    run.machine.write(state, field: field, value, place: selectedPlace?.id)
    record()
  }

  package func scope(locals: [Name: Value]) -> RunScope {
    RunScope(
      snapshot, options: options, place: selectedPlace,
      locals: locals.mapValues { Variable(name: "local", value: $0, origin: .set, event: 0) })
  }

  // MARK: Stops, stubs and faults

  package func addBreakpoint(
    _ location: Location, condition: CompiledExpression?, isTemporary: Bool, name: String?
  ) -> Breakpoint {
    breakpointList.add { number in
      Breakpoint(
        id: number, location: location, condition: condition, isTemporary: isTemporary, name: name)
    }
  }

  package func updateBreakpoint(_ breakpoint: Breakpoint) { breakpointList.update(breakpoint) }

  package func removeBreakpoint(_ id: Int) -> Bool { breakpointList.remove(id) }

  private func hitBreakpoint(_ events: [Event]) -> Stop.Reason? {
    let hit = breakpointList.hit { location in
      events.first { location.matches($0, in: workflow(of: $0)) }
    } _: { condition, event throws(LanguageError) in
      if let place = event.place { selection = place }
      return try condition.evaluateBool(
        in: scope(locals: [:]), options: EvaluationOptions(undefined: .empty, now: snapshot.clock))
    }
    if let place = hit?.event.place { selection = place }
    return hit?.reason
  }

  package func addStub(
    _ location: Location, _ clauses: [Stub.Clause], isOptional: Bool
  ) -> Stub {
    interceptions.add { number in
      Stub(id: number, location: location, clauses: clauses, isOptional: isOptional)
    }
  }

  package func removeStub(_ id: Int) -> Bool { interceptions.removeStub(id) }

  package func addFault(
    _ location: Location, type: String?, message: String?, when: When, isOptional: Bool
  ) -> Fault {
    interceptions.add { number in
      Fault(
        id: number, location: location, type: type ?? "injected", message: message, when: when,
        isOptional: isOptional)
    }
  }

  package func removeFault(_ id: Int) -> Bool { interceptions.removeFault(id) }

  package func timesFired(_ id: Int) -> Int { snapshot.fired[id] ?? 0 }
}
