import HandlerContract
import JSONText
import Synchronization
import Testing
import WorkflowActions
import WorkflowTestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite(.timeLimit(.minutes(1))) struct ProcessHandlerTests {
  let processes: FakeProcesses
  init() throws { processes = try FakeProcesses() }

  func handler(
    _ body: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    named: [String] = [], grace: Duration = .milliseconds(300)
  ) throws -> ProcessHandler {
    ProcessHandler(
      command: [try processes.script("handler.sh", body)], environmentNames: named,
      environment: environment, grace: grace)
  }

  func answer(
    _ body: String, request: HandlerRequest = HandlerRequest(prompt: "test/prompt")
  ) async throws -> HandlerAnswer {
    try await handler(body).answer(request) { _ in }
  }

  // MARK: What it gets

  @Test func theRequestIsOnStandardInput() async throws {
    let request = HandlerRequest(
      prompt: "a/b", workflow: "w", state: "S", runID: "r", timeout: 60,
      variables: ["x": "1\n2"], scope: ["y": [1]])
    let answer = try await answer("cat", request: request)
    #expect(try HandlerRequest(json: .object(answer.outputs)) == request)
  }

  @Test func thePromptIsTheLastArgument() async throws {
    let script = try processes.script("handler.sh", #"printf '<%s>' "$@""#)
    let handler = ProcessHandler(command: [script, "one", "two words"], environment: [:])
    let answer = await handler.answer(HandlerRequest(prompt: "a/b")) { _ in }
    #expect(answer.outputs == ["output": "<one><two words><a/b>"])
  }

  @Test func theEnvironmentIsClean() async throws {
    let handler = try handler(
      "env | sort | grep -v '^\\(PWD\\|SHLVL\\|_\\|OLDPWD\\)='",
      environment: ["PATH": "/usr/bin:/bin", "HOME": "/h", "SECRET": "s", "PGHOST": "db"],
      named: ["PG*"])
    let answer = await handler.answer(HandlerRequest(prompt: "p", state: "S", runID: "r")) { _ in }
    #expect(
      answer.outputs["output"]?.stringValue == """
        HOME=/h
        PATH=/usr/bin:/bin
        PGHOST=db
        WFSH_ATTEMPT=1
        WFSH_PROMPT=p
        WFSH_RUN_ID=r
        WFSH_STATE=S
        """)
  }

  @Test func aProgramIsFoundInThePath() async throws {
    let handler = ProcessHandler(
      command: ["greet", "hello"], environment: ["PATH": "relative:/nowhere:\(processes.folder)"])
    try processes.script("greet", "echo $1")
    let answer = await handler.answer(HandlerRequest(prompt: "p")) { _ in }
    #expect(answer.outputs == ["output": "hello"])
  }

  @Test func leavingALargeRequestUnreadIsNoHarm() async throws {
    let request = HandlerRequest(
      prompt: "p", variables: ["x": .string(String(repeating: "x", count: 400_000))])
    for _ in 0..<10 {
      #expect(try await answer("exit 0", request: request).failure == nil)
    }
  }

  @Test func itLeadsASessionOfItsOwn() async throws {
    // Field 6 of the file is the session; the shell's own number is the same if it leads one.
    try #require(access("/proc/self/stat", R_OK) == 0, "only Linux shows sessions as files")
    let answer = try await answer("set -- $(cat /proc/$$/stat); echo $(($6 - $$))")
    #expect(answer.outputs == ["output": "0"])
  }

  // MARK: What it cannot start

  @Test func whatCannotBeStartedIsAFailure() async throws {
    let plain = try processes.write("plain", "echo hi\n")
    let lost = try processes.write("lost", "#!/no/such/program\n", mode: 0o755)
    let odd = try processes.write("odd", "\u{1}\u{2}\n", mode: 0o755)
    let cases = [
      [plain]: "cannot start '\(plain)': it is not an executable file; try 'chmod +x'",
      ["/no/such/file"]: "cannot start '/no/such/file': there is no such file",
      [processes.folder]:
        "cannot start '\(processes.folder)': it is not an executable file; try 'chmod +x'",
      ["no-such-program"]:
        "cannot start 'no-such-program': it is in no folder of PATH (/usr/bin:/bin)",
      [lost]: "cannot start '\(lost)': the program its '#!' line names is not there",
      [odd]: "cannot start '\(odd)': it is neither a program nor a script that begins with '#!'",
      []: "the handler's command is empty",
    ]
    for (command, message) in cases {
      let handler = ProcessHandler(command: command, environment: ["PATH": "/usr/bin:/bin"])
      let answer = await handler.answer(HandlerRequest(prompt: "p")) { _ in }
      #expect(
        answer.failure
          == HandlerFailure(type: "handler_start", message: message, retryable: false))
    }
  }

  // MARK: How it ends

  @Test func anExitStatusIsAFailureWithTheLastWords() async throws {
    let answer = try await answer("echo working; echo 'first' >&2; echo 'no space' >&2; exit 7")
    let failure = try #require(answer.failure)
    #expect(failure.type == "handler_exit")
    #expect(failure.message == "the handler exited with status 7: no space")
    #expect(failure.details == ["exit_code": 7, "stderr": "first\nno space"])
    #expect(answer.outputs == ["output": "working"])
  }

  @Test func aSignalIsAFailure() async throws {
    let failure = try #require(try await answer("kill -SEGV $$").failure)
    #expect(failure.type == "handler_signal")
    #expect(failure.message == "the handler was ended by SIGSEGV (signal 11)")
  }

  @Test func aGrandchildThatKeepsThePipesIsNotWaitedFor() async throws {
    let answer = try await answer("sleep 30 & echo $!; exit 0")
    let sleeper = pid_t(answer.outputs["output"]?.stringValue ?? "") ?? 0
    defer { if sleeper > 1 { kill(sleeper, SIGKILL) } }
    #expect(FakeProcesses.isRunning(sleeper))
    #expect(answer.failure == nil)
  }

  @Test func aGrandchildThatPrintsForEverIsNotListenedTo() async throws {
    let file = "\(processes.folder)/pid"
    let answer = try await answer(
      "echo '{}'; (while :; do echo more; echo more >&2; done) & echo $! > \(file); exit 0")
    defer { killNamed(in: file) }
    #expect(answer.failure == nil)
    #expect(answer.outputs == [:])
  }

  @Test func tooMuchOutputEndsIt() async throws {
    let answer = try await answer("echo $$ > \(processes.folder)/pid; exec cat /dev/zero")
    #expect(answer.failure?.type == "handler_protocol")
    #expect(
      answer.failure?.message
        == "the output is longer than 16777216 bytes, the limit 'handler-output'")
    #expect(await FakeProcesses.isGone(number(in: "\(processes.folder)/pid")))
  }

  @Test func aLongTextComesWhole() async throws {
    let answer = try await answer("head -c 3000000 /dev/zero | tr '\\0' x")
    #expect(answer.outputs["output"]?.stringValue?.utf8.count == 3_000_000)
  }

  @Test func bytesStayBytes() async throws {
    #expect(try await answer(#"printf '\377\001'"#).rawOutput == [0xFF, 0x01])
  }

  // MARK: Stopping it

  @Test func aTimeoutEndsTheWholeGroup() async throws {
    let request = HandlerRequest(prompt: "p", timeout: 0.5)
    let answer = try await answer(
      "sleep 30 & echo $$ > \(processes.folder)/a; echo $! > \(processes.folder)/b; wait",
      request: request)
    #expect(answer.failure?.type == "timeout")
    #expect(answer.failure?.message == "the handler was stopped after 0.5 s, its timeout")
    #expect(await FakeProcesses.isGone(number(in: "\(processes.folder)/a")))
    #expect(await FakeProcesses.isGone(number(in: "\(processes.folder)/b")))
  }

  @Test func whatIgnoresTheFirstSignalIsKilled() async throws {
    let request = HandlerRequest(prompt: "p", timeout: 0.5)
    let answer = try await answer(
      "trap '' TERM; echo $$ > \(processes.folder)/a; while :; do sleep 0.05; done",
      request: request)
    #expect(answer.failure?.type == "timeout")
    #expect(await FakeProcesses.isGone(number(in: "\(processes.folder)/a")))
  }

  @Test func aGrandchildThatIgnoresTheFirstSignalIsKilled() async throws {
    let request = HandlerRequest(prompt: "p", timeout: 0.5)
    let answer = try await answer(
      "(trap '' TERM; while :; do sleep 0.05; done) & echo $! > \(processes.folder)/b; wait",
      request: request)
    #expect(answer.failure?.type == "timeout")
    #expect(await FakeProcesses.isGone(number(in: "\(processes.folder)/b")))
  }

  @Test func lastWordsAfterTheFirstSignalAreHeard() async throws {
    let handler = try handler(
      """
      trap 'echo "{\\"status\\":\\"failure\\",\\"outputs\\":{\\"kept\\":1},\\"error\\":\\"bye\\"}"; exit 1' TERM
      echo $$ >&2
      while :; do sleep 0.05; done
      """, grace: .seconds(5))
    let messages = Messages()
    let task = Task { await handler.answer(HandlerRequest(prompt: "p")) { messages.add($0) } }
    _ = await messages.first { pid_t($0) }
    task.cancel()
    let answer = await task.value
    #expect(answer.failure?.type == "cancelled")
    #expect(answer.outputs == ["kept": 1])
    #expect(answer.failure?.details["handler_error"]?["message"] == "bye")
  }

  @Test func cancellingEndsIt() async throws {
    let handler = try handler(
      "echo '{\"event\":\"log\",\"message\":\"up\"}'; echo $$ >&2; sleep 30")
    let messages = Messages()
    let task = Task {
      await handler.answer(HandlerRequest(prompt: "p", timeout: 60)) { messages.add($0) }
    }
    let process = await messages.first { pid_t($0) }
    task.cancel()
    let answer = await task.value
    #expect(answer.failure?.type == "cancelled")
    #expect(await FakeProcesses.isGone(process))
  }

  @Test func aCancelledTaskStartsNothing() async throws {
    let handler = try handler("touch \(processes.folder)/started")
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await handler.answer(HandlerRequest(prompt: "p")) { _ in }
    }
    task.cancel()
    #expect(await task.value.failure?.type == "cancelled")
    #expect(access("\(processes.folder)/started", F_OK) != 0)
  }

  @Test(arguments: [Double.infinity, 1e300, .greatestFiniteMagnitude])
  func anEndlessTimeoutIsNoTrap(_ timeout: Double) async throws {
    let request = HandlerRequest(prompt: "p", timeout: timeout)
    #expect(try await answer("echo hi", request: request).outputs == ["output": "hi"])
  }

  // MARK: What it tells

  @Test func progressIsThinnedOutAndItsLastWordComes() async throws {
    let handler = try handler(
      """
      i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo "{\\"event\\":\\"progress\\",\\"message\\":\\"$i\\"}"; done
      echo '{"event":"result","status":"success"}'
      """)
    let all = Heard()
    let answer = await handler.answer(HandlerRequest(prompt: "p")) { all.add($0) }
    let messages = all.messages.withLock { $0 }
    #expect(answer.failure == nil)
    #expect(messages.first == .progress(fraction: nil, message: "1"))
    #expect(messages.last == .progress(fraction: nil, message: "1000"))
    #expect(messages.count < 1000)
  }

  @Test func standardErrorIsToldByLineFromBothEnds() async throws {
    let handler = try handler("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo line $i; done >&2")
    let all = Heard()
    let answer = await handler.answer(HandlerRequest(prompt: "p")) { all.add($0) }
    let messages = all.messages.withLock { $0 }
    #expect(answer.failure == nil)
    #expect(messages.first == .log(level: "info", message: "line 1"))
    #expect(messages.last == .log(level: "info", message: "line 20000"))
    let left = messages.filter {
      if case .log(_, let text) = $0 {
        text.hasSuffix("bytes of standard error are left out …")
      } else {
        false
      }
    }
    #expect(left.count == 1)
  }

  // MARK: At the same time

  @Test func manyRunAtTheSameTime() async throws {
    let handler = try handler("cat")
    let names = (0..<40).map { "p\($0)" }
    let answers = await withTaskGroup(of: (String, HandlerAnswer).self) { group in
      for name in names {
        group.addTask { (name, await handler.answer(HandlerRequest(prompt: name)) { _ in }) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for name in names { #expect(answers[name]?.outputs["prompt"] == .string(name)) }
  }

  // MARK: Files of the scripts

  private func number(in path: String) -> pid_t {
    guard let file = fopen(path, "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 32)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let digits = line.map { UInt8(bitPattern: $0) }.prefix { (0x30...0x39).contains($0) }
    return pid_t(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private func killNamed(in path: String) {
    let process = number(in: path)
    if process > 1 { kill(process, SIGKILL) }
  }
}

/// Collects log messages, and lets a test wait for one.
private final class Messages: Sendable {
  private let stream: AsyncStream<String>
  private let continuation: AsyncStream<String>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func add(_ message: HandlerMessage) {
    if case .log(_, let text) = message { continuation.yield(text) }
  }

  func first(where read: (String) -> pid_t?) async -> pid_t {
    for await text in stream { if let process = read(text) { return process } }
    return 0
  }
}

/// Keeps every message.
private final class Heard: Sendable {
  let messages = Mutex<[HandlerMessage]>([])
  func add(_ message: HandlerMessage) { messages.withLock { $0.append(message) } }
}
