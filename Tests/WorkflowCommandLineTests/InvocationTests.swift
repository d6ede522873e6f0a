import Testing

@testable import WorkflowCommandLine

@Suite struct InvocationTests {
  private func read(_ words: [String], terminal: Bool = true) throws -> Invocation {
    try Invocation(words, inputIsTerminal: terminal) { $0 == "script" }
  }

  @Test func findsTheWork() throws {
    #expect(try read([]).work == .prompt(workflows: []))
    #expect(try read([], terminal: false).work == .input)
    #expect(try read(["a.md", "b"]).work == .prompt(workflows: ["a.md", "b"]))
    #expect(try read(["-c", "quit"]).work == .commands("quit"))
    #expect(
      try read(["t.wfsh", "x", "-k"]).work == .script(path: "t.wfsh", arguments: ["x", "-k"]))
    #expect(try read(["script", "1"]).work == .script(path: "script", arguments: ["1"]))
    #expect(try read(["-f", "any", "1"]).work == .script(path: "any", arguments: ["1"]))
    #expect(try read(["-"]).work == .input)
    #expect(try read(["run", "w", "--json"]).work == .verb(["run", "w", "--json"]))
    #expect(try read(["./run"]).work == .prompt(workflows: ["./run"]))
    #expect(try read(["--version"]).work == .version)
  }

  @Test func workflowsMayStandBesideCommands() throws {
    for words in [["w.md", "-c", "next"], ["-c", "next", "w.md"]] {
      let invocation = try read(words)
      #expect(invocation.work == .commands("next"))
      #expect(invocation.workflows == ["w.md"])
    }
    #expect(try read(["w.md", "-f", "any", "1"]).workflows == ["w.md"])
  }

  @Test func readsOptionsBeforeTheWork() throws {
    let invocation = try read(["-k", "--set", "a=1", "--seed=7", "--color", "never", "-c", "p 1"])
    #expect(invocation.keepsGoing)
    #expect(invocation.settings == ["a=1"])
    #expect(invocation.seed == 7)
    #expect(invocation.colour == .never)
  }

  @Test(arguments: [
    (["--sed", "1"], "unknown option '--sed'"), (["-c"], "'-c' needs a value"),
    (["--seed", "x"], "'--seed' needs a whole number"),
    (["--color", "pink"], "'--color' takes auto, always, never, not 'pink'"),
    (["explore"], "'wfsh explore' is not there yet"),
  ])
  func refusesWhatCannotBeRead(words: [String], message: String) {
    do {
      _ = try read(words)
      Issue.record("\(words) was read")
    } catch let error as UsageError {
      #expect(error.message.hasPrefix(message))
    } catch { Issue.record("\(error)") }
  }
}
