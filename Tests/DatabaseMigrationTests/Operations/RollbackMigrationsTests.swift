import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct RollbackMigrationsTests {
  /// A run that went from version 1 to 3.
  private func applied(
    _ files: [String: String] = Samples.three, scope: JSONObject = ["backup_enabled": "false"]
  ) throws -> (TestFolder, TestRun) {
    let folder = try TestFolder(files)
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "1"]).outcome == "success")
    let run = TestRun(folder, scope: scope)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    return (folder, run)
  }

  @Test func runsDownFilesLastFirst() throws {
    let (folder, run) = try applied()
    let answer = run.rollBack()
    #expect(answer.list("rolled_back") == ["3", "2"])
    #expect(answer["version"] == "1" && answer["needs_restore"] == "false")
    #expect(try folder.content().tables["notes"] == nil)
    #expect(
      try folder.value("SELECT count(*) FROM wfsh_schema_events WHERE event = 'reverted'") == "2")
  }

  @Test func nothingToDo() throws {
    let (_, run) = try applied()
    run.rollBack()
    let again = run.rollBack()
    #expect(again.outcome == "success")
    #expect(again.list("rolled_back") == [])
  }

  @Test func nothingToDoWaitsForNobody() throws {
    let (folder, run) = try applied()
    run.rollBack()
    let lock = try StateLock.take(
      folder.state, .exclusive, wait: 0, holder: [:], interruption: Interruption())
    #expect(run.rollBack().outcome == "success")
    withExtendedLifetime(lock) {}
  }

  @Test func validatedBackupIsPreferredToLossyDownFiles() throws {
    let (folder, run) = try applied(scope: [:])
    let answer = run.rollBack()
    #expect(answer["needs_restore"] == "true")
    #expect(answer.list("skipped_down") == ["3", "2"])
    #expect(try folder.value("SELECT count(*) FROM wfsh_schema_history") == "3")
    run.scope["prefer_restore"] = "false"
    #expect(run.rollBack().list("rolled_back") == ["3", "2"])
  }

  /// Scenario 21: no down files at all.
  @Test func missingDownFilesNeedTheBackup() throws {
    let files = Samples.three.filter { !$0.key.contains("down") }
    let (_, backed) = try applied(files, scope: [:])
    let answer = backed.rollBack()
    #expect(answer.outcome == "success")
    #expect(answer["needs_restore"] == "true")
    #expect(backed.restore()["restored"] == "true")
    #expect(backed.validateRestore()["valid"] == "true")
    let (_, bare) = try applied(files)
    #expect(bare.rollBack().outcome == "missing_down")
    #expect(bare.rollBack(["force": "false"]).outcome == "missing_down")
  }

  @Test func driftedDownFileIsNotRun() throws {
    let (folder, run) = try applied()
    try folder.write("2_notes.down.sql", "DROP TABLE customers;")
    #expect(run.rollBack(["force": "false"]).outcome == "checksum_drift")
    #expect(try folder.value("SELECT count(*) FROM wfsh_schema_history") == "3")
    let forced = run.rollBack()
    #expect(forced.outcome == "checksum_drift")
    #expect(forced.list("rolled_back") == ["3"])
    #expect(try folder.value("SELECT count(*) FROM customers") == "3")
  }

  @Test func failingDownFile() throws {
    var files = Samples.three
    files["2_notes.down.sql"] = "DROP TABLE nothing;"
    let (_, backed) = try applied(files, scope: ["prefer_restore": "false"])
    let answer = backed.rollBack()
    #expect(answer.outcome == "success")
    #expect(answer.list("rolled_back") == ["3"])
    #expect(answer.list("skipped_down") == ["2"])
    #expect(answer.list("down_errors").count == 1)
    #expect(answer["needs_restore"] == "true")
    let (_, bare) = try applied(files)
    #expect(bare.rollBack().failure?.type == "syntax")
  }

  @Test func lockedDatabase() throws {
    let (folder, run) = try applied()
    let application = try folder.connect()
    defer { application.close() }
    try application.beginWriting()
    #expect(run.rollBack().failure?.type == "lock")
  }
}
