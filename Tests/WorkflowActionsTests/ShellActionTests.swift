import Synchronization
import Testing
import WorkflowActions
import WorkflowEngine
import WorkflowLanguage
import WorkflowTestSupport

@Suite(.timeLimit(.minutes(1))) struct ShellActionTests {
  let files: FakeProcesses
  init() throws { files = try FakeProcesses() }

  private func perform(_ call: ShellAction.Call) async -> (answer: ActionAnswer, log: [String]) {
    let action = ShellAction(
      environment: ["PATH": "/usr/bin:/bin", "HOME": "/h", "SECRET": "x"],
      workingFolder: files.folder, grace: .milliseconds(300))
    let lines = Lines()
    let answer = await action.perform(call) { lines.add($0) }
    return (answer, lines.all.withLock { $0 })
  }

  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
    func add(_ line: String) { all.withLock { $0.append(line) } }
  }

  @Test(arguments: [
    ("echo hello", "hello"), ("printf 'a\\nb\\n\\n'", "a\nb\n"), ("printf x", "x"), ("true", ""),
    ("printf 'x\\r\\n'", "x"), ("cat", ""), ("echo $#", "0"),
  ])
  func whatItPrintsIsTheResult(command: String, result: String) async {
    let (answer, _) = await perform(.init(command: command))
    #expect(answer.failure == nil)
    #expect(answer.outputs["result"] == .string(result))
    #expect(answer.outputs["output"] == .string(result))
    #expect(answer.outputs["exit_code"] == .int(0))
  }

  @Test func valuesAreNeverParsed() async {
    let nasty = "$(touch proof) `touch proof` \"; touch proof; ' \\ \n*"
    let (answer, _) = await perform(
      .init(
        command: #"printf %s "${W1}"; printf %s "${W2}""#, environment: [("W1", nasty), ("W2", "")])
    )
    #expect(answer.outputs["result"] == .string(nasty))
    let (list, _) = await perform(.init(command: "ls"))
    #expect(list.outputs["result"] == "")
  }

  @Test func theEnvironmentIsClean() async {
    let (answer, _) = await perform(
      .init(
        command: "env | grep -v '^_=\\|^PWD=\\|^SHLVL=\\|^OLDPWD=' | sort",
        environment: [("W1", "v"), ("KEY", "k"), ("W1", "other"), ("HOME", "/other")],
        state: "S", runID: "r", attempt: 2))
    #expect(
      answer.outputs["result"] == """
        HOME=/other
        KEY=k
        PATH=/usr/bin:/bin
        W1=v
        WFSH_ATTEMPT=2
        WFSH_RUN_ID=r
        WFSH_STATE=S
        """)
  }

  @Test func itRunsWhereTheRunWasStarted() async throws {
    try files.write("sub/file", "")
    #expect(await perform(.init(command: "pwd")).answer.outputs["result"] == .string(files.folder))
    for folder in ["sub", "./sub/", "\(files.folder)/sub"] {
      let (answer, _) = await perform(.init(command: "pwd", workingDirectory: folder))
      #expect(answer.outputs["result"] == .string("\(files.folder)/sub"))
    }
    let (missing, _) = await perform(.init(command: "pwd", workingDirectory: "nowhere"))
    #expect(missing.failure?.type == "shell")
    #expect(
      missing.failure?.message == "'working_dir' is '\(files.folder)/nowhere', which is no folder")
  }

  @Test func anotherStatusIsAFailure() async {
    let (answer, log) = await perform(.init(command: "echo so far; echo why >&2; exit 3"))
    #expect(answer.failure?.type == "exit")
    #expect(answer.failure?.message == "the command exited with status 3: why")
    #expect(answer.failure?.details["exit_code"] == .int(3))
    #expect(answer.failure?.details["stderr"] == "why")
    #expect(answer.outputs["result"] == "so far")
    #expect(answer.outputs["exit_code"] == .int(3))
    #expect(log == ["why"])
  }

  @Test func aSignalIsAFailure() async {
    let (answer, _) = await perform(.init(command: "kill -KILL $$"))
    #expect(answer.failure?.type == "signal")
    #expect(answer.failure?.message == "the command was ended by SIGKILL (signal 9)")
    #expect(answer.outputs["exit_code"] == nil)
  }

  @Test func itsTimeIsOverForAllItStarted() async throws {
    let (answer, _) = await perform(
      .init(command: "trap '' TERM; sleep 50 & echo $! > pid; wait; sleep 50", timeout: 0.4))
    #expect(answer.failure?.type == "timeout")
    #expect(answer.failure?.message == "the command was stopped after 0.4 s, its timeout")
    let (pid, _) = await perform(.init(command: "cat pid"))
    let process = try #require(
      Int32(answer.failure == nil ? "" : pid.outputs["result"]?.text ?? ""))
    #expect(await FakeProcesses.isGone(process))
  }

  @Test func cancellingTheTaskStopsIt() async {
    let task = Task { await perform(.init(command: "touch begun; sleep 50")).answer }
    while await perform(.init(command: "test -e begun")).answer.failure != nil {}
    task.cancel()
    #expect(await task.value.failure?.type == "cancelled")
  }

  @Test func whatItPrintsIsBounded() async {
    let (answer, _) = await perform(.init(command: "yes", outputLimit: 1000))
    #expect(answer.failure?.type == "limit")
    #expect(answer.failure?.message.contains("1000 bytes, the limit 'handler-output'") == true)
    #expect(answer.outputs["result"] == nil)
  }

  @Test func bytesThatAreNoTextStayBytes() async {
    let (answer, _) = await perform(.init(command: #"printf '\377\n'"#))
    #expect(answer.outputs["result"] == .bytes([0xFF]))
  }

  @Test(arguments: [
    ("1A", "x", "cannot be an environment variable's name"),
    ("A=B", "x", "cannot be an environment variable's name"),
    ("", "x", "cannot be an environment variable's name"), ("A", "a\0b", "has a NUL byte"),
    (
      "A", String(repeating: "x", count: 200_000), "200000 bytes, more than an environment variable"
    ),
  ])
  func whatCannotBePassedOnIsRefused(name: String, value: String, message: String) async {
    let (answer, _) = await perform(.init(command: "true", environment: [(name, value)]))
    #expect(answer.failure?.type == "shell")
    #expect(answer.failure?.message.contains(message) == true)
  }
}
