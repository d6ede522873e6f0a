import Synchronization
import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite(.timeLimit(.minutes(1))) struct RunTests {
  /// Answers when as many calls have come in as it waits for.
  private final class Meeting: ActionHandler {
    private let waiting = Mutex<(count: Int, continuations: [CheckedContinuation<Void, Never>])>(
      (0, []))
    let size: Int
    init(size: Int) { self.size = size }

    func perform(
      _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
    ) async -> ActionAnswer {
      report(.progress(fraction: 0.5, message: "half"))
      await withCheckedContinuation { continuation in
        let ready = waiting.withLock { state in
          state.count += 1
          state.continuations.append(continuation)
          return state.count == size ? state.continuations : []
        }
        for continuation in ready { continuation.resume() }
      }
      return ActionAnswer(outputs: ValueMap([("by", .string(request.prompt))]))
    }
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

  private func parallel() -> Program {
    var builder = ModelBuilder()
    builder.edge("[*]", "G")
    builder.edge("G", "Good", .success, "passed")
    builder.edge("G", "Bad", .failure, "failed")
    builder.action(
      "G",
      .parallelExecute(
        ParallelCall(tasks: ["a", "b", "c"].map { ModelBuilder.call(ModelBuilder.prompt($0)) })))
    return Program(builder.build())
  }

  private func live() -> RunOptions { RunOptions(mode: .live) }

  private func runToEnd(_ run: Run) async -> RunResult? {
    while true {
      if case .ended(let result) = await run.step() { return result }
    }
  }

  @Test func tasksReallyRunAtTheSameTime() async {
    let run = Run(
      machine: Machine(program: parallel(), options: live()),
      environment: RunEnvironment(handler: Meeting(size: 3)))
    let result = await runToEnd(run)
    #expect(result?.status == .succeeded)
    #expect(run.machine.record("G")?.origin == .live)
  }

  @Test func aTimeoutCancelsTheHandler() async {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "Bad", .failure, "failed")
    builder.action("A", ModelBuilder.prompt("slow"))
    builder.properties("A") { $0.timeout = .value(TimeSpan(nanoseconds: 30_000_000)) }
    let run = Run(
      machine: Machine(program: Program(builder.build()), options: live()),
      environment: RunEnvironment(handler: Sleeper()))
    _ = await runToEnd(run)
    #expect(run.machine.record("A")?.fields["error"]?.mapValue?["type"] == .string("timeout"))
    #expect(!run.isBusy)
  }

  @Test func anInterruptWakesAStepAndCancelEndsTheRun() async {
    let run = Run(
      machine: Machine(program: parallel(), options: live()),
      environment: RunEnvironment(handler: Sleeper()))
    run.interrupter()
    var progress = await run.step()
    while case .moved = progress { progress = await run.step() }
    guard case .waiting = progress else { return #expect(Bool(false)) }
    #expect(run.isBusy)
    await run.cancel(ActionFailure(type: "cancelled", message: "interrupted"))
    #expect(!run.isBusy)
    #expect(run.machine.snapshot.result?.status == .failed)
  }

  @Test func withoutAHandlerAPromptFailsAsSuch() async {
    let run = Run(
      machine: Machine(program: parallel(), options: live()), environment: RunEnvironment())
    let result = await runToEnd(run)
    #expect(result?.status == .failed || run.machine.record("G")?.status == .failed)
    #expect(
      run.machine.record("G")?.fields["error"]?.mapValue?["type"] == .string("no_handler"))
  }
}
