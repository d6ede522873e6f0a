import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite final class WorkflowFinderTests {
  private let root: String
  private var home: String { "\(root)/home" }
  private var work: String { "\(root)/project/sub" }

  init() throws {
    var template = Array("/tmp/wfsh-finder-XXXXXX".utf8CString)
    root = try #require(mkdtemp(&template).map { String(cString: $0) })
    for folder in [
      "home/.config/wfsh/workflows", "home/.swissarmyhammer/workflows", "project/sub/workflows",
      "project/.wfsh/workflows", "extra",
    ] {
      var path = root
      for part in folder.split(separator: "/") {
        path += "/\(part)"
        mkdir(path, 0o755)
      }
    }
  }

  deinit { Self.remove(root) }

  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(directory)
    }
    _ = unlink(path) == 0 ? 0 : rmdir(path)
  }

  private func write(_ path: String, state: String = "A", name: String? = nil) throws {
    let front = name.map { "---\nname: \($0)\n---\n" } ?? ""
    try write(path, text: "\(front)```mermaid\nstateDiagram-v2\n[*] --> \(state)\n```\n")
  }

  private func write(_ path: String, text: String) throws {
    let file = try #require(fopen("\(root)/\(path)", "wb"))
    fputs(text, file)
    fclose(file)
  }

  private var finder: WorkflowFinder {
    WorkflowFinder(
      workingDirectory: work, environment: ["HOME": home, "WFSH_PATH": "\(root)/extra"],
      library: [.init(stem: "hello", text: "stateDiagram-v2\n[*] --> BuiltIn\n")])
  }

  private func firstState(_ reference: String) throws -> String? {
    try finder.load(reference).workflow?.states.first?.name
  }

  @Test func nearestWins() throws {
    #expect(try firstState("hello") == "BuiltIn")
    try write("home/.swissarmyhammer/workflows/hello.md", state: "OldHome")
    #expect(try firstState("hello") == "OldHome")
    try write("home/.config/wfsh/workflows/hello.md", state: "Home")
    #expect(try firstState("hello") == "Home")
    try write("extra/hello.txt", state: "Path")
    #expect(try firstState("hello") == "Path")
    try write("project/.wfsh/workflows/hello.md", state: "Project")
    #expect(try firstState("hello") == "Project")
    try write("project/sub/workflows/hello.md", state: "Here")
    #expect(try firstState("hello") == "Here")
  }

  @Test func pathsComeFirst() throws {
    try write("project/sub/hello.md", state: "ByPath")
    #expect(try firstState("hello.md") == "ByPath")
    #expect(try firstState("./hello.md") == "ByPath")
    #expect(try firstState("\(work)/hello.md") == "ByPath")
    #expect(try firstState("hello") == "BuiltIn")
    #expect(try finder.load("hello.md").source.name == "hello.md")
    #expect(try finder.load("hello").origin == "built-in")
  }

  @Test func namesComeLast() throws {
    try write("extra/a.md", state: "A", name: "greeting")
    try write("extra/greeting.md", state: "B")
    #expect(try firstState("greeting") == "B")
    try write("extra/b.md", state: "C", name: "farewell")
    #expect(try firstState("farewell") == "C")
    #expect(try finder.load("farewell").workflow?.name == "farewell")
  }

  @Test(arguments: [
    ("helo", "no workflow 'helo'", "did you mean 'hello'?"),
    ("nothing/here.md", "there is no file 'nothing/here.md'", nil),
    ("greting.md", "there is no file 'greting.md'", "did you mean 'greeting.md'?"),
    (
      "greeting", "no workflow 'greeting'",
      "there is a file 'greeting.md' here: give its whole name"
    ),
    ("./workflows", "'./workflows' is a folder", "name a file in it"),
    ("/dev/zero", "'/dev/zero' is no regular file", nil),
    ("", "no workflow ''", "'wfsh workflows' lists those that can be found"),
  ])
  func saysWhatIsNotFound(reference: String, message: String, hint: String?) throws {
    try write("project/sub/greeting.md")
    do throws(WorkflowNotFound) {
      let loaded = try finder.load(reference)
      Issue.record("found \(loaded.origin)")
    } catch {
      #expect(error.message == message)
      #expect(error.hint == hint)
    }
  }

  @Test func brokenFilesAreListed() throws {
    try write("extra/broken.md", text: "# Nothing\n")
    try write("extra/hello.md", state: "Path")
    try write("extra/notes.rst", text: "no")
    try write("extra/.hidden.md", text: "no")
    let entries = finder.catalogue()
    #expect(entries.map(\.reference) == ["broken", "hello", "hello"])
    #expect(entries.map(\.isHidden) == [false, false, true])
    #expect(entries.map(\.origin) == ["\(root)/extra", "\(root)/extra", "built-in"])
    #expect(entries[0].loaded.diagnostics.map(\.code) == ["no-diagram"])
    #expect(!entries[0].loaded.isSound)
  }

  @Test func hugeFilesAreNotRead() throws {
    let path = "\(root)/project/sub/huge.md"
    try write("project/sub/huge.md", text: "")
    truncate(path, 100 << 20)
    let loaded = try finder.load("huge.md")
    #expect(loaded.diagnostics.map(\.code) == ["too-large"])
  }

  @Test func textsAreReadWithoutAFile() {
    let loaded = finder.read(SourceText(name: "<stdin>", text: "stateDiagram-v2\n[*] --> A\n"))
    #expect(loaded.workflow?.name == "<stdin>")
    #expect(loaded.diagnostics == [])
  }
}
