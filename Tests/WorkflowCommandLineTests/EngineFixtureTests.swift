import Testing
import WorkflowTestSupport

/// What the engine does with each construct of the format: every script of `Tests/Fixtures/Engine`
/// holds, with the workflows beside it, through the real program.
@Suite(.timeLimit(.minutes(2))) struct EngineFixtureTests {
  static let folder = "Tests/Fixtures/Engine"
  static let scripts = RepositoryFiles.names(in: folder, ending: ".wfsh")

  @Test(arguments: scripts)
  func scriptHolds(_ name: String) {
    let ended = Programs.run(
      [Programs.wfsh, "-k", name], in: "\(RepositoryFiles.root)/\(Self.folder)")
    #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
  }

  @Test func thereAreScripts() { #expect(Self.scripts.count >= 7) }
}
