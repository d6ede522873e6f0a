import Testing
import WorkflowEngine
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowDebugging

@Suite struct LocalSessionTests {
  private func session() -> LocalSession {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "B", .success, "ok")
    builder.edge("A", "Bad", .failure, "failed")
    builder.edge("B", "C")
    builder.edge("C", "[*]")
    builder.edge("Bad", "[*]")
    builder.action("A", ModelBuilder.prompt("p"))
    builder.action("B", ModelBuilder.set("x", "{{ n + 1 }}"))
    return LocalSession(
      program: Program(builder.build()), options: RunOptions(), environment: RunEnvironment())
  }

  private func name(_ stop: Stop, in session: LocalSession) -> String? {
    stop.state.map { session.workflow[$0].name }
  }

  private func location(_ text: String, _ session: LocalSession) throws -> Location {
    try LocationParser(workflow: session.workflow).parse(text)
  }

  /// Works until it is cancelled.
  private struct Sleeper: ActionHandler {
    func perform(
      _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
    ) async -> ActionAnswer {
      while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
      return ActionAnswer(failure: ActionFailure(type: "cancelled", message: "stopped"))
    }
  }

  @Test func whoeverMayInterruptMayInterruptTheNextRunToo() async {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.action("A", ModelBuilder.prompt("p"))
    let session = LocalSession(
      program: Program(builder.build()), options: RunOptions(mode: .live),
      environment: RunEnvironment(handler: Sleeper()))
    let interrupt = session.interrupter
    for _ in 0..<2 {
      session.restart()
      session.onEvent = { event in
        if case .called = event.kind { interrupt() }
      }
      guard case .interrupted = await session.proceed().reason else {
        return #expect(Bool(false))
      }
    }
    await session.kill()
  }

  @Test func stepsStandBeforeEachState() async {
    let session = session()
    session.set("n", .int(1))
    for expected in ["A", "B", "C"] {
      #expect(name(await session.next(), in: session) == expected)
    }
    guard case .ended(let result) = await session.next().reason else {
      return #expect(Bool(false))
    }
    #expect(result.status == .succeeded)
  }

  @Test func backRestoresVariablesAndForwardGoesOn() async throws {
    let session = session()
    session.set("n", .int(1))
    _ = await session.proceed()
    #expect(session.scope(locals: [:]).value(of: "x") == .int(2))
    #expect(name(try session.back(2), in: session) == "B")
    #expect(session.scope(locals: [:]).value(of: "x") == nil)
    #expect(session.scope(locals: [:]).value(of: "n") == .int(1))
    #expect(name(try session.forward(1), in: session) == "C")
    #expect(session.scope(locals: [:]).value(of: "x") == .int(2))
    #expect(throws: SessionError.self) { try session.back(50) }
    #expect(
      name(try session.back(to: session.workflow.stateID(named: "A") ?? StateID(0)), in: session)
        == "A")
  }

  @Test func goingBackAndOnAnotherWayForgetsTheFuture() async throws {
    let session = session()
    _ = await session.proceed()
    let events = session.events.count
    _ = try session.back(to: StateID(0))
    _ = session.addFault(
      try location("A", session), type: "lock", message: nil, when: When(), isOptional: false)
    _ = await session.proceed()
    #expect(session.snapshot.memory().failures?.count == 1)
    #expect(throws: SessionError.self) { try session.forward(1) }
    #expect(session.events.count != events || session.events.last?.number == events)
  }

  @Test func eventsAreReachedByNumber() async throws {
    let session = session()
    _ = await session.proceed()
    _ = try session.goTo(event: 3)
    #expect(session.snapshot.eventCount <= 3)
    #expect(throws: SessionError.self) { try session.goTo(event: 10_000) }
  }

  @Test func breakpointsStopBeforeTheirStateAndCountHits() async throws {
    let session = session()
    let breakpoint = session.addBreakpoint(
      try location("B", session), condition: nil, isTemporary: false, name: nil)
    let stop = await session.proceed()
    guard case .breakpoint(let id, 1) = stop.reason else { return #expect(Bool(false)) }
    #expect(id == breakpoint.id)
    #expect(name(stop, in: session) == "B")
    guard case .ended = await session.proceed().reason else { return #expect(Bool(false)) }
    #expect(session.removeBreakpoint(id))
    #expect(!session.removeBreakpoint(id))
  }

  @Test func conditionsAndTemporaryBreakpoints() async throws {
    let session = session()
    session.set("n", .int(5))
    _ = session.addBreakpoint(
      try location("B", session), condition: try CompiledExpression.parse("n < 3"),
      isTemporary: false, name: nil)
    _ = session.addBreakpoint(
      try location("A -> *", session), condition: try CompiledExpression.parse("n == 5"),
      isTemporary: true, name: nil)
    guard case .breakpoint(2, _) = await session.proceed().reason else {
      return #expect(Bool(false))
    }
    #expect(session.breakpoints.map(\.id) == [1])
    guard case .ended = await session.proceed().reason else { return #expect(Bool(false)) }
  }

  @Test func faultsCountTheirFirings() async throws {
    let session = session()
    var when = When()
    when.numbers = [1...1]
    let fault = session.addFault(
      try location("A", session), type: "lock", message: "busy", when: when, isOptional: false)
    _ = await session.proceed()
    #expect(session.timesFired(fault.id) == 1)
    session.restart()
    #expect(session.timesFired(fault.id) == 0)
    #expect(session.removeFault(fault.id))
  }

  @Test func gotoRunsNothing() async throws {
    let session = session()
    let stop = session.goTo(try #require(session.workflow.stateID(named: "C")))
    #expect(name(stop, in: session) == "C")
    #expect(session.scope(locals: [:]).value(of: "x") == nil)
    guard case .ended = await session.proceed().reason else { return #expect(Bool(false)) }
  }

  @Test func aLiveRunHasANameAndABeginningOfItsOwn() {
    let session = session()
    #expect(session.options.runID == "sim-1")
    var options = session.options
    options.mode = .live
    session.use(options)
    let first = session.options.runID
    #expect(first.count == 26)
    #expect(session.snapshot.startedAt > RunOptions.virtualStart)
    session.restart()
    #expect(session.options.runID != first)
    options.mode = .simulated
    session.use(options)
    #expect(session.options.runID == "sim-1")
    #expect(session.snapshot.startedAt == RunOptions.virtualStart)
  }

  @Test func argumentsComeBackAtARestart() async {
    let session = session()
    session.setArgument("n", .int(9), origin: .set)
    session.set("n", .int(1))
    session.restart()
    #expect(session.scope(locals: [:]).value(of: "n") == .int(9))
  }
}
