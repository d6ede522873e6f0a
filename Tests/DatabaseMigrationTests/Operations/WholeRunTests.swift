import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// The prompts in the order in which the workflow asks them.
@Suite struct WholeRunTests {
  @Test(arguments: [false, true]) func reachesTheTarget(compressed: Bool) throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    #expect(run.preCheck().list("pending") == ["1", "2", "3"])
    #expect(run.createBackup(compression: compressed).outcome == "success")
    #expect(run.validateBackup()["level_achieved"] == "comprehensive")
    #expect(run.apply().list("applied") == ["1", "2", "3"])
    #expect(run.ask("verify-migration", ["expected_version": "latest"])["verified"] == "true")
    for prompt in ["check-schema", "check-data-integrity", "performance-baseline"] {
      #expect(run.ask(prompt).outcome == "success")
    }
    let cleaned = run.ask("cleanup-old-backups", ["keep_count": "3"])
    #expect(cleaned.list("kept") == [run.backupID])
    #expect(try folder.value("SELECT count(*) FROM orders") == "4")
  }

  @Test func secondRunFindsNothingPending() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder)
    try first.prepare()
    #expect(first.apply().outcome == "success")
    let second = TestRun(folder, id: "run-2")
    try second.prepare()
    let applied = second.apply()
    #expect(applied.outcome == "success")
    #expect(applied.list("applied") == [])
    #expect(applied["version"] == "3")
  }

  @Test func failureBringsTheContentBack() throws {
    let folder = try TestFolder(["1_shop.up.sql": Samples.first])
    let first = TestRun(folder, id: "first")
    try first.prepare()
    #expect(first.apply().outcome == "success")
    let before = try folder.content()

    for (name, text) in Samples.failing { try folder.write(name, text) }
    let run = TestRun(folder)
    try run.prepare()
    let applied = run.apply()
    #expect(applied.outcome == "sqlite_error")
    #expect(applied.list("applied") == ["2"])
    #expect(applied["state_after"] == "partial_set")
    #expect(run.rollBack()["needs_restore"] == "true")
    #expect(run.restore()["restored"] == "true")
    #expect(run.validateRestore()["valid"] == "true")
    #expect(try folder.content() == before)
  }
}
