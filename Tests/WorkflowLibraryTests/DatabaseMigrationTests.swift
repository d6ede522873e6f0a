import Testing
import WorkflowLibrary
import WorkflowModel
import WorkflowParsing
import WorkflowSource
import WorkflowTestSupport

/// The built-in `database-migration` is the seed in other words.
@Suite struct DatabaseMigrationTests {
  private let loaded: LoadedWorkflow

  init() throws {
    let finder = WorkflowFinder(
      workingDirectory: "/nowhere", environment: [:],
      library: Library.workflows.map { .init(stem: $0.stem, text: $0.text) })
    loaded = try finder.load("database-migration")
  }

  @Test func loadsWithoutAWord() {
    #expect(loaded.diagnostics == [])
    #expect(loaded.origin == "built-in")
    #expect(loaded.workflow?.states.count == 23)
    #expect(loaded.workflow?.transitions.count == 34)
  }

  @Test func hasTheTreeOfTheSeed() throws {
    let workflow = try #require(loaded.workflow)
    let golden = try #require(
      RepositoryFiles.text("Tests/Fixtures/Workflows/database-migration.tree"))
    #expect(Self.parts(workflow.treeDump()) == Self.parts(golden.text(in: golden.range)))
  }

  @Test(.enabled(if: RepositoryFiles.seed != nil)) func isTheSeedInOtherWords() throws {
    let source = try #require(RepositoryFiles.seed)
    let parsed = WorkflowParser().parse(source, name: "seed", origin: "")
    let seed = try #require(parsed.workflow)
    let workflow = try #require(loaded.workflow)
    #expect(Self.parts(workflow.treeDump()) == Self.parts(seed.treeDump()))
    #expect(workflow.arguments.map(\.isRequired) == seed.arguments.map(\.isRequired))
    #expect(workflow.about.description != seed.about.description)
  }

  /// What is not prose: everything from the first argument on.
  private static func parts(_ dump: String) -> [Substring] {
    dump.split(separator: "\n").drop { !$0.hasPrefix("  argument") }.map { $0 }
  }
}
