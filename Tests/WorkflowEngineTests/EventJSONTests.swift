import JSONText
import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct EventJSONTests {
  /// A run with retries, a delay, a write, a log, a warning and a failure.
  private func events() -> (workflow: Workflow, events: [Event]) {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.edge("A", "B", .success, "ok")
    builder.edge("A", "C", .failure, "failed")
    builder.edge("B", "[*]")
    builder.edge("C", "[*]", .always, "Gave up", rule: .sole)
    builder.action("A", ModelBuilder.prompt("p", ["x": "{{ nothing }}"]))
    builder.action("B", ModelBuilder.set("n", "{{ A.count }}"))
    builder.action("C", ModelBuilder.log("sorry"))
    builder.properties("A") {
      $0.retry = RetryPolicy(
        attempts: .value(2), delay: .value(TimeSpan(nanoseconds: 1_000_000_000)))
    }
    var machine = Machine(program: Program(builder.build()), options: RunOptions())
    machine.interceptors = [FailingInterceptor(on: 1...1, state: "A", type: "lock")]
    return (machine.workflow, machine.runToEnd().events)
  }

  @Test func everyEventIsReadBackAsItWasWritten() throws {
    let (workflow, events) = events()
    for event in events {
      let json = JSONValue.object(event.json(in: workflow))
      #expect(try JSONReader.read(JSONWriter().write(json)) == json)
      #expect(json["event"] == .int(Int64(event.number)))
      #expect(json["v"] == .int(Int64(Event.version)))
    }
  }

  @Test func kindsHaveTheirMembers() throws {
    let (workflow, events) = events()
    let objects = events.map { $0.json(in: workflow) }
    func first(_ kind: String) throws -> JSONObject {
      try #require(objects.first { $0["kind"] == .string(kind) }, "no \(kind)")
    }
    #expect(try first("run_started")["mode"] == "simulated")
    #expect(try first("entered")["state"] == "A")
    let failed = try first("attempt_ended")
    #expect(failed["status"] == "failed")
    #expect(failed["error"]?["type"] == "lock")
    #expect(try first("timer")["timer"] == "backoff")
    #expect(try first("clock")["to"] == "2026-01-01T00:00:01Z")
    #expect(try first("warning")["code"] == "undefined")
    #expect(try first("published")["outputs"]?["attempts"] == 2)
    let write = try first("write")
    #expect(write["name"] == "n")
    #expect(write["origin"] == "sim")
    #expect(write["reads"] == ["A"])
    let edge = try #require(objects.last { $0["kind"] == "edge" })
    #expect(edge["edge"]?["to"] == "[*]")
    #expect(try first("run_ended")["result"] == "succeeded")
  }
}
