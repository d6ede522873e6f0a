internal import Testing

@testable import LineEditing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A folder that goes with the test.
private final class Folder {
  let path: String
  init() throws {
    var template = Array("/tmp/wfsh-history-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }
  deinit {
    for name in ["h", "h.new", "deep/er/h"] { unlink(path + "/" + name) }
    for name in ["deep/er", "deep", ""] { rmdir(path + "/" + name) }
  }
  func write(_ text: String, mode: mode_t = 0o600) {
    let descriptor = open(path + "/h", O_WRONLY | O_CREAT | O_TRUNC, mode)
    writeAll(text.utf8, to: descriptor)
    fchmod(descriptor, mode)
    close(descriptor)
  }
  func read() throws -> String {
    let descriptor = open(path + "/h", O_RDONLY)
    defer { close(descriptor) }
    let source = PipeLineSource(descriptor: descriptor)
    var text = ""
    while case .line(let line) = try source.nextLine(prompt: "") { text += line + "\n" }
    return text
  }
  func mode(_ name: String) -> mode_t {
    var facts = stat()
    return stat(path + "/" + name, &facts) == 0 ? facts.st_mode & 0o777 : 0
  }
}

@Suite struct HistoryTests {
  @Test func nextSessionKnowsWhatThisOneDid() throws {
    let folder = try Folder()
    let first = History(path: folder.path + "/h")
    let ticket = try #require(first.add("load a.md", workflow: "a", time: 5))
    first.finish(ticket, status: 3)
    first.add("print x\nand y", time: 6)
    let second = History(path: folder.path + "/h")
    #expect(
      second.entries == [
        HistoryEntry("load a.md", time: 5, status: 3, workflow: "a"),
        HistoryEntry("print x\nand y", time: 6),
      ])
    #expect(second.problem == nil)
    #expect(folder.mode("h") == 0o600)
  }

  @Test func sessionsAtTheSameTimeLoseNothing() throws {
    let folder = try Folder()
    let one = History(path: folder.path + "/h")
    let other = History(path: folder.path + "/h")
    let a = try #require(one.add("a"))
    let b = try #require(other.add("b"))
    one.finish(a, status: 0)
    other.finish(b, status: 1)
    let entries = History(path: folder.path + "/h").entries
    #expect(entries.map(\.text) == ["a", "b"])
  }

  @Test func secretsAreNeverWritten() throws {
    let folder = try Folder()
    let history = History(path: folder.path + "/h") { $0.contains("password") }
    history.add("set name=x")
    let ticket = try #require(history.add("set password=hunter2"))
    history.finish(ticket, status: 0)
    #expect(history.entries.count == 2)
    let text = try folder.read()
    #expect(text.contains("set name=x"))
    #expect(!text.contains("hunter2"))
    #expect(!text.contains("=" + "\t0"))
  }

  @Test func emptyCommandsAreNotKept() {
    let history = History()
    #expect(history.add(" \n\t") == nil)
    #expect(history.entries.isEmpty)
  }

  @Test func othersMayNotReadTheFile() throws {
    let folder = try Folder()
    folder.write("wfsh-history 1\n+1\t2\t\told\n", mode: 0o644)
    History(path: folder.path + "/h").add("new")
    #expect(folder.mode("h") == 0o600)
  }

  @Test func makesItsFolder() throws {
    let folder = try Folder()
    let history = History(path: folder.path + "/deep/er/h")
    history.add("a")
    #expect(history.problem == nil)
    #expect(folder.mode("deep") == 0o700)
    #expect(folder.mode("deep/er/h") == 0o600)
  }

  @Test func tornRecordSpoilsItselfOnly() throws {
    let folder = try Folder()
    folder.write("wfsh-history 1\n+1\t2\t\tone\n+2\t3\t\tt")
    History(path: folder.path + "/h").add("three")
    #expect(History(path: folder.path + "/h").entries.map(\.text) == ["one", "t", "three"])
    folder.write("wfsh-history 1\n+1\t2\t\tone\n+2\t3")
    History(path: folder.path + "/h").add("three")
    #expect(History(path: folder.path + "/h").entries.map(\.text) == ["one", "three"])
  }

  @Test func anyBytesLoad() throws {
    let folder = try Folder()
    let descriptor = open(folder.path + "/h", O_WRONLY | O_CREAT, 0o600)
    writeAll((0...255).map { UInt8($0) } + Array("\n+1\t2\t\tok\n".utf8), to: descriptor)
    close(descriptor)
    #expect(History(path: folder.path + "/h").entries.map(\.text) == ["ok"])
  }

  @Test func fileIsCutWhenItHoldsTwiceTheLimit() throws {
    let folder = try Folder()
    folder.write("wfsh-history 1\n" + (1...7).map { "+\($0)\t2\t\tc\($0)\n=\($0)\t0\n" }.joined())
    let history = History(path: folder.path + "/h", limit: 3)
    #expect(history.entries.map(\.text) == ["c5", "c6", "c7"])
    #expect(
      try folder.read()
        == "wfsh-history 1\n+5\t2\t\tc5\n=5\t0\n+6\t2\t\tc6\n=6\t0\n+7\t2\t\tc7\n=7\t0\n")
    #expect(folder.mode("h") == 0o600)
  }

  @Test func memoryIsBounded() {
    let history = History(limit: 8)
    var last: History.Ticket?
    for number in 1...100 { last = history.add("c\(number)") }
    #expect(history.entries.count <= 10)
    #expect(history.dropped + history.entries.count == 100)
    if let last { history.finish(last, status: 4) }
    #expect(history.entries.last?.status == 4)
  }

  @Test func goesOnInMemoryWhenTheFileCannotBeWritten() throws {
    let history = History(path: "/proc/nowhere/h")
    history.add("a")
    history.add("b")
    #expect(history.entries.map(\.text) == ["a", "b"])
    let problem = try #require(history.problem)
    #expect(problem.hasPrefix("cannot open the history '/proc/nowhere/h': "))
    #expect(History(path: "/dev/null").problem != nil)
  }

  @Test(arguments: [
    ("", ""), ("pr", "int good"), ("print good", ""), ("x", ""), ("load", " a\nb"), ("print b", ""),
  ])
  func suggestsTheNewestThatWentWell(_ typed: String, _ expected: String) throws {
    let history = History()
    for (text, status) in [
      ("print old", 0), ("load a\nb", 0), ("print good", 0), ("print bad", 1),
    ] as [(String, Int32)] {
      history.finish(try #require(history.add(text)), status: status)
    }
    history.add("print running")
    #expect(history.suggestion(for: typed) == expected)
  }
}
