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

@Suite struct HandlerDirectoryTests {
  let files: FakeProcesses
  init() throws { files = try FakeProcesses() }

  var places: HandlerPlaces {
    HandlerPlaces(
      workflow: "\(files.folder)/project/workflows/deploy.md",
      workingFolder: "\(files.folder)/project", userFolder: "\(files.folder)/home/.config/wfsh",
      programFolder: "/opt/wfsh")
  }

  static func frontMatter(_ glob: String, _ command: JSONValue...) -> [PromptBinding] {
    [PromptBinding(glob: glob, definition: .array(command), range: SourceRange(0, 0))]
  }

  /// One place after the other is added, from the last asked to the first.
  @Test func theNearestServes() throws {
    func served(_ frontMatter: [PromptBinding] = []) throws -> ServedBy {
      try HandlerDirectory(places: places, frontMatter: frontMatter).resolve("database/backup")
    }
    var expected: [ServedBy.Kind] = [try served().kind]
    try files.script("home/.config/wfsh/handlers/database/backup.sh", "")
    #expect(try served().file == "\(files.folder)/home/.config/wfsh/handlers/database/backup.sh")
    try files.script("project/.wfsh/handlers/database/backup.py", "")
    #expect(try served().file == "\(files.folder)/project/.wfsh/handlers/database/backup.py")
    try files.script("project/workflows/handlers/database/backup", "")
    #expect(try served().file == "\(files.folder)/project/workflows/handlers/database/backup")
    expected.append(try served().kind)
    try files.write("home/.config/wfsh/handlers.yaml", "database/*: [user]")
    expected.append(try served().kind)
    try files.write("project/.wfsh/handlers.yaml", "database/*: [project]")
    expected.append(try served().kind)
    #expect(try served().subject == TrustSubject(folder: "\(files.folder)/project"))
    try files.write("project/workflows/.wfsh/handlers.yaml", "database/*: [nearer]")
    #expect(try served().binding.command == ["nearer"])
    expected.append(try served(Self.frontMatter("database/*", "front")).kind)
    #expect(
      expected == [.builtIn, .executable, .userFile, .projectFile, .frontMatter])
  }

  @Test func theFirstPatternThatMatchesServes() throws {
    try files.write("project/.wfsh/handlers.yaml", "a/b: [one]\na/*: [two]\n'*': [three]")
    let directory = HandlerDirectory(places: places)
    #expect(try directory.resolve("a/b").binding.command == ["one"])
    #expect(try directory.resolve("a/c").binding.command == ["two"])
    #expect(try directory.resolve("database/x").binding.command == ["three"])
  }

  @Test func theBuiltInLibraryServesDatabases() throws {
    let directory = HandlerDirectory(places: places)
    let served = try directory.resolve("database/create-backup")
    #expect(served.binding.command == ["/opt/wfsh/wfsh-db"])
    #expect(served.binding.sendsScope && served.binding.canDryRun)
    #expect(served.subject == nil)
    #expect(served.description == "built-in: wfsh-db (database/*)")
    #expect(try directory.resolve("notifications/alert-critical").kind == .builtIn)
    let reads = directory.variablesRead(by: ["database/x", "unknown"])
    #expect(reads.contains("database_url") && reads.contains("lock_wait"))
  }

  @Test func nothingNamesEveryPlace() throws {
    try files.write("project/.wfsh/handlers/deploy/site.sh", "no x bit")
    let expected = """
      nothing serves the prompt 'deploy/site'; looked in the front matter, \
      \(files.folder)/project/workflows/.wfsh/handlers.yaml, \
      \(files.folder)/project/.wfsh/handlers.yaml, \(files.folder)/.wfsh/handlers.yaml, \
      /tmp/.wfsh/handlers.yaml, /.wfsh/handlers.yaml, \
      \(files.folder)/home/.config/wfsh/handlers.yaml, \
      \(files.folder)/project/.wfsh/handlers/deploy/site[.*], the built-in library; \
      '\(files.folder)/project/.wfsh/handlers/deploy/site.sh' is there but not executable
      """.replacing("/tmp/", with: Paths.folder(of: files.folder) + "/")
    #expect {
      try HandlerDirectory(places: places).resolve("deploy/site")
    } throws: {
      ($0 as? NoHandlerFound)?.message == expected
    }
  }

  @Test(arguments: [
    "../evil", "a/../../evil", "/etc/passwd", "a//b", "", ".hidden", "a/.hidden", "a/", "a\0b",
  ])
  func aPromptIsNoPath(_ prompt: String) throws {
    try files.script("project/workflows/evil", "")
    try files.script("project/workflows/handlers/.hidden", "")
    try files.script("project/workflows/handlers/a/.hidden", "")
    #expect(throws: NoHandlerFound.self) {
      try HandlerDirectory(places: places).resolve(prompt)
    }
  }

  @Test func theExactNameComesFirstAndThenTheAlphabet() throws {
    for name in ["x.b", "x.a", "xy", "x.a.c"] {
      try files.script("project/.wfsh/handlers/\(name)", "")
    }
    func found() throws -> String? {
      try HandlerDirectory(places: places).resolve("x").file.map {
        String($0.split(separator: "/").last ?? "")
      }
    }
    #expect(try found() == "x.a")
    try files.script("project/.wfsh/handlers/x", "")
    #expect(try found() == "x")
    mkdir("\(files.folder)/project/.wfsh/handlers/y", 0o755)
    #expect(throws: NoHandlerFound.self) { try HandlerDirectory(places: places).resolve("y") }
  }

  // MARK: Folders of others

  @Test func aFolderThatEverybodyMayWriteToIsIgnored() throws {
    try files.write("project/.wfsh/handlers.yaml", "a: [run]")
    try files.script("project/.wfsh/handlers/b", "")
    chmod("\(files.folder)/project/.wfsh", 0o777)
    let directory = HandlerDirectory(places: places)
    #expect(
      directory.findings.map(\.diagnostic.message) == [
        "handlers in '\(files.folder)/project/.wfsh' are ignored: everybody may write to it"
      ])
    #expect(throws: NoHandlerFound.self) { try directory.resolve("a") }
    #expect(throws: NoHandlerFound.self) { try directory.resolve("b") }
  }

  @Test func anExecutableThatEverybodyMayWriteToIsIgnored() throws {
    let path = try files.script("project/.wfsh/handlers/sub/b", "")
    let directory = HandlerDirectory(places: places)
    #expect(try directory.resolve("sub/b").file == path)
    chmod(path, 0o777)
    #expect(throws: NoHandlerFound.self) { try directory.resolve("sub/b") }
    chmod(path, 0o755)
    chmod(Paths.folder(of: path), 0o777)
    #expect(throws: NoHandlerFound.self) { try directory.resolve("sub/b") }
  }

  @Test func filesOfOtherUsersAreIgnored() throws {
    try files.write("project/.wfsh/handlers.yaml", "a: [run]")
    try files.write("project/workflows/deploy.md", "")
    let directory = HandlerDirectory(
      places: places, frontMatter: Self.frontMatter("a", "run"), owners: [987_654])
    #expect(directory.findings.count == 2)
    #expect(throws: NoHandlerFound.self) { try directory.resolve("a") }
  }

  // MARK: What is wrong

  @Test func mistakesAreFoundWhereTheyAre() throws {
    try files.write("project/.wfsh/handlers.yaml", "a: run")
    let source = SourceText(name: "deploy.md", text: "---\nhandlers: {b: run}\n")
    let written = [PromptBinding(glob: "b", definition: "run", range: SourceRange(15, 21))]
    let directory = HandlerDirectory(places: places, frontMatter: written, source: source)
    let shown = directory.findings.map {
      DiagnosticFormatter().format($0.diagnostic, in: $0.source).split(separator: "\n").first ?? ""
    }
    #expect(
      shown == [
        "deploy.md:2:12: error: a handler is a list of program and arguments, or a mapping with 'command'",
        "\(files.folder)/project/.wfsh/handlers.yaml:1:1: error: a handler is a list of program and arguments, or a mapping with 'command'",
      ])
  }

  @Test func aTextWithoutAFileNeedsAYesToo() throws {
    let places = HandlerPlaces(
      workflow: nil, workingFolder: files.folder, userFolder: nil, programFolder: "/opt/wfsh")
    let directory = HandlerDirectory(places: places, frontMatter: Self.frontMatter("a", "run"))
    #expect(try directory.resolve("a").subject != nil)
  }
}
