import Testing
import WorkflowActions
import WorkflowTestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct TrustTests {
  let files: FakeProcesses
  let trust: Trust
  let project: TrustSubject
  var store: TrustStore { TrustStore(path: "\(files.folder)/home/.config/wfsh/trust.json") }

  init() throws {
    files = try FakeProcesses()
    trust = Trust(store: TrustStore(path: "\(files.folder)/home/.config/wfsh/trust.json"))
    project = TrustSubject(folder: "\(files.folder)/project")
    try files.write("project/.wfsh/handlers.yaml", "a: [sh, tool.sh]\nb: [/bin/echo]")
    try files.write("project/.wfsh/tool.sh", "echo tool")
    try files.script("project/.wfsh/handlers/c", "echo c")
    try files.script("project/handlers/sub/d", "echo d")
    try files.write("project/prompts/e.md", "prompt")
    try files.write("project/unrelated.txt", "anything")
  }

  @Test func aYesIsRemembered() throws {
    #expect(trust.decision(on: project) == .unknown)
    try store.add([project])
    #expect(trust.decision(on: project) == .trusted)
    #expect(trust.decision(on: TrustSubject(folder: "\(files.folder)/other")) == .unknown)
    #expect(try store.remove("\(files.folder)/project") == ["\(files.folder)/project"])
    #expect(trust.decision(on: project) == .unknown)
    #expect(try store.remove("\(files.folder)/project") == [])
  }

  @Test func itCoversEveryFileThatIsOrNamesAHandler() throws {
    let names = try project.files().map { String($0.dropFirst(project.path.count + 1)) }
    #expect(
      names == [
        ".wfsh/handlers.yaml", ".wfsh/handlers/c", ".wfsh/tool.sh", "handlers/sub/d",
        "prompts/e.md",
      ])
  }

  @Test(arguments: [
    "project/.wfsh/handlers.yaml", "project/.wfsh/tool.sh", "project/.wfsh/handlers/c",
    "project/handlers/sub/d", "project/prompts/e.md", "project/handlers/new",
  ])
  func aChangeNeedsAnotherYes(_ name: String) throws {
    try store.add([project])
    try files.write(name, "changed")
    #expect(trust.decision(on: project) == .changed)
    try store.add([project])
    #expect(trust.decision(on: project) == .trusted)
  }

  @Test func theExecutableBitIsPartOfIt() throws {
    try store.add([project])
    chmod("\(files.folder)/project/prompts/e.md", 0o755)
    #expect(trust.decision(on: project) == .changed)
  }

  @Test func otherFilesAreNot() throws {
    try store.add([project])
    try files.write("project/unrelated.txt", "changed")
    #expect(trust.decision(on: project) == .trusted)
  }

  @Test func aWorkflowIsTrustedByItsBindings() throws {
    let path = try files.write("project/flow.md", "")
    let tool = try files.write("project/tool.py", "1")
    let one = TrustSubject(
      workflow: path, bindings: [HandlerBinding(glob: "a", command: ["python3", tool])])
    try store.add([one])
    #expect(trust.decision(on: one) == .trusted)
    try files.write("project/flow.md", "other prose")
    #expect(trust.decision(on: one) == .trusted)
    let other = TrustSubject(
      workflow: path,
      bindings: [HandlerBinding(glob: "a", command: ["python3", tool], secrets: ["x"])])
    #expect(trust.decision(on: other) == .changed)
    try files.write("project/tool.py", "2")
    #expect(trust.decision(on: one) == .changed)
  }

  @Test func forTheRunEverythingCanBeTrusted() {
    #expect(Trust(store: nil, trustsEverything: true).decision(on: project) == .trusted)
    #expect(Trust(store: nil).decision(on: project) == .unknown)
  }

  // MARK: The store

  @Test func theStoreIsItsOwnersOnly() throws {
    try store.add([project])
    var status = stat()
    #expect(stat(store.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(stat(Paths.folder(of: store.path), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
  }

  @Test(arguments: ["", "[]", "{", "{\"trusted\": 1}"])
  func aBrokenStoreTrustsNothing(_ text: String) throws {
    try files.write("home/.config/wfsh/trust.json", text, mode: 0o600)
    let reason = "'\(store.path)': it is not a list of trusted folders; remove it"
    #expect(trust.decision(on: project) == .unclear(reason))
    #expect(throws: FileProblem.self) { try store.add([project]) }
  }

  @Test func aStoreThatOthersMayWriteTrustsNothing() throws {
    try store.add([project])
    chmod(store.path, 0o622)
    #expect(
      trust.decision(on: project)
        == .unclear("'\(store.path)': others may have written it; remove it, or 'chmod 600' it"))
  }

  @Test func anUnreadableSubjectIsUnclear() throws {
    try store.add([project])
    symlink("loop", "\(files.folder)/project/handlers/loop")
    symlink("..", "\(files.folder)/project/handlers/up")
    guard case .unclear(let why) = trust.decision(on: project) else {
      Issue.record("\(trust.decision(on: project))")
      return
    }
    #expect(why.contains("link to itself"))
  }

  // MARK: What people are told

  @Test func objectionsSayTheWayOut() throws {
    let served = ServedBy(
      kind: .projectFile, binding: HandlerBinding(glob: "a", command: ["x"]), subject: project)
    #expect(
      trust.objection(to: served)
        == "the handlers of '\(project.path)' are not trusted yet; look at it, then say yes by "
        + "'wfsh trust \(project.path)' or '--trust'")
    try store.add([project])
    #expect(trust.objection(to: served) == nil)
    try files.write("project/prompts/e.md", "changed")
    #expect(trust.objection(to: served)?.contains("changed since they were trusted") == true)
    let piped = ServedBy(
      kind: .frontMatter, binding: served.binding,
      subject: TrustSubject(workflow: "<input>", bindings: [served.binding]))
    #expect(trust.objection(to: piped)?.hasSuffix("look at it, then say yes by '--trust'") == true)
    let own = ServedBy(kind: .builtIn, binding: HandlerBinding(glob: "a", command: ["x"]))
    #expect(trust.objection(to: own) == nil)
  }
}
