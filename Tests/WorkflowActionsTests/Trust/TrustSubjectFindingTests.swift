import JSONText
import Testing
import WorkflowActions
import WorkflowModel
import WorkflowSource
import WorkflowTestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct TrustSubjectFindingTests {
  let files: FakeProcesses
  init() throws { files = try FakeProcesses() }

  /// The bindings of a file that has `bound` in its name.
  static func bindings(_ path: String) -> [PromptBinding] {
    guard path.contains("bound") else { return [] }
    return [PromptBinding(glob: "a", definition: ["./run"], range: SourceRange(0, 0))]
  }

  static func workflow(_ path: String) -> Workflow? {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    if path.contains("command") {
      builder.action(
        "A", .shell(ShellCall(command: [.text("make all")], commandRange: SourceRange(0, 0))))
    }
    var workflow = builder.build("w")
    workflow.bindings = bindings(path)
    return workflow
  }

  func found(_ path: String) -> [String] {
    TrustSubject.all(in: "\(files.folder)\(path)", workflow: Self.workflow)
      .map { String($0.path.dropFirst(files.folder.count)) }
  }

  @Test func aFolderWithoutHandlersHasNone() throws {
    try files.write("plain.md", "")
    #expect(found("") == [])
    #expect(found("/absent") == [])
  }

  @Test func foldersAndFrontMattersAreFound() throws {
    try files.write(".wfsh/handlers.yaml", "")
    try files.script("workflows/handlers/x", "")
    for name in [
      "bound.md", "plain.md", "bound.swift", "workflows/bound.mermaid", "other/bound.md",
    ] {
      try files.write(name, "")
    }
    #expect(found("") == ["", "/workflows", "/bound.md", "/workflows/bound.mermaid"])
    #expect(found("/workflows") == ["/workflows", "/workflows/bound.mermaid"])
    #expect(found("/bound.md") == ["", "/bound.md"])
    #expect(found("/plain.md") == [""])
    #expect(found("/other/../other/./bound.md") == ["/other/bound.md"])
  }

  /// What `wfsh trust` remembers is what a run asks about, whatever way leads there.
  @Test(arguments: ["/project", "/link", "/project/./", "/project/../link"])
  func whatIsTrustedIsWhatIsAskedAbout(_ way: String) throws {
    try files.write("project/.wfsh/handlers.yaml", "b: [x]")
    try files.write("project/bound.md", "")
    symlink("project", "\(files.folder)/link")
    let store = TrustStore(path: "\(files.folder)/home/trust.json")
    try store.add(TrustSubject.all(in: files.folder + way, workflow: Self.workflow))
    for other in ["/project", "/link", "/link/."] {
      let places = HandlerPlaces(
        workflow: "bound.md", workingFolder: files.folder + other, userFolder: nil,
        programFolder: "/")
      let directory = HandlerDirectory(places: places, frontMatter: Self.bindings("bound"))
      let trust = Trust(store: store)
      for prompt in ["a", "b"] {
        #expect(trust.objection(to: try directory.resolve(prompt)) == nil, "\(other) \(prompt)")
      }
    }
    #expect(try store.remove(files.folder + way).count == 2)
  }

  @Test func shellCommandsAreFound() throws {
    try files.write("command.md", "")
    #expect(found("") == ["/command.md"])
    #expect(found("/command.md") == ["/command.md"])
  }

  @Test func shellCommandsNeedAYesUntilOneChanges() throws {
    let path = try files.write("command.md", "")
    let store = TrustStore(path: "\(files.folder)/home/trust.json")
    func objection(_ commands: [String], user: String? = nil, isBuiltIn: Bool = false) -> String? {
      let places = HandlerPlaces(
        workflow: isBuiltIn ? nil : path, isBuiltIn: isBuiltIn, workingFolder: files.folder,
        userFolder: user, programFolder: "/")
      return HandlerDirectory(places: places, commands: commands)
        .objectionToCommands(Trust(store: store))
    }
    let written = try #require(Self.workflow(path)).shellCommands
    #expect(
      objection(written)?.hasPrefix("the shell commands of '\(path)' are not trusted yet") == true)
    try store.add(TrustSubject.all(in: path, workflow: Self.workflow))
    #expect(objection(written) == nil)
    #expect(objection(["make none"])?.contains("changed since") == true)
    // The user's own workflows and those of the program need none.
    #expect(objection(["make none"], user: files.folder) == nil)
    #expect(objection(["make none"], isBuiltIn: true) == nil)
    chmod(path, 0o666)
    #expect(objection(written)?.contains("everybody may write") == true)
  }
}
