import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct RestoreBackupTests {
  /// A run that went from version 1 to 3 with a validated backup.
  private func migrated(
    journal: String = "delete", _ more: [String: String] = [:]
  ) throws -> (TestFolder, TestRun, Fingerprint) {
    let folder = try TestFolder(Samples.three.merging(more) { _, new in new })
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "1"]).outcome == "success")
    _ = try folder.value("PRAGMA journal_mode = \(journal)")
    let before = try folder.content()
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    return (folder, run, before)
  }

  @Test(arguments: ["delete", "wal"]) func bringsTheContentBack(_ journal: String) throws {
    let (folder, run, before) = try migrated(journal: journal)
    try folder.execute("INSERT INTO customers (name) VALUES ('late')")
    let after = try folder.content()
    let answer = run.restore()
    #expect(answer["restored"] == "true")
    #expect(answer["method"] == "backup_api")
    #expect(answer["rows_discarded"] == "1")
    #expect(try folder.content() == before)
    #expect(try folder.value("PRAGMA journal_mode") == journal)
    #expect(run.validateRestore()["valid"] == "true")
    // What was there is kept, whole.
    let displaced = try #require(answer["displaced"])
    let copy = try SQLiteDatabase(
      path: Paths.join(displaced, "data.sqlite"), mode: .look, lockTimeout: 1,
      interruption: Interruption())
    defer { copy.close() }
    let kept = try Fingerprint.take(
      of: copy, try HistoryTables(name: nil).read(copy), besides: [], hashing: true,
      interruption: Interruption())
    #expect(kept == after)
  }

  @Test func identicalDatabaseIsLeftAlone() throws {
    let (_, run, _) = try migrated()
    #expect(run.restore()["restored"] == "true")
    let again = run.restore()
    #expect(again["restored"] == "false")
    #expect(again["reason"] == "already_identical")
  }

  /// Rows that the application wrote are not thrown away for migrations that never committed.
  @Test func applicationsRowsSurviveAFailedRun() throws {
    let folder = try TestFolder(Samples.failing)
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "2"]).outcome == "success")
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().failure?.type == "syntax")
    try folder.execute("INSERT INTO customers (name) VALUES ('late')")
    #expect(run.rollBack().outcome == "success")
    let answer = run.restore()
    #expect(answer["restored"] == "false")
    #expect(answer["reason"] == "no_migration_committed")
    #expect(answer.list("warnings").count == 1)
    #expect(run.validateRestore()["valid"] == "true")
    #expect(try folder.value("SELECT count(*) FROM customers WHERE name = 'late'") == "1")
  }

  /// A person who asks by hand gets the backup, whatever was written since.
  @Test func outsideOfARunItIsRestored() throws {
    let (folder, run, before) = try migrated()
    let byHand = TestRun(folder, id: "by-hand")
    #expect(byHand.restore(["backup_id": .string(run.backupID)])["restored"] == "true")
    #expect(try folder.content() == before)
  }

  /// Scenario 18: frames of the failed version are still in the write-ahead log.
  @Test func framesThatWereNotCheckpointed() throws {
    let (folder, run, before) = try migrated(journal: "wal")
    let application = try folder.connect()
    try application.run("PRAGMA wal_autocheckpoint = 0")
    for number in 0..<50 {
      try application.run("INSERT INTO customers (name) VALUES ('late \(number)')")
    }
    #expect((Files.size(of: folder.database + "-wal") ?? 0) > 50_000)
    #expect(run.restore()["restored"] == "true")
    #expect(try application.single("SELECT count(*) FROM customers")?.integer == 3)
    application.close()
    #expect(try folder.content() == before)
    #expect(run.validateRestore()["valid"] == "true")
  }

  /// A reader in WAL mode keeps its state and holds nobody up.
  @Test func readersAreNotInTheWay() throws {
    let (folder, run, _) = try migrated(journal: "wal")
    let reader = try folder.connect()
    defer { reader.close() }
    try reader.beginReading()
    #expect(try reader.single("SELECT count(*) FROM notes")?.integer == 0)
    #expect(run.restore()["restored"] == "true")
    #expect(try reader.single("SELECT count(*) FROM notes")?.integer == 0)
    reader.rollback()
    #expect(throws: MigrationError.self) { try reader.single("SELECT count(*) FROM notes") }
  }

  @Test(arguments: ["delete", "wal"]) func otherPageSize(_ journal: String) throws {
    let (folder, run, before) = try migrated(
      journal: journal,
      ["4_p.up.sql": "PRAGMA journal_mode = DELETE; PRAGMA page_size = 8192; VACUUM;"])
    #expect(try folder.value("PRAGMA page_size") == "8192")
    _ = try folder.value("PRAGMA journal_mode = \(journal)")
    #expect(run.restore()["restored"] == "true")
    #expect(try folder.content() == before)
    #expect(try folder.value("PRAGMA page_size") == "4096")
    #expect(try folder.value("PRAGMA journal_mode") == journal)
  }

  @Test(arguments: ["delete", "wal"]) func damagedFileIsReplaced(_ journal: String) throws {
    let (folder, run, before) = try migrated(journal: journal)
    let damaged = Array(String(repeating: "no database at all ", count: 1000).utf8)
    try Files.write(damaged, to: folder.database)
    try Files.write("stale", to: folder.database + "-wal")
    #expect(run.rollBack()["needs_restore"] == "true")
    let answer = run.restore()
    #expect(answer["method"] == "file")
    #expect(try folder.content() == before)
    let displaced = try #require(answer["displaced"])
    #expect(try Files.read(Paths.join(displaced, "shop.db")) == damaged)
    #expect(Files.exists(Paths.join(displaced, "shop.db-wal")))
    #expect(run.validateRestore()["valid"] == "true")
  }

  @Test func vanishedFileIsBroughtBack() throws {
    let (folder, run, before) = try migrated()
    try Files.remove(folder.database)
    try Files.write("stale", to: folder.database + "-wal")
    #expect(run.restore()["restored"] == "true")
    #expect(try folder.content() == before)
  }

  @Test func damagedPagesAreReplaced() throws {
    let (folder, run, before) = try migrated()
    var bytes = try Files.read(folder.database)
    for index in 4096..<min(bytes.count, 12288) { bytes[index] = 0xAA }
    try Files.write(bytes, to: folder.database)
    #expect(run.restore()["restored"] == "true")
    #expect(try folder.content() == before)
    #expect(try folder.integrity() == [])
  }

  @Test func damagedBackupLeavesTheDatabase() throws {
    let (folder, run, _) = try migrated()
    let path = try Backup.read(run.backupID, in: folder.state).dataPath
    var bytes = try Files.read(path)
    bytes[bytes.count / 2] ^= 1
    try Files.write(bytes, to: path)
    let before = try folder.content()
    for validating in ["true", "false"] {
      #expect(
        run.restore(["validate_before": .string(validating)]).outcome == "checksum_mismatch")
    }
    #expect(try folder.content() == before)
  }

  @Test func lockedDatabase() throws {
    let (folder, run, _) = try migrated()
    let before = try folder.content()
    let application = try folder.connect()
    try application.beginWriting()
    let answer = run.restore()
    #expect(answer.failure?.type == "lock")
    #expect(answer.failure?.retryable == true)
    application.rollback()
    application.close()
    #expect(try folder.content() == before)
    #expect(run.restore()["restored"] == "true")
  }

  /// A run that went on with another run's half-done migration can still go back.
  @Test func resumedMigrationIsUndone() throws {
    let step = "-- wfsh:no-transaction\nCREATE TABLE a (x);\n"
    let folder = try TestFolder(["1_a.sql": step + "INSERT INTO b VALUES (1);"])
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply()["state_after"] == "dirty")
    try folder.write("1_a.sql", step + "INSERT INTO a VALUES (1);\nINSERT INTO b VALUES (1);")
    let before = try folder.content()
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply()["state_after"] == "dirty")
    #expect(try folder.value("SELECT count(*) FROM a") == "1")
    #expect(run.rollBack()["needs_restore"] == "true")
    #expect(run.restore()["restored"] == "true")
    #expect(try folder.content() == before)
  }

  /// What a clean rollback leaves in our own tables is no difference: nothing needs a backup.
  @Test func rolledBackWithoutABackupIsIdentical() throws {
    let folder = try TestFolder(Samples.failing)
    let unguarded: JSONObject = ["backup_enabled": "false"]
    #expect(TestRun(folder, id: "first", scope: unguarded).apply(["target": "1"]).failure == nil)
    let run = TestRun(folder, scope: unguarded)
    #expect(run.preCheck().failure == nil)
    #expect(run.apply().failure?.type == "syntax")
    #expect(try folder.value("SELECT count(*) FROM wfsh_schema_history") == "2")
    #expect(run.rollBack().list("rolled_back") == ["2"])
    let answer = run.restore(["backup_id": ""])
    #expect(answer.outcome == "success")
    #expect(answer["reason"] == "already_identical")
    #expect(run.validateRestore()["valid"] == "true")
  }

  /// An application that goes on writing is no fault of the restore; rows that are gone are.
  @Test func rowsThatCameAfterARestoreAreToldOf() throws {
    let (folder, run, _) = try migrated()
    run.restore()
    try folder.execute("INSERT INTO customers (name) VALUES ('late')")
    let answer = run.validateRestore()
    #expect(answer["valid"] == "true")
    #expect(
      answer.list("warnings") == ["table customers has 1 rows more than were restored"])
    try folder.execute("DELETE FROM customers WHERE name <> 'late'")
    #expect(run.validateRestore().outcome == "differs")
  }

  @Test func validationSeesADifference() throws {
    let (folder, run, _) = try migrated()
    run.restore()
    try folder.execute("UPDATE customers SET name = 'X' WHERE id = 1")
    let answer = run.validateRestore()
    #expect(answer.outcome == "differs")
    #expect(answer.list("errors") == ["differs: rows of table customers differ"])
    try folder.execute("DELETE FROM wfsh_schema_history")
    #expect(run.validateRestore().outcome == "wrong_version")
  }
}
