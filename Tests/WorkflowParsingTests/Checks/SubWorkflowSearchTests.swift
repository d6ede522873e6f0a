import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// Workflows that run each other, in memory.
@Suite struct SubWorkflowSearchTests {
  private struct Library: WorkflowLoading {
    var texts: [String: String]

    func load(_ reference: String) throws(WorkflowNotFound) -> LoadedWorkflow {
      guard let text = texts[reference] else {
        throw WorkflowNotFound(
          reference: reference, message: "no workflow '\(reference)'", hint: "look for it")
      }
      return WorkflowParser().parse(
        SourceText(name: "\(reference).md", text: text), name: reference, origin: "memory")
    }

    func read(_ source: SourceText) -> LoadedWorkflow {
      WorkflowParser().parse(source, name: source.name, origin: source.name)
    }

    func catalogue() -> [CatalogueEntry] { [] }
  }

  /// A workflow that runs others one after another, with an exit for each outcome.
  private static func running(_ names: [String]) -> String {
    var lines = ["stateDiagram-v2", "[*] --> S0"]
    for (number, name) in names.enumerated() {
      lines += [
        "S\(number) --> S\(number + 1): default", "S\(number): action: run_workflow",
        "S\(number): workflow: \(name)",
      ]
    }
    return (lines + ["S\(names.count) --> [*]"]).joined(separator: "\n")
  }

  private func findings(_ calls: [String: [String]], of name: String) throws -> [String] {
    let library = Library(texts: calls.mapValues { Self.running($0) })
    let loaded = try library.load(name)
    return loaded.checked(loader: library).filter {
      ["circular-workflow", "no-workflow"].contains($0.code)
    }.map { diagnostic in
      let text = diagnostic.range.map { loaded.source.text(in: $0) } ?? "?"
      return "\(text): \(diagnostic.severity.rawValue): \(diagnostic.message)"
    }
  }

  @Test func circlesAreErrorsWithTheWayRound() throws {
    #expect(
      try findings(["a": ["a"]], of: "a") == ["a: error: this workflow runs itself: a → a"])
    #expect(
      try findings(["a": ["b"], "b": ["d", "c"], "c": ["a"], "d": []], of: "a")
        == ["b: error: this workflow runs itself: a → b → c → a"])
    #expect(
      try findings(["a": ["d", "b", "c"], "b": ["c"], "c": ["b"], "d": []], of: "a") == [
        "b: error: this leads into a circle: b → c → b",
        "c: error: this leads into a circle: b → c → b",
      ])
  }

  @Test func sharedWorkflowsAreNoCircle() throws {
    #expect(try findings(["a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []], of: "a") == [])
  }

  @Test func workflowsThatAreNotThereAreWarnings() throws {
    #expect(
      try findings(["a": ["b", "\"{{ x }}\""], "c": []], of: "a")
        == ["b: warning: no workflow 'b'"])
    let library = Library(texts: ["a": Self.running(["b"]), "b": "no diagram"])
    let found = try library.load("a").checked(loader: library).filter { $0.code == "no-workflow" }
    #expect(found.map(\.message) == ["the workflow 'b' has errors and cannot run"])
  }

  @Test func circlesKeepAWorkflowFromRunning() throws {
    let library = Library(texts: ["a": Self.running(["a"]), "b": Self.running(["c"])])
    #expect(try library.load("a").isSound)
    #expect(try !library.load("a").followed(with: library).isSound)
    #expect(try library.load("b").followed(with: library).isSound)
  }

  @Test func theWorkflowsThatOneRunsAreFoundOnce() throws {
    let calls = ["a": ["b", "c", "x"], "b": ["c", "d"], "c": ["a"], "d": []]
    let library = Library(texts: calls.mapValues(Self.running))
    let all = try library.load("a").workflow?.withSubWorkflows(from: library)
    #expect(all?.map(\.name) == ["a", "b", "c", "d"])
  }

  @Test func callsInListsAndBranchesAreFollowed() throws {
    let text = """
      stateDiagram-v2
      [*] --> A
      A --> [*]
      A: action: parallel_workflows
      A: workflows:
      A:   - x
      A:   - workflow: y
      A:     condition: "true"
      A: parallel:
      A:   - action: run_workflow
      A:     workflow: z
      """
    let loaded = Library(texts: ["a": text])
    #expect(try loaded.load("a").workflow?.subWorkflowCalls.map(\.name) == ["x", "y", "z"])
  }
}
