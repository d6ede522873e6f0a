import Testing
import WorkflowActions
import WorkflowEngine
import WorkflowLanguage
import WorkflowModel
import WorkflowSource
import WorkflowTestSupport

/// Leaves of a workflow and of one inside it, each served and trusted by its own files.
@Suite(.timeLimit(.minutes(1))) struct LeafActionsTests {
  let files: FakeProcesses
  init() throws { files = try FakeProcesses() }

  private func workflow(_ path: String, shell: String? = nil) -> Workflow {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    if let shell {
      builder.action(
        "A", .shell(ShellCall(command: [.text(shell)], commandRange: SourceRange(0, 0))))
    }
    var workflow = builder.build("same-name")
    workflow.source = SourceText(name: "\(files.folder)/\(path)", text: shell ?? "")
    return workflow
  }

  private func actions(_ outermost: Workflow, store: TrustStore? = nil) -> LeafActions {
    let folder = files.folder
    return LeafActions(
      outermost: outermost, trust: Trust(store: store, trustsEverything: store == nil),
      environment: ["PATH": "/usr/bin:/bin"], workingFolder: folder,
      servers: { workflow in
        LeafActions.Servers(
          directory: HandlerDirectory(
            places: HandlerPlaces(
              workflow: workflow.source.name, workingFolder: folder, userFolder: nil,
              programFolder: folder),
            frontMatter: workflow.bindings, commands: workflow.shellCommands))
      })
  }

  private func request(
    _ task: ActionRequest.Task, _ definition: Workflow? = nil, isDryRun: Bool = false,
    scope: ValueMap = ValueMap()
  ) -> ActionRequest {
    ActionRequest(
      identity: CallIdentity(frame: 0, state: StateID(0), visit: 1, attempt: 1), task: task,
      workflow: "same-name", state: "A", runID: "r", isDryRun: isDryRun, timeout: 50,
      variables: ValueMap(), scope: scope, definition: definition)
  }

  private func command(_ text: String, _ values: [(name: String, value: String)] = [])
    -> ActionRequest.Task
  {
    .shell(ShellRequest(command: text, environment: values, workingDirectory: nil))
  }

  @Test func promptsGoToTheHandlersOfTheirOwnWorkflow() async throws {
    try files.script("outer/handlers/talk", "echo outer")
    try files.script("inner/handlers/talk", "echo inner")
    let actions = actions(workflow("outer/w.md"))
    let outer = await actions.perform(request(.prompt("talk"))) { _ in }
    #expect(outer.outputs["output"] == "outer")
    let inner = await actions.perform(request(.prompt("talk"), workflow("inner/w.md"))) { _ in }
    #expect(inner.outputs["output"] == "inner")
  }

  @Test func commandsRun() async {
    let actions = actions(workflow("w.md"))
    let answer = await actions.perform(
      request(command(#"echo "${W1}"; pwd"#, [("W1", "a  b")]))
    ) { _ in }
    #expect(answer.outputs["result"] == .string("a  b\n\(files.folder)"))
  }

  /// A yes to a workflow is none to another that it runs, whatever that one is called.
  @Test func eachWorkflowsCommandsNeedAYes() async throws {
    let outer = workflow("outer.md", shell: "echo outer")
    let inner = workflow("inner.md", shell: "echo inner")
    for workflow in [outer, inner] {
      try files.write(String(workflow.source.name.split(separator: "/").last ?? ""), "")
    }
    let store = TrustStore(path: "\(files.folder)/home/trust.json")
    try store.add(TrustSubject.all(in: outer.source.name) { _ in outer })
    let actions = actions(outer, store: store)
    #expect(await actions.perform(request(command("echo outer"))) { _ in }.failure == nil)
    let refused = await actions.perform(request(command("echo inner"), inner)) { _ in }
    #expect(refused.failure?.type == "not_trusted")
    #expect(
      refused.failure?.message.contains("the shell commands of '\(inner.source.name)'") == true)
    try store.add(TrustSubject.all(in: inner.source.name) { _ in inner })
    #expect(await actions.perform(request(command("echo inner"), inner)) { _ in }.failure == nil)
  }

  @Test func aDryRunStartsNoCommand() async {
    let actions = actions(workflow("w.md"))
    let answer = await actions.perform(request(command("touch proof"), isDryRun: true)) { _ in }
    #expect(answer.isSimulated)
    let list = await actions.perform(request(command("ls"))) { _ in }
    #expect(list.outputs["result"] == "")
  }

  @Test func secretsAreTakenOutOfWhatCommandsSay() async {
    let actions = actions(workflow("w.md"))
    let answer = await actions.perform(
      request(
        command("echo \"${W1}\" >&2; exit 1", [("W1", "s3cr3t-value")]),
        scope: ValueMap([("api_token", "s3cr3t-value")]))
    ) { _ in }
    #expect(answer.failure?.message == "the command exited with status 1: ***")
    #expect(answer.failure?.details["stderr"] == "***")
  }
}
