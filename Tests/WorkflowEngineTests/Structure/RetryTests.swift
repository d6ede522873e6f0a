import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct RetryTests {
  private func delay(
    _ retry: Int, _ backoff: RetryPolicy.Backoff, longest: Int64? = nil, jitter: Double = 0
  ) -> Double {
    var random = RandomSource(seed: 1)
    return Machine.delay(
      before: retry, first: TimeSpan(nanoseconds: 2_000_000_000), backoff: backoff,
      longest: longest.flatMap { TimeSpan(seconds: $0) }, jitter: jitter, random: &random
    ).seconds
  }

  @Test func delaysGrowAsTheBackoffSays() {
    #expect((1...4).map { delay($0, .fixed) } == [2, 2, 2, 2])
    #expect((1...4).map { delay($0, .linear) } == [2, 4, 6, 8])
    #expect((1...4).map { delay($0, .exponential) } == [2, 4, 8, 16])
    #expect(delay(4, .exponential, longest: 10) == 10)
    #expect(delay(500, .exponential) > 0)
  }

  @Test func jitterStaysWithinItsPart() {
    let varied = delay(1, .fixed, jitter: 0.5)
    #expect(varied != 2 && (1...3).contains(varied))
  }

  @Test func triesAsOftenAsThePolicySaysAndCountsTheFirst() {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "Good", .success, "ok")
    builder.edge("A", "Bad", .failure, "failed")
    builder.action("A", ModelBuilder.prompt("p"))
    builder.properties("A") {
      $0.retry = RetryPolicy(
        attempts: .value(3), delay: .value(TimeSpan(nanoseconds: 60_000_000_000)))
    }
    var machine = Machine(program: Program(builder.build()), options: RunOptions())
    machine.interceptors = [FailingInterceptor(on: 1...2)]
    let names = machine.runToEnd().path
    #expect(names == ["A", "Good"])
    #expect(machine.record("A")?.fields["attempts"] == .int(3))
    #expect(machine.record("A")?.fields["retry_count"] == .int(2))
    #expect(machine.snapshot.clock.since(RunOptions.virtualStart)?.seconds == 120)

    var again = Machine(program: Program(builder.build()), options: RunOptions())
    again.interceptors = [FailingInterceptor(on: 1...9)]
    let path = again.runToEnd().path
    #expect(path == ["A", "Bad"])
    #expect(again.record("A")?.fields["attempts"] == .int(3))
  }

  @Test(arguments: ["abort", "cancelled", "no_handler"])
  func someFailuresAreNeverTriedAgain(type: String) {
    #expect(!ActionFailure(type: type, message: "").mayBeRetried(types: []))
    #expect(!ActionFailure(type: type, message: "").mayBeRetried(types: [type]))
  }

  @Test func anErrorThatSaysSoIsNotTriedAgain() {
    #expect(!ActionFailure(type: "x", message: "", retryable: false).mayBeRetried(types: []))
    #expect(ActionFailure(type: "x", message: "", retryable: true).mayBeRetried(types: []))
    #expect(ActionFailure(type: "Lock", message: "").mayBeRetried(types: ["lock"]))
    #expect(!ActionFailure(type: "data", message: "").mayBeRetried(types: ["lock"]))
  }
}
