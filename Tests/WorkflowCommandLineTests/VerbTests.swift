import Testing

@Suite(.timeLimit(.minutes(2))) struct VerbTests {
  private let scratch = Scratch()

  private func run(_ words: String...) -> Programs.Ended {
    Programs.run([Programs.wfsh] + words, in: scratch.path)
  }

  @Test func listShowsEveryEdgeWithClassAndRule() {
    let ended = run("list", "database-migration")
    #expect(ended.status == 0)
    #expect(ended.output.contains("Checks passed"))
    #expect(ended.output.contains("by polarity"))
    let json = run("list", "database-migration", "--json")
    #expect(json.output.hasPrefix("{"))
  }

  @Test func workflowsListsTheLibraryAndBrokenFiles() {
    _ = Programs.run(["/bin/mkdir", "workflows"], in: scratch.path)
    scratch.write("workflows/broken.md", "# no diagram\n")
    let ended = run("workflows")
    #expect(ended.status == 0)
    #expect(ended.output.contains("database-migration"))
    #expect(ended.output.contains("broken"))
  }

  @Test func helpAndVersion() {
    #expect(run("--help").output.contains("wfsh run WORKFLOW"))
    #expect(run("--version").output.hasPrefix("wfsh "))
    #expect(run("run", "--help").output.contains("--set"))
    #expect(run("run").status == 2)
    #expect(run("help", "break").output.hasPrefix("break LOC"))
    #expect(run("help", "knownlimits").output.hasPrefix("# Known limits"))
    #expect(run("help").output.contains("KnownLimits"))
  }
}
