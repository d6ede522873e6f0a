import JSONText
import Testing
import WorkflowLibrary
import WorkflowTestSupport

/// The workflows the program brings with it: each has a script in `Tests/Fixtures/Library` that
/// takes every one of its edges, and does live what its page says.
@Suite(.timeLimit(.minutes(3))) struct LibraryWorkflowTests {
  private static let folder = "Tests/Fixtures/Library"
  private static let names = RepositoryFiles.names(in: folder, ending: ".wfsh").map {
    String($0.dropLast(5))
  }
  private static let git = "/usr/bin/git"
  private static let hasGit =
    Programs.run(["/bin/sh", "-c", "test -x \(git)"], in: "/").status == 0

  private let scratch = Scratch()

  private func run(_ words: String...) -> Programs.Ended {
    Programs.run([Programs.wfsh] + words, in: scratch.path)
  }

  // MARK: Scripts

  /// An edge as `list` and `trail` name it.
  private struct Edge: Hashable, CustomStringConvertible {
    var from, to, label: String

    init?(_ json: JSONValue) {
      guard let from = json["from"]?.stringValue, let to = json["to"]?.stringValue,
        let label = json["label"]?.stringValue
      else { return nil }
      (self.from, self.to, self.label) = (from, to, label)
    }

    var description: String { "\(from) --> \(to): \(label)" }
  }

  /// The rows of the JSON documents of a kind among the lines of an output.
  private func rows(_ kind: String, in output: String) -> [JSONValue] {
    output.split(separator: "\n").flatMap { line -> [JSONValue] in
      guard line.hasPrefix("{"), let document = try? JSONReader.read(String(line)),
        document["kind"]?.stringValue == kind
      else { return [] }
      return document["rows"]?.arrayValue ?? []
    }
  }

  @Test func everyWorkflowHasAScript() {
    // The migration has scripts of its own, and `EveryEdgeTests`.
    let workflows = Library.workflows.map(\.stem).filter { $0 != "database-migration" }
    #expect(Set(workflows) == Set(Self.names))
    #expect(workflows.count >= 6)
  }

  @Test(arguments: names) func scriptTakesEveryEdge(_ name: String) {
    let script = "\(RepositoryFiles.root)/\(Self.folder)/\(name).wfsh"
    scratch.write("all.wfsh", "teardown { trail --json }\nsource \(script)\n")
    let ended = run("-k", "all.wfsh")
    #expect(ended.status == 0, "\(ended.output.lines(without: "{"))\n\(ended.errors)")

    let own = rows("trail", in: ended.output).filter {
      $0["kind"]?.stringValue == "edge" && $0["data"]?["frame"]?.intValue == 0
    }
    let taken = Set(own.compactMap { $0["data"]?["edge"].flatMap(Edge.init) })
    let all = rows("transitions", in: run("list", name, "--json").output).compactMap(Edge.init)
    #expect(all.count >= 8)
    #expect(all.filter { !taken.contains($0) } == [], "edges that no test takes")
    #expect(taken.subtracting(all) == [], "edges that the diagram does not have")
  }

  // MARK: Pages

  @Test(arguments: names) func sessionOfThePageHolds(_ name: String) throws {
    let page = try #require(Library.text(name, in: Library.workflows)).text
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "load \(name)"))
    #expect(lines[start - 1] == "```")
    let session = lines[start...].prefix { $0 != "```" }
    #expect(session.contains { $0.hasPrefix("expect ") })
    scratch.write("session.wfsh", session.joined(separator: "\n") + "\n")
    let ended = run("-k", "session.wfsh")
    #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
  }

  @Test(arguments: names) func checkFindsNothingButMissingHandlers(_ name: String) {
    let ended = run("check", name, "--json")
    let codes = rows("check", in: ended.output).compactMap { $0["code"]?.stringValue }
    #expect(ended.status == 0)
    #expect(Set(codes).subtracting(["no-handler"]) == [], "\(ended.output)")
  }

  @Test func allAreListed() {
    let found = rows("workflows", in: run("workflows", "--json").output)
    for name in Self.names {
      let row = found.first { $0["name"]?.stringValue == name }
      #expect(row?["source"]?.stringValue == "built-in", "\(name)")
      #expect(row?["title"]?.stringValue?.isEmpty == false)
    }
  }

  @Test func theFileCanBeCopied() {
    #expect(
      run("list", "hello", "--raw").output == Library.text("hello", in: Library.workflows)?.text)
    #expect(run("list", "nowhere", "--raw").status == 4)
  }

  // MARK: Live

  @Test func helloRunsAsItIs() {
    let ended = run("run", "hello", "--set", "name=Ada", "--set", "pause=10ms")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.contains("Hello, Ada!"))
    #expect(ended.output.contains("path    Listen English Breathe Greet"))
    let french = run("run", "hello", "--set", "language=french", "--set", "pause=10ms")
    #expect(french.output.contains("Bonjour, world !"))
    #expect(run("run", "hello", "--set", "language=klingon").status == 2)
  }

  /// A copy of a built-in workflow in the scratch folder, with programs for its prompts.
  private func copy(_ name: String, handlers: [String: String]) throws {
    let text = try #require(Library.text(name, in: Library.workflows)).text
    scratch.write("\(name).md", text)
    for (prompt, body) in handlers {
      let folder = prompt.split(separator: "/").dropLast().joined(separator: "/")
      _ = Programs.run(["/bin/mkdir", "-p", "handlers/\(folder)"], in: scratch.path)
      scratch.script("handlers/\(prompt)", body)
    }
  }

  private static let success = #"echo '{"event": "result", "status": "success"}'"#

  @Test func tourRunsWithPrograms() throws {
    let prompts = ["account", "badge", "keys", "laptop", "talk", "announce", "close-accounts"]
    try copy(
      "tour",
      handlers: Dictionary(uniqueKeysWithValues: prompts.map { ("people/" + $0, Self.success) }))
    let ended = run(
      "run", "./tour.md", "--set", "person=Ada Lovelace", "--set", "day_length=10ms", "--answer",
      "Team=Office", "--trust")
    #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
    for line in ["Hello, Ada Lovelace!", "Bonjour, Ada Lovelace !", "Day 2 of 2", "settled in"] {
      #expect(ended.output.contains(line), "\(line)")
    }
  }

  @Test func deployTakesBackWhatDoesHarm() throws {
    let note = "echo \"$1\" >> '\(scratch.path)/calls'\n"
    var handlers = Dictionary(
      uniqueKeysWithValues: [
        "build", "unit-tests", "smoke-tests", "scan", "lock", "unlock", "migrate", "migrate-back",
        "route", "announce",
      ].map { ("deploy/" + $0, note + Self.success) })
    handlers["deploy/measure"] = note + #"echo '{"error_rate": 7.5, "latency_ms": 120}'"#
    try copy("deploy", handlers: handlers)
    let ended = run(
      "run", "./deploy.md", "--set", "version=v2.4.0", "--set", "watch=10ms", "--trust")
    #expect(ended.status == 1, "\(ended.output)\n\(ended.errors)")
    let calls = Programs.run(["/bin/cat", "calls"], in: scratch.path).output.split(separator: "\n")
    #expect(
      calls.suffix(4)
        == ["deploy/measure", "deploy/route", "deploy/migrate-back", "deploy/unlock"])
    #expect(!calls.contains("deploy/announce"))
  }

  @Test(.enabled(if: hasGit)) func refactorCommitsWhatHolds() throws {
    let step = #"say "hello"; touch hacked; $(touch hacked)"#
    let escaped = step.split(separator: "\"", omittingEmptySubsequences: false).joined(
      separator: "\\\"")
    try copy(
      "refactor",
      handlers: [
        "refactor/plan": """
        cd '\(scratch.path)'
        if test -e planned; then echo '{"step": "none", "done": true}'; else
        touch planned; echo '{"step": "\(escaped)", "done": false}'; fi
        """,
        "refactor/edit": "echo broken > '\(scratch.path)/copy/file'\n" + Self.success,
        "refactor/mend": "echo mended > '\(scratch.path)/copy/file'\n" + Self.success,
        "refactor/compare": Self.success, "refactor/document": Self.success,
      ])
    scratch.write(".gitconfig", "[user]\n\tname = Test\n\temail = test@example.org\n")
    let prepared = Programs.run(
      [
        "/bin/sh", "-c",
        "git init -q copy && cd copy && echo old > file && git add file && git commit -qm first",
      ], in: scratch.path)
    #expect(prepared.status == 0, "\(prepared.errors)")

    let ended = run(
      "run", "./refactor.md", "--set", "goal=a greeting", "--set", "folder=copy", "--set",
      "build=true", "--set", "tests=! grep broken file", "--trust")
    #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
    let log = Programs.run(
      ["/bin/sh", "-c", "cd copy && git log --format=%s && git status --porcelain && cat file"],
      in: scratch.path)
    #expect(log.output == "\(step)\nfirst\nmended\n", "\(log.errors)")
    #expect(Programs.run(["/bin/ls", "copy"], in: scratch.path).output == "file\n")
  }
}

extension String {
  /// The lines that do not begin with a text.
  fileprivate func lines(without prefix: String) -> String {
    split(separator: "\n").filter { !$0.hasPrefix(prefix) }.joined(separator: "\n")
  }
}
