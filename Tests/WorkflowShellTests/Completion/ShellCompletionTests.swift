import Testing

@testable import WorkflowShell

@Suite struct ShellCompletionTests {
  struct Facts: CompletionFacts {
    var states: [ShellCandidate] {
      ["Prepare", "Work"].map { ShellCandidate(text: $0, summary: "") }
    }
    var variables: [ShellCandidate] {
      ["retry_count", "target"].map { ShellCandidate(text: $0, summary: "") }
    }
    var topics: [ShellCandidate] { HelpPages(.standard).candidates }
    var workflows: [ShellCandidate] { [ShellCandidate(text: "deploy", summary: "")] }
    func fields(of state: String) -> [ShellCandidate] {
      state == "Work" ? [ShellCandidate(text: "result", summary: "")] : []
    }
    func files(startingWith path: String) -> [ShellCandidate] {
      [ShellCandidate(text: "deploy.md", summary: "")]
    }
  }

  private func candidates(_ text: String) -> [String] {
    ShellCompletion(.standard, facts: Facts()).candidates(in: text, at: text.utf8.count)
      .candidates.map(\.text)
  }

  @Test(arguments: [
    ("bre", ["break"]), ("run; bre", ["break"]), ("test \"x\" { bre", ["break"]),
    ("break W", ["Work"]), ("break Work i", ["if"]), ("break Work if re", ["retry_count"]),
    ("print Work.r", ["Work.result"]), ("print 1 + ta", ["target"]),
    ("list --r", ["--raw"]), ("load d", ["deploy", "deploy.md"]), ("info br", ["breakpoints"]),
    ("set ta", ["target=", "target"]), ("option mo", ["mode"]), ("expect not v", ["visited"]),
    ("expect path Prepare W", ["Work"]), ("stub Work re", ["return"]), ("until W", ["Work"]),
    ("nonsense W", []), ("expect result s", ["succeeded"]), ("help bre", ["break"]),
    ("help trunc", ["truncate", "truncatewords"]), ("help filt", ["filters", "filter"]),
    ("help math.gr", ["math.greatest"]), ("help endc", ["endcase", "endcapture", "endcomment"]),
  ])
  func completes(_ text: String, _ expected: [String]) {
    #expect(candidates(text) == expected)
  }

  @Test func theWordBeforeTheCursorIsReplaced() {
    let (range, found) = ShellCompletion(.standard, facts: Facts())
      .candidates(in: "break Wo if x", at: 8)
    #expect(range == 6..<8)
    #expect(found.map(\.text) == ["Work"])
  }
}
