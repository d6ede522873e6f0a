import Testing
import WorkflowActions
import WorkflowSource
import WorkflowTestSupport

@Suite struct HandlersFileTests {
  static func read(_ text: String) -> HandlersFile {
    HandlersFile(path: "/project/.wfsh/handlers.yaml", bytes: Array(text.utf8))
  }

  @Test func readsBothForms() {
    let file = Self.read(
      """
      deploy/*: [./deploy.sh, --fast, 1.10, true]
      database/backup:
        command: [sh, -c, "pg_dump \\"$PGDATABASE\\""]
        scope: true
        env: [PGHOST, WFSH_*]
        reads: [database]
        dry_run: true
        secrets: [db_password]
      """)
    #expect(file.diagnostics == [])
    #expect(
      file.bindings == [
        HandlerBinding(
          glob: "deploy/*", command: ["/project/.wfsh/deploy.sh", "--fast", "1.10", "true"]),
        HandlerBinding(
          glob: "database/backup", command: ["sh", "-c", "pg_dump \"$PGDATABASE\""],
          sendsScope: true, environmentNames: ["PGHOST", "WFSH_*"], reads: ["database"],
          canDryRun: true, secrets: ["db_password"]),
      ])
  }

  @Test(arguments: ["", "# nothing\n", "~"])
  func emptyIsFine(_ text: String) {
    let file = Self.read(text)
    #expect(file.bindings == [] && file.diagnostics == [])
  }

  @Test(arguments: [
    ("[a]", "1:1: error: the file must be a mapping, not a list"),
    (
      "a: run.sh",
      "1:1: error: a handler is a list of program and arguments, or a mapping with 'command'"
    ),
    ("a: []", "1:1: error: the command of the handler of 'a' is empty"),
    ("a: ['']", "1:1: error: the command of the handler of 'a' is empty"),
    ("a: {scope: true}", "1:1: error: the handler of 'a' has no 'command'"),
    ("a: {command: run.sh}", "1:1: error: 'command' of 'a' must be a list"),
    ("b: [x]\na: [x, [y]]", "2:1: error: argument 1 of the handler of 'a' is no text"),
    ("a: {command: [x], scope: yes}", "1:1: error: 'scope' of 'a' must be true or false"),
    ("a: {command: [x], env: PATH}", "1:1: error: 'env' of 'a' must be a list of names"),
    ("a: {command: [x], env: [1]}", "1:1: error: 'env' of 'a' must be a list of names"),
    ("a: {command: [x], scpoe: true}", "1:1: warning: unknown key 'scpoe' in the handler of 'a'"),
    ("agent: claude -p", "1:1: error: a handler is a list of program and arguments"),
    (
      "agent: {command: [x], scope: true}",
      "1:1: warning: unknown key 'scope' in the handler of 'agent'"
    ),
    ("a: [x", "1:6: error"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ expected: String) throws {
    let file = Self.read(text)
    #expect(file.diagnostics.count == 1)
    let diagnostic = try #require(file.diagnostics.first)
    let shown = DiagnosticFormatter().format(diagnostic, in: file.source)
    #expect(shown.contains(expected), "\(shown)")
  }

  @Test func theAgentIsNoHandlerOfAPrompt() {
    let file = Self.read("agent: {command: [./agent, -p], env: [KEY]}\na: [x]")
    #expect(file.diagnostics == [])
    #expect(file.bindings.map(\.glob.description) == ["a"])
    #expect(
      file.agent
        == HandlerBinding(
          glob: "agent", command: ["/project/.wfsh/agent", "-p"], environmentNames: ["KEY"]))
  }

  @Test func severalMistakesAreSeveralDiagnosticsAndTheRestIsRead() {
    let file = Self.read("a: run.sh\nb: [x]\nc: {}\n")
    #expect(file.diagnostics.map(\.severity) == [.error, .error])
    #expect(file.bindings.map(\.glob.description) == ["b"])
  }

  @Test func argumentsThatNameFilesAreFoundBesideTheFile() throws {
    let processes = try FakeProcesses()
    let path = try processes.write(
      "handlers.yaml", "a: [python3, run.py, ./x, ../y, absent.py, -x, sub/z]")
    try processes.write("run.py", "")
    try processes.write("sub/z", "")
    let file = try #require(HandlersFile.read(path))
    let folder = processes.folder
    #expect(
      file.bindings.first?.command == [
        "python3", "\(folder)/run.py", "\(folder)/x", Paths.absolute("../y", in: folder),
        "absent.py", "-x", "\(folder)/sub/z",
      ])
  }

  @Test func aFileThatCannotBeReadIsAnError() throws {
    let processes = try FakeProcesses()
    #expect(HandlersFile.read("\(processes.folder)/absent.yaml") == nil)
    let folder = try #require(HandlersFile.read(processes.folder))
    #expect(
      folder.diagnostics.map(\.message) == [
        "cannot read '\(processes.folder)': it is no regular file"
      ])
    let large = try processes.write("large.yaml", String(repeating: "#", count: (1 << 20) + 1))
    #expect(
      try #require(HandlersFile.read(large)).diagnostics.map(\.message)
        == ["cannot read '\(large)': it has more than 1048576 bytes"])
  }
}
