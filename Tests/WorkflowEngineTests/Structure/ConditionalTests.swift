import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct ConditionalTests {
  /// Ask -> Decide; Decide -> Ask on true, -> Stop on false; Stop is nearer to the end.
  private func loop(condition: String) throws -> ModelBuilder {
    var builder = ModelBuilder()
    builder.edge("[*]", "Ask")
    builder.edge("Ask", "Decide")
    builder.edge("Decide", "Again", .success, "Retry")
    builder.edge("Decide", "Stop", .failure, "No retry")
    builder.edge("Again", "Ask")
    builder.edge("Stop", "[*]")
    builder.action("Ask", ModelBuilder.prompt("ask"))
    builder.action(
      "Decide",
      .conditional(
        ConditionalCall(
          condition: .expression(try CompiledExpression.parse(condition)),
          onTrue: ModelBuilder.call(ModelBuilder.set("n", "{{ n + 1 }}")),
          onFalse: ModelBuilder.call(ModelBuilder.log("no more")))))
    return builder
  }

  private func run(
    _ condition: String, retryable: Value?, n: Int64 = 0
  ) throws -> (path: [String], machine: Machine, events: [Event]) {
    var machine = Machine(
      program: Program(try loop(condition: condition).build()), options: RunOptions())
    machine.write("n", .int(n))
    if let retryable {
      machine.interceptors = [
        AnsweringInterceptor(state: "Ask", outputs: ValueMap([("retryable", retryable)]))
      ]
    }
    let (path, _, events) = machine.runToEnd()
    return (path, machine, events)
  }

  @Test(arguments: [Value.string("true"), .bool(true)])
  func trueLeavesAsSuccessUntilItIsFalse(retryable: Value) throws {
    let (path, machine, _) = try run("Ask.retryable == 'true' && n < 2", retryable: retryable)
    #expect(
      path == ["Ask", "Decide", "Again", "Ask", "Decide", "Again", "Ask", "Decide", "Stop"])
    #expect(machine.variable("n") == .int(2))
  }

  @Test func falseLeavesAsFailureThoughNothingFailed() throws {
    let (path, machine, _) = try run("Ask.retryable == 'true'", retryable: .string("false"))
    #expect(path == ["Ask", "Decide", "Stop"])
    #expect(machine.record("Decide")?.status == .completed)
    #expect(machine.snapshot.memory().failures == nil)
  }

  @Test func anInventedConditionTakesTheNearestWayOut() throws {
    let (path, machine, events) = try run("Ask.retryable == 'true'", retryable: nil)
    #expect(path == ["Ask", "Decide", "Stop"])
    #expect(events.reasons.contains(.shortest))
    #expect(machine.variable("n") == .int(0))
  }

  @Test func aConditionThatIsNoBooleanFailsTheState() throws {
    let (path, machine, _) = try run("n + 1", retryable: .string("x"))
    #expect(path == ["Ask", "Decide", "Stop"])
    #expect(
      machine.record("Decide")?.fields["error"]?.mapValue?["type"]
        == .string("condition_not_boolean"))
  }
}
