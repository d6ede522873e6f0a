import Testing
import WorkflowModel
import WorkflowShell
import WorkflowSource
import WorkflowTestSupport

/// Everything in `Tests/Fixtures/Sessions`, on the built-in workflow and on the seed.
@Suite struct SessionTests {
  static let folder = "Tests/Fixtures/Sessions"
  static let scripts = RepositoryFiles.names(in: folder, ending: ".wfsh")
  static let transcripts = RepositoryFiles.names(in: folder, ending: ".transcript")

  private func play(_ name: String, on loader: SessionLoader) async throws {
    let source = try #require(RepositoryFiles.text("\(Self.folder)/\(name)"))
    let shell = TestShell(loader: loader, isInteractive: false)
    let (output, status) = await shell.play(source.text(in: source.range), named: name)
    #expect(status == .success, "\(output)")
  }

  @Test(arguments: scripts)
  func scriptHoldsOnTheBuiltInWorkflow(_ name: String) async throws {
    try await play(name, on: .builtIn)
  }

  @Test(.enabled(if: SessionLoader.seed != nil), arguments: scripts)
  func scriptHoldsOnTheSeed(_ name: String) async throws {
    try await play(name, on: try #require(SessionLoader.seed))
  }

  /// A transcript holds what was typed, behind `wfsh> `, and what was answered.
  @Test(arguments: transcripts)
  func transcriptIsAnsweredAsBefore(_ name: String) async throws {
    let path = "\(Self.folder)/\(name)"
    let source = try #require(RepositoryFiles.text(path))
    let shell = TestShell(loader: SessionLoader.builtIn)
    var played = ""
    for line in source.text(in: source.range).split(separator: "\n")
    where line.hasPrefix("wfsh> ") {
      played += line + "\n" + (await shell.enter(String(line.dropFirst(6))))
    }
    let mismatch = Golden.mismatch(String(played.dropLast()), path)
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }
}
