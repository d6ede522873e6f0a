import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct MachineTests {
  private func machine(_ builder: ModelBuilder, _ options: RunOptions = RunOptions()) -> Machine {
    Machine(program: Program(builder.build()), options: options)
  }

  /// A -> B on success, A -> C on failure, both end.
  private func fork() -> ModelBuilder {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "B", .success, "ok")
    builder.edge("A", "C", .failure, "failed")
    builder.edge("B", "[*]")
    builder.edge("C", "[*]", .always, "Gave up", rule: .sole)
    builder.action("A", ModelBuilder.prompt("p"))
    return builder
  }

  @Test func walksFromStartToEnd() {
    var machine = machine(fork())
    let (path, progress, events) = machine.runToEnd()
    #expect(path == ["A", "B"])
    guard case .ended(let result) = progress else { return #expect(Bool(false)) }
    #expect(result.status == .succeeded)
    #expect(events.map(\.number) == Array(1...events.count))
    #expect(machine.snapshot.eventCount == events.count)
  }

  @Test func aFailureLeavesByTheFailureExit() {
    var machine = machine(fork())
    machine.interceptors = [FailingInterceptor(on: 1...1, state: "A")]
    let (path, progress, _) = machine.runToEnd()
    #expect(path == ["A", "C"])
    guard case .ended(let result) = progress else { return #expect(Bool(false)) }
    #expect(result.status == .failed)
  }

  @Test func aFailureWithoutAnExitEndsTheRunAndSaysHowToRouteIt() {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "B", .always, "then", rule: .sole)
    builder.action("A", ModelBuilder.prompt("p"))
    var machine = machine(builder)
    machine.interceptors = [FailingInterceptor(on: 1...1)]
    guard case .ended(let result) = machine.runToEnd().progress else {
      return #expect(Bool(false))
    }
    #expect(result.status == .failed)
    #expect(result.failure?.type == "injected")
    #expect(result.failure?.message.contains("A --> Handler: Failed") == true)
  }

  @Test func aSoleExitThatSpeaksOfTroubleTakesAFailure() {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "B", .always, "Error caught", rule: .sole, mentionsTrouble: true)
    builder.edge("B", "[*]")
    builder.action("A", ModelBuilder.prompt("p"))
    var machine = machine(builder)
    machine.interceptors = [FailingInterceptor(on: 1...1, state: "A")]
    let (path, _, events) = machine.runToEnd()
    #expect(path == ["A", "B"])
    let passed = events.compactMap { event in
      if case .edge(let departure) = event.kind { departure.passedFailure } else { nil }
    }
    #expect(passed == [false, true, false])
  }

  @Test func outputsOfAFailedStateArePublished() {
    var machine = machine(fork())
    machine.interceptors = [FailingInterceptor(on: 1...1, state: "A", type: "lock")]
    _ = machine.runToEnd()
    let fields = machine.record("A")?.fields
    #expect(fields?["status"] == .string("failed"))
    #expect(fields?["success"] == .bool(false))
    #expect(fields?["error"]?.text == "broken")
    #expect(fields?["error"]?.mapValue?["type"] == .string("lock"))
    let errors = RunScope(machine.snapshot, options: RunOptions()).value(of: "all_errors")
    #expect(errors?.listValue?.count == 1)
    #expect(errors?.listValue?.first?.mapValue?["state"] == .string("A"))
  }

  @Test func placeholdersStandForWhatIsReadLaterAndAreMarked() {
    var builder = fork()
    builder.action("B", ModelBuilder.set("copy", "{{ A.backup_id }}"))
    var machine = machine(builder)
    _ = machine.runToEnd()
    #expect(machine.variable("copy") == .string("sim-backup_id-1"))
    #expect(machine.snapshot.memory().variables["copy"]?.origin == .simulated)
    #expect(machine.record("A")?.origin(of: "backup_id") == .simulated)
  }

  @Test func aStubsOutputsAreNotCompleted() {
    var builder = fork()
    builder.action("B", ModelBuilder.set("copy", "{{ A.backup_id }}-{{ A.other }}"))
    var machine = machine(builder)
    machine.interceptors = [
      AnsweringInterceptor(state: "A", outputs: ValueMap([("backup_id", .string("b1"))]))
    ]
    let (_, _, events) = machine.runToEnd()
    #expect(machine.variable("copy") == .string("b1-"))
    let warnings = events.compactMap { event in
      if case .warning(let code, let message, _, _) = event.kind {
        "\(code): \(message)"
      } else {
        nil
      }
    }
    #expect(warnings == ["undefined: 'A.other' has no value"])
  }

  @Test func anOutputThatSaysNoLeavesAsAFailure() {
    var machine = machine(fork())
    machine.interceptors = [
      AnsweringInterceptor(state: "A", outputs: ValueMap([("valid", .string("false"))]))
    ]
    let (path, _, events) = machine.runToEnd()
    #expect(path == ["A", "C"])
    #expect(machine.record("A")?.status == .completed)
    #expect(events.reasons.contains(.failedField("valid")))
  }

  @Test func aHandlersTransitionIsFollowed() {
    for (transition, expected) in [("C", ["A", "C"]), ("failed", ["A", "C"]), ("B", ["A", "B"])] {
      var machine = machine(fork())
      machine.interceptors = [
        AnsweringInterceptor(state: "A", outputs: ValueMap(), transition: transition)
      ]
      let path = machine.runToEnd().path
      #expect(path == expected)
    }
    var ended = machine(fork())
    ended.interceptors = [
      AnsweringInterceptor(state: "A", outputs: ValueMap(), transition: "[*]")
    ]
    let endedPath = ended.runToEnd().path
    #expect(endedPath == ["A"])
    var unknown = machine(fork())
    unknown.interceptors = [
      AnsweringInterceptor(state: "A", outputs: ValueMap(), transition: "Nowhere")
    ]
    guard case .ended(let result) = unknown.runToEnd().progress else {
      return #expect(Bool(false))
    }
    #expect(result.failure?.type == "unknown_transition")
  }

  @Test func aLoopEndsAtTheLimitByName() {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "A")
    var options = RunOptions()
    options.limits.transitions = 50
    var machine = machine(builder, options)
    guard case .ended(let result) = machine.runToEnd().progress else {
      return #expect(Bool(false))
    }
    #expect(result.status == .failed)
    #expect(result.reason == "limit 'transitions' reached (50)")
  }

  @Test func twoExitsThatFitEquallyAreUndecidedUntilSomebodyChooses() throws {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "B", .prose, "left", rule: .noRule)
    builder.edge("A", "C", .prose, "right", rule: .noRule)
    var machine = machine(builder)
    guard case .undecided = machine.runToEnd().progress else { return #expect(Bool(false)) }
    let right = try #require(machine.workflow.transitions.first { $0.label.text == "right" })
    let chosen = machine.choose(right.id, by: "choose")
    #expect(chosen)
    let (path, _, events) = machine.runToEnd()
    #expect(path == ["C"])
    #expect(events.reasons.contains(.forced("choose")))
  }

  @Test func messagesThatCannotBeRenderedAreShownAsWritten() {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.action("A", ModelBuilder.log("sum {{ 1 / 0 }}"))
    var machine = machine(builder)
    let (_, progress, events) = machine.runToEnd()
    let logged = events.compactMap { if case .log(_, _, let text) = $0.kind { text } else { nil } }
    #expect(logged == ["sum {{ 1 / 0 }}"])
    guard case .ended(let result) = progress else { return #expect(Bool(false)) }
    #expect(result.status == .succeeded)
  }

  @Test func anInterceptedHangStopsTheRunAsStuckAndATimeoutEndsIt() {
    struct Hanging: Interceptor {
      var id = 1
      func intercept(
        _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
      ) -> Interception { .hang }
    }
    var stuck = machine(fork())
    stuck.interceptors = [Hanging()]
    guard case .stuck = stuck.runToEnd().progress else { return #expect(Bool(false)) }

    var builder = fork()
    builder.properties("A") { $0.timeout = .value(TimeSpan(nanoseconds: 5_000_000_000)) }
    var timed = machine(builder)
    timed.interceptors = [Hanging()]
    let timedPath = timed.runToEnd().path
    #expect(timedPath.prefix(2) == ["A", "C"])
    #expect(timed.record("A")?.fields["error"]?.mapValue?["type"] == .string("timeout"))
    #expect(timed.snapshot.clock.since(RunOptions.virtualStart)?.seconds == 5)
  }

  @Test func aStateThatHasNotRunIsSaidToHaveNoValueYet() throws {
    let machine = machine(fork())
    let expression = try CompiledExpression.parse("B.output")
    do {
      _ = try expression.evaluate(
        in: RunScope(machine.snapshot, options: RunOptions()), options: EvaluationOptions())
      Issue.record("it has a value")
    } catch {
      #expect(error.message == "'B' has no value yet")
      #expect(error.hint == "the state has not run")
    }
  }

  @Test func equalRunsGiveEqualEvents() {
    func trail() -> [String] {
      var machine = machine(fork())
      machine.interceptors = [FailingInterceptor(on: 1...1)]
      return machine.runToEnd().events.map { "\($0)" }
    }
    #expect(trail() == trail())
  }
}

extension [Event] {
  var reasons: [Departure.Reason] {
    compactMap { if case .edge(let departure) = $0.kind { departure.reason } else { nil } }
  }
}
