import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct ParallelTests {
  private func group(
    _ mode: ParallelCall.ErrorMode, _ tasks: [ActionCall.Kind], limit: Int? = nil
  ) -> Workflow {
    var builder = ModelBuilder()
    builder.edge("[*]", "G")
    builder.edge("G", "Good", .success, "passed")
    builder.edge("G", "Bad", .failure, "failed")
    builder.action(
      "G",
      .parallelExecute(
        ParallelCall(
          tasks: tasks.map(ModelBuilder.call), errorMode: .value(mode),
          maxConcurrency: limit.map { .value($0) })))
    return builder.build()
  }

  private static let checks = [
    ModelBuilder.prompt("db/schema"), ModelBuilder.prompt("db/data"),
    ModelBuilder.set("mode", "read_only"),
  ]

  /// Fails or answers single tasks by name.
  private struct Tasks: Interceptor {
    var id = 1
    var answers: [String: ActionAnswer]

    func intercept(
      _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
    ) -> Interception {
      guard call.taskNumber != nil, let prompt = call.prompt, let answer = answers[prompt] else {
        return .proceed
      }
      return .answer(answer, .stub)
    }
  }

  private func run(
    _ mode: ParallelCall.ErrorMode, _ answers: [String: ActionAnswer]
  ) -> (Machine, [Event], [String]) {
    var machine = Machine(program: Program(group(mode, Self.checks)), options: RunOptions())
    machine.interceptors = [Tasks(answers: answers)]
    let (path, _, events) = machine.runToEnd()
    return (machine, events, path)
  }

  private func ended(_ events: [Event]) -> [String] {
    events.compactMap { event in
      guard case .taskEnded(_, _, let name, let summary) = event.kind else { return nil }
      return "\(name) \(summary.status.rawValue)"
    }
  }

  private let failure = ActionAnswer(failure: ActionFailure(type: "x", message: "lost rows"))

  @Test func tasksThatOnlyWriteGoFirstTheOthersInFileOrder() {
    let (machine, events, path) = run(.collectAll, [:])
    #expect(path == ["G", "Good"])
    #expect(ended(events) == ["set_variable completed", "schema completed", "data completed"])
    #expect(machine.variable("mode") == .string("read_only"))
  }

  @Test func collectAllRunsEveryTaskAndJoinsTheFailures() {
    let (machine, events, path) = run(
      .collectAll,
      [
        "db/schema": failure,
        "db/data": ActionAnswer(outputs: ValueMap([("failures", .list(["orphans"]))])),
      ])
    #expect(path == ["G", "Bad"])
    #expect(ended(events) == ["set_variable completed", "schema failed", "data completed"])
    let fields = machine.record("G")?.fields
    #expect(fields?["failures"] == .list(["schema: lost rows", "orphans"]))
    #expect(fields?["error"]?.text == "schema: lost rows")
    #expect(machine.snapshot.memory().failures?.count == 1)
  }

  @Test func failFastCancelsTheOtherHandlersButNotTheWrites() {
    let (machine, events, path) = run(.failFast, ["db/schema": failure])
    #expect(path == ["G", "Bad"])
    #expect(ended(events) == ["set_variable completed", "schema failed", "data cancelled"])
    #expect(machine.variable("mode") == .string("read_only"))
  }

  @Test func taskOutputsAreReadByThePromptsLastPart() {
    var machine = Machine(program: Program(group(.collectAll, Self.checks)), options: RunOptions())
    machine.interceptors = [
      Tasks(answers: ["db/data": ActionAnswer(outputs: ValueMap([("rows", .int(7))]))])
    ]
    _ = machine.runToEnd()
    let scope = RunScope(machine.snapshot, options: RunOptions())
    #expect(scope.value(of: "data")?.mapValue?["rows"] == .int(7))
    #expect(machine.record("G")?.fields["results"]?.mapValue?["data"]?.mapValue?["rows"] == .int(7))
  }

  @Test(arguments: [(1, 0), (2, 1)])
  func resultsThatDifferUnderOneNameAreAWarning(rows: Int64, warnings: Int) {
    let tasks = ["old/check", "new/check"].map { ModelBuilder.prompt($0) }
    let logs = [ModelBuilder.log("x"), ModelBuilder.log("{{ G.results.check }}")]
    var machine = Machine(
      program: Program(group(.collectAll, tasks + logs)), options: RunOptions())
    machine.interceptors = [
      Tasks(answers: [
        "old/check": ActionAnswer(outputs: ValueMap([("rows", .int(1))])),
        "new/check": ActionAnswer(outputs: ValueMap([("rows", .int(rows))])),
      ])
    ]
    let found = machine.runToEnd().events.compactMap { event in
      if case .warning("merge-conflict", let message, _, _) = event.kind { message } else { nil }
    }
    #expect(found.count == warnings)
    #expect(found.allSatisfy { $0.hasPrefix("tasks called 'check' came to different results") })
    #expect(machine.record("G")?.fields["results_list"]?.listValue?.count == 4)
  }

  @Test func aHandlersFailureCancelsTheOthersThatWork() {
    var options = RunOptions()
    options.mode = .live
    var machine = Machine(program: Program(group(.failFast, Self.checks)), options: options)
    var calls: [String: Int] = [:]
    var cancelled: [Int] = []
    var events: [Event] = []
    while true {
      let progress = machine.advance()
      events += machine.takeEvents()
      for effect in machine.takeEffects() {
        switch effect {
        case .perform(let call, let request): calls[request.prompt] = call
        case .cancel(let call): cancelled.append(call)
        }
      }
      if case .ended = progress { break }
      if case .waiting = progress, let call = calls["db/schema"] {
        machine.deliver(failure, to: call)
      }
    }
    #expect(cancelled == [calls["db/data"]].compactMap(\.self))
    #expect(ended(events) == ["set_variable completed", "schema failed", "data cancelled"])
  }

  @Test func noMoreHandlersThanAllowedAreAskedAtOnce() {
    var options = RunOptions()
    options.mode = .live
    var machine = Machine(
      program: Program(group(.collectAll, Self.checks, limit: 1)), options: options)
    var asked: [String] = []
    while true {
      let progress = machine.advance()
      for effect in machine.takeEffects() {
        if case .perform(let call, let request) = effect {
          asked.append(request.prompt)
          #expect(machine.snapshot.places[0].calls == [call])
          machine.deliver(ActionAnswer(), to: call)
        }
      }
      if case .ended = progress { break }
    }
    #expect(asked == ["db/schema", "db/data"])
  }
}
