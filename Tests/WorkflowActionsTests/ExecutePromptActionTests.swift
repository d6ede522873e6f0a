import HandlerContract
import JSONText
import Synchronization
import Testing
import WorkflowActions
import WorkflowEngine
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

@Suite(.timeLimit(.minutes(1))) struct ExecutePromptActionTests {
  let files: FakeProcesses
  init() throws { files = try FakeProcesses() }

  /// An action whose one project file is `settings`; with a handler in this process if given.
  func action(
    _ settings: String, trusted: Bool = true, secrets: Set<String> = [],
    environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    handler: (any PromptHandler)? = nil
  ) throws -> ExecutePromptAction {
    try files.write(".wfsh/handlers.yaml", settings)
    let places = HandlerPlaces(
      workflow: nil, workingFolder: files.folder, userFolder: nil, programFolder: files.folder)
    var action = ExecutePromptAction(
      directory: HandlerDirectory(places: places),
      trust: Trust(store: nil, trustsEverything: trusted), environment: environment,
      secretNames: SecretNames(declared: secrets))
    if let handler { action.makeHandler = { _, _ in handler } }
    return action
  }

  static func request(
    _ prompt: String = "a", isDryRun: Bool = false, variables: [(String, Value)] = [],
    scope: [(String, Value)] = []
  ) -> ActionRequest {
    ActionRequest(
      identity: CallIdentity(frame: 0, state: StateID(0), visit: 1, attempt: 2),
      task: .prompt(prompt),
      workflow: "w", state: "S", runID: "r", isDryRun: isDryRun, timeout: 50,
      variables: ValueMap(variables), scope: ValueMap(scope))
  }

  /// Keeps the request and gives a prepared answer.
  final class Recorder: PromptHandler {
    let requests = Mutex<[HandlerRequest]>([])
    let messages: [HandlerMessage]
    let result: HandlerAnswer

    init(messages: [HandlerMessage] = [], result: HandlerAnswer = .success()) {
      self.messages = messages
      self.result = result
    }

    func answer(
      _ request: HandlerRequest, report: @escaping @Sendable (HandlerMessage) -> Void
    ) async -> HandlerAnswer {
      requests.withLock { $0.append(request) }
      messages.forEach(report)
      return result
    }
  }

  final class Reports: Sendable {
    let all = Mutex<[ActionReport]>([])
    func add(_ report: ActionReport) { all.withLock { $0.append(report) } }
  }

  // MARK: From the engine to a program and back

  @Test func aProgramServesThePrompt() async throws {
    try files.script(
      ".wfsh/run.sh",
      #"""
      echo '{"event":"progress","fraction":0.5,"message":"half"}'
      echo '{"event":"log","level":"warn","message":"careful"}'
      printf '{"event":"result","status":"success","outputs":{"n":9007199254740993,"request":%s},"transition":"Next"}' "$(cat)"
      """#)
    let action = try action("a: {command: [./run.sh], scope: true}")
    let reports = Reports()
    let answer = await action.perform(
      Self.request(variables: [("x", .double(1.5))], scope: [("y", .list([.int(1)]))])
    ) { reports.add($0) }
    #expect(answer.failure == nil)
    #expect(answer.transition == "Next")
    #expect(answer.outputs["n"] == .int(9_007_199_254_740_993))
    #expect(
      answer.outputs["request"]?.json == [
        "protocol": 1, "prompt": "a", "workflow": "w", "state": "S", "run_id": "r", "attempt": 2,
        "dry_run": false, "timeout": 50, "variables": ["x": 1.5], "scope": ["y": [1]],
      ])
    #expect(
      reports.all.withLock { $0 } == [
        .progress(fraction: 0.5, message: "half"), .log(level: .warning, message: "careful"),
      ])
  }

  @Test func failuresKeepWhatTheHandlerSaid() async throws {
    let recorder = Recorder(
      result: .failure(
        HandlerFailure(type: "lock", message: "m", retryable: false, details: ["code": [5]]),
        outputs: ["rows": 3]))
    let answer = try await action("a: [x]", handler: recorder).perform(Self.request()) { _ in }
    #expect(
      answer.failure
        == ActionFailure(
          type: "lock", message: "m", retryable: false,
          details: ValueMap([("code", .list([.int(5)]))])))
    #expect(answer.outputs == ValueMap([("rows", .int(3))]))
  }

  @Test func bytesAreAValue() async throws {
    let recorder = Recorder(result: HandlerAnswer(rawOutput: [0xFF]))
    let answer = try await action("a: [x]", handler: recorder).perform(Self.request()) { _ in }
    #expect(answer.outputs["output"] == .bytes([0xFF]))
  }

  // MARK: What is not started

  @Test func nothingServesIt() async throws {
    let answer = try await action("a: [x]").perform(Self.request("b")) { _ in }
    #expect(answer.failure?.type == "no_handler")
    #expect(answer.failure?.retryable == false)
    #expect(answer.failure?.message.hasPrefix("nothing serves the prompt 'b'; looked in") == true)
  }

  @Test func whatIsNotTrustedIsNotStarted() async throws {
    let recorder = Recorder()
    let answer = try await action("a: [x]", trusted: false, handler: recorder)
      .perform(Self.request()) { _ in }
    #expect(answer.failure?.type == "not_trusted")
    #expect(answer.failure?.message.contains("wfsh trust \(files.folder)") == true)
    #expect(recorder.requests.withLock { $0.isEmpty })
  }

  @Test(arguments: [true, false])
  func aDryRunIsForHandlersThatCan(_ canDryRun: Bool) async throws {
    let recorder = Recorder()
    let answer = try await action("a: {command: [x], dry_run: \(canDryRun)}", handler: recorder)
      .perform(Self.request(isDryRun: true)) { _ in }
    #expect(answer.isSimulated == !canDryRun)
    #expect(recorder.requests.withLock { $0.map(\.dryRun) } == (canDryRun ? [true] : []))
  }

  // MARK: Secrets

  @Test func theScopeIsSentOnlyWhereAskedFor() async throws {
    let recorder = Recorder()
    let action = try action("a: [x]\nb: {command: [x], scope: true}", handler: recorder)
    for prompt in ["a", "b"] {
      _ = await action.perform(Self.request(prompt, scope: [("y", .int(1))])) { _ in }
    }
    #expect(recorder.requests.withLock { $0.map(\.scope) } == [nil, ["y": 1]])
  }

  @Test func secretsAreInTheScopeOnlyWhereNamed() async throws {
    let recorder = Recorder()
    let action = try action(
      "a: {command: [x], scope: true}\nb: {command: [x], scope: true, secrets: [pin, api_key]}",
      secrets: ["pin"], handler: recorder)
    let scope: [(String, Value)] = [
      ("pin", .string("123456")), ("password", .string("hunter22")), ("plain", .int(1)),
      ("Login", .map(ValueMap([("api_key", .string("k-000001")), ("user", .string("me"))]))),
    ]
    for prompt in ["a", "b"] {
      _ = await action.perform(
        Self.request(prompt, variables: [("password", .string("hunter22"))], scope: scope)
      ) { _ in }
    }
    #expect(
      recorder.requests.withLock { $0.map(\.scope) } == [
        ["plain": 1, "Login": ["user": "me"]],
        ["pin": "123456", "plain": 1, "Login": ["api_key": "k-000001", "user": "me"]],
      ])
    #expect(
      recorder.requests.withLock { $0.map(\.variables) }
        == [["password": "hunter22"], ["password": "hunter22"]],
      "what the workflow itself hands over is handed over")
  }

  @Test func secretsAreTakenOutOfWhatAHandlerSays() async throws {
    let recorder = Recorder(
      messages: [
        .log(level: "info", message: "using hunter22"),
        .progress(fraction: nil, message: "postgres://me:pw@h"),
      ],
      result: .failure(
        HandlerFailure(
          type: "t", message: "hunter22 and sesame-1 refused", details: ["stderr": "hunter22"]),
        outputs: ["login": "hunter22"]))
    let reports = Reports()
    let answer = try await action(
      "a: {command: [x], env: [APP_*]}", environment: ["APP_TOKEN": "sesame-1"], handler: recorder
    )
    .perform(Self.request(variables: [("password", .string("hunter22"))])) { reports.add($0) }
    #expect(
      reports.all.withLock { $0 } == [
        .log(level: .info, message: "using ***"),
        .progress(fraction: nil, message: "postgres://me:***@h"),
      ])
    #expect(answer.failure?.message == "*** and *** refused")
    #expect(answer.failure?.details["stderr"] == .string("***"))
    #expect(answer.outputs["login"] == .string("hunter22"), "values stay what they are")
  }
}
