import Synchronization
import Testing
import WorkflowActions
import WorkflowEngine
import WorkflowLanguage
import WorkflowModel
import WorkflowTestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Prompts that are templates, answered by an agent that is a script.
@Suite(.timeLimit(.minutes(1))) struct PromptTemplateTests {
  let files: FakeProcesses
  init() throws { files = try FakeProcesses() }

  var places: HandlerPlaces {
    HandlerPlaces(
      workflow: "\(files.folder)/project/flows/w.md", workingFolder: "\(files.folder)/project",
      userFolder: "\(files.folder)/home", programFolder: files.folder)
  }

  /// Has the project's agent run a script.
  func agent(_ script: String, settings: String = "agent: [./agent.sh, one]") throws {
    try files.script("project/.wfsh/agent.sh", script)
    try files.write("project/.wfsh/handlers.yaml", settings)
  }

  /// What comes of a prompt, and what was logged.
  func perform(
    _ prompt: String, _ variables: [(String, Value)] = [], trusted: Bool = true,
    isDryRun: Bool = false, limits: RunLimits = RunLimits(), store: TrustStore? = nil
  ) async -> (answer: ActionAnswer, log: [String]) {
    let action = ExecutePromptAction(
      directory: HandlerDirectory(places: places),
      trust: Trust(store: store, trustsEverything: trusted),
      environment: ["PATH": "/usr/bin:/bin", "KEY": "k-123456", "OTHER": "o"])
    let log = Log()
    let answer = await action.perform(
      ActionRequest(
        identity: CallIdentity(frame: 0, state: StateID(0), visit: 1, attempt: 1),
        task: .prompt(prompt),
        workflow: "w", state: "S", runID: "r", isDryRun: isDryRun, timeout: 50,
        variables: ValueMap(variables), scope: ValueMap(), limits: limits)
    ) { log.add($0) }
    return (answer, log.lines.withLock { $0 })
  }

  private final class Log: Sendable {
    let lines = Mutex<[String]>([])
    func add(_ report: ActionReport) {
      if case .log(_, let message) = report { lines.withLock { $0.append(message) } }
    }
  }

  private static let echo =
    "cat; echo; echo \"$# $1 $WFSH_PROMPT $WFSH_STATE ${KEY-none} ${OTHER-none}\""

  @Test func theTemplateIsRenderedForTheAgent() async throws {
    try agent(Self.echo, settings: "agent: {command: [./agent.sh, one], env: [KEY]}")
    try files.write(
      "project/prompts/not-here.md", "not a place: prompts beside the workflow and in .wfsh only")
    try files.write(
      "project/flows/prompts/review/code.md",
      """
      ---
      title: Review
      arguments:
        - name: path
          required: true
        - name: strict
          type: boolean
          default: false
        - name: depth
          type: number
        - name: note
      ---

      Review {{ path }}{% if strict %} strictly{% endif %} to {{ depth | plus: 1 }}{{ note }}.
      """)
    let (answer, log) = await perform(
      "review/code", [("path", "src"), ("strict", "true"), ("depth", "2")])
    #expect(answer.failure == nil)
    #expect(
      answer.outputs["output"]
        == "Review src strictly to 3.\n1 one review/code S k-123456 none")
    #expect(log == [])
    let missing = await perform("not-here").answer
    #expect(missing.failure?.type == "no_handler")
  }

  @Test func argumentsKeepTheirTypes() async throws {
    try agent("cat")
    try files.write(
      "project/.wfsh/prompts/p.md",
      """
      ---
      arguments:
        - {name: level, type: choice, choices: [low, high], required: true}
        - {name: count, type: number, max: 5}
      ---
      {{ level }}
      """)
    let wrong = await perform("p", [("level", "hihg"), ("count", .int(9))]).answer
    #expect(wrong.failure?.type == "prompt_arguments")
    #expect(wrong.failure?.message.contains("did you mean 'high'?") == true)
    #expect(wrong.failure?.message.contains("at most 5") == true)
    let missing = await perform("p").answer
    #expect(missing.failure?.message.hasSuffix("p.md: 'level' is required") == true)
    let (right, log) = await perform("p", [("level", "low"), ("levle", "x")])
    #expect(right.outputs["output"] == "low")
    #expect(log.count == 1)
    #expect(log.first?.hasSuffix("declares no argument 'levle'; did you mean 'level'?") == true)
  }

  @Test func partialsAreFoundInAllPlaces() async throws {
    try agent("cat")
    try files.write(
      "project/flows/prompts/a.md.liquid",
      "{% render 'parts/head', who: name %} {% include 'tail' %}")
    try files.write("home/prompts/parts/head.md", "---\ntitle: no part of it\n---\nDear {{ who }}")
    try files.write("project/.wfsh/prompts/_tail.liquid", "bye {{ name }}")
    let (answer, _) = await perform("a", [("name", "Ada")])
    #expect(answer.outputs["output"] == "Dear Ada bye Ada")
    // A partial is no prompt.
    #expect(await perform("tail").answer.failure?.type == "no_handler")
    try files.write("project/flows/prompts/b.md", "{% render 'nowhere' %}")
    let broken = await perform("b").answer
    #expect(broken.failure?.type == "prompt_template")
    #expect(broken.failure?.message.contains("b.md:1:1: no partial 'nowhere'") == true)
    try files.write("project/flows/prompts/_odd.md", "---\ntitle: x\n---\nHello\n  {{ 1 / name }}")
    try files.write("project/flows/prompts/d.md", "{% render 'odd', name: 0 %}")
    let odd = try #require(await perform("d").answer.failure?.message)
    #expect(odd.contains("d.md:1:1: in 'odd': division by zero ("), "\(odd)")
    #expect(odd.contains("_odd.md:5:6)"), "\(odd)")
    try files.write("project/flows/prompts/_bad.md", "{{ x | }}")
    try files.write("project/flows/prompts/c.md", "{% render 'bad' %}")
    #expect(await perform("c").answer.failure?.message.contains("_bad.md:1:") == true)
  }

  @Test func whatHasNoValueIsLoggedWithItsPlace() async throws {
    try agent("cat")
    try files.write("project/.wfsh/prompts/p.md", "one\n{{ nmae }}|{{ name }}")
    let (answer, log) = await perform("p", [("name", "x")])
    #expect(answer.outputs["output"] == "one\n|x")
    #expect(log.count == 1)
    #expect(log.first?.hasSuffix("p.md:2:4: 'nmae' has no value; did you mean 'name'?") == true)
  }

  @Test func executablesGoBeforeTemplatesAndTemplatesBeforeTheLibrary() throws {
    func kind(_ prompt: String) throws -> ServedBy.Kind {
      try HandlerDirectory(places: places).resolve(prompt).kind
    }
    #expect(try kind("database/backup") == .builtIn)
    try files.write("home/prompts/database/backup.md", "x")
    #expect(try kind("database/backup") == .template)
    try files.script("home/handlers/database/backup", "")
    #expect(try kind("database/backup") == .executable)
    try files.write("project/.wfsh/prompts/only/here.md", "x")
    #expect(
      try HandlerDirectory(places: places).resolve("only/here").description
        == "template: \(files.folder)/project/.wfsh/prompts/only/here.md (no agent is configured)")
    #expect(throws: NoHandlerFound.self) { try kind("../prompts/only/here") }
    do {
      _ = try kind("only/hree")
      Issue.record("it is not there")
    } catch let error as NoHandlerFound {
      #expect(error.suggestion == "did you mean 'only/here'?")
    }
  }

  @Test func withoutAnAgentTheMessageSaysHowToGiveOne() async throws {
    try files.write("home/prompts/p.md", "x")
    let answer = await perform("p").answer
    #expect(answer.failure?.type == "no_handler")
    #expect(answer.failure?.message.contains("'agent: [program, argument]'") == true)
  }

  @Test func fieldsAndFailuresOfTheAgent() async throws {
    try files.write("home/prompts/p.md", "x")
    try agent("echo 'Well:'; echo '```json'; echo '{\"score\": 4}'; echo '```'")
    #expect(await perform("p").answer.outputs["score"] == .int(4))
    try agent("echo partly; echo why >&2; exit 3")
    let failed = await perform("p").answer
    #expect(failed.failure?.type == "handler_exit")
    #expect(failed.failure?.message == "the agent exited with status 3: why")
    #expect(failed.outputs["output"] == "partly")
    try agent("echo 'ABORT ERROR: no key'; exit 1")
    let aborted = await perform("p").answer
    #expect(aborted.failure?.type == "abort")
    #expect(aborted.failure?.message == "no key")
    try agent("head -c 5000 /dev/zero")
    var limits = RunLimits()
    limits.handlerOutput = 1000
    let long = await perform("p", limits: limits).answer
    #expect(long.failure?.message.contains("'handler-output'") == true)
  }

  @Test func aDryRunStartsNoAgent() async throws {
    try files.write("home/prompts/p.md", "x")
    try agent("touch \(files.folder)/proof")
    #expect(await perform("p", isDryRun: true).answer.isSimulated)
    #expect(access("\(files.folder)/proof", F_OK) != 0)
  }

  @Test func secretsOfTheVariablesAreTakenOutOfMessages() async throws {
    try files.write("home/prompts/p.md", "{{ api_token }}")
    try agent("read line; echo \"got $line\" >&2; exit 1")
    let (answer, log) = await perform("p", [("api_token", "s3cr3t-value")])
    #expect(log == ["got ***"])
    #expect(answer.failure?.message == "the agent exited with status 1: got ***")
  }

  @Test func aProjectsTemplateAndAgentNeedAYes() async throws {
    try agent("cat")
    try files.write("project/flows/prompts/p.md", "one")
    let store = TrustStore(path: "\(files.folder)/home/trusted.json")
    func failure() async -> String? {
      await perform("p", trusted: false, store: store).answer.failure?.message
    }
    #expect(await failure()?.contains("'\(files.folder)/project/flows' are not trusted") == true)
    try store.add(TrustSubject.all(in: "\(files.folder)/project/flows"))
    // The template may be used; the agent is the project's.
    #expect(await failure()?.contains("'\(files.folder)/project' are not trusted") == true)
    try store.add(TrustSubject.all(in: "\(files.folder)/project"))
    #expect(await failure() == nil)
    try files.write("project/flows/prompts/p.md", "two")
    #expect(await failure()?.contains("changed since") == true)
    try store.add(TrustSubject.all(in: "\(files.folder)/project/flows"))
    #expect(await failure() == nil)
    try files.script("project/.wfsh/agent.sh", "echo changed")
    #expect(await failure()?.contains("changed since") == true)
  }

  @Test func thePartialsOfAProjectNeedAYesToo() async throws {
    try files.script("home/agent.sh", "cat")
    try files.write("home/handlers.yaml", "agent: [./agent.sh]")
    try files.write("home/prompts/p.md", "{% render 'part' %}")
    try files.write("project/.wfsh/prompts/part.md", "from the project")
    let store = TrustStore(path: "\(files.folder)/home/trusted.json")
    let refused = await perform("p", trusted: false, store: store).answer
    #expect(refused.failure?.type == "not_trusted")
    try store.add(TrustSubject.all(in: "\(files.folder)/project"))
    let answer = await perform("p", trusted: false, store: store).answer
    #expect(answer.outputs["output"] == "from the project")
  }

  @Test func unsafeFoldersArePassedOver() async throws {
    try agent("cat")
    try files.write("project/.wfsh/prompts/p.md", "x")
    chmod("\(files.folder)/project/.wfsh/prompts", 0o777)
    let directory = HandlerDirectory(places: places)
    #expect(directory.findings.map(\.diagnostic.code) == ["unsafe-folder"])
    #expect(await perform("p").answer.failure?.message.contains("everybody may write") == true)
  }
}
