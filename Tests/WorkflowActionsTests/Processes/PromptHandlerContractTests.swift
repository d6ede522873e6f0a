import HandlerContract
import JSONText
import Synchronization
import Testing
import WorkflowActions
import WorkflowTestSupport

/// The same questions to a handler in a program and to one in this process.
@Suite(.timeLimit(.minutes(1))) struct PromptHandlerContractTests {
  /// What a handler does, told twice: as messages, and as the script that prints them.
  struct Behaviour: Sendable, CustomTestStringConvertible {
    var name: String
    var messages: [HandlerMessage]
    var answer: HandlerAnswer
    var testDescription: String { name }

    var script: String {
      (messages.map(\.json) + [answer.json]).map { json in
        "echo '\(JSONWriter().write(json).replacing("'", with: #"'\''"#))'"
      }.joined(separator: "\n")
    }
  }

  static let behaviours: [Behaviour] = [
    Behaviour(name: "succeeds", messages: [], answer: .success(["n": 9_007_199_254_740_993])),
    Behaviour(
      name: "logs",
      messages: [.log(level: "info", message: "it's é"), .log(level: "error", message: "b")],
      answer: .success()),
    Behaviour(
      name: "tells its progress", messages: [.progress(fraction: 0.5, message: "half")],
      answer: .success(["list": [1, nil, ["a": true]]])),
    Behaviour(
      name: "fails",
      messages: [],
      answer: .failure(
        HandlerFailure(type: "lock", message: "m", retryable: true, details: ["code": 5]),
        outputs: ["rows": 3])),
    Behaviour(
      name: "chooses an exit", messages: [], answer: HandlerAnswer(transition: "[*]")),
  ]

  /// A handler that is a Swift type.
  struct InProcess: PromptHandler {
    var behaviour: Behaviour

    func answer(
      _ request: HandlerRequest, report: @escaping @Sendable (HandlerMessage) -> Void
    ) async -> HandlerAnswer {
      behaviour.messages.forEach(report)
      return behaviour.answer
    }
  }

  @Test(arguments: behaviours, [true, false])
  func behaves(_ behaviour: Behaviour, isProgram: Bool) async throws {
    let processes = try FakeProcesses()
    let handler: any PromptHandler =
      isProgram
      ? ProcessHandler(
        command: [try processes.script("handler.sh", behaviour.script)],
        environment: ["PATH": "/usr/bin:/bin"])
      : InProcess(behaviour: behaviour)

    let heard = Heard()
    let answer = await handler.answer(HandlerRequest(prompt: "p", timeout: 50)) { heard.add($0) }
    #expect(answer == behaviour.answer)
    #expect(heard.messages.withLock { $0 } == behaviour.messages)
  }

  private final class Heard: Sendable {
    let messages = Mutex<[HandlerMessage]>([])
    func add(_ message: HandlerMessage) { messages.withLock { $0.append(message) } }
  }
}
