import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct ApplyMigrationsTests {
  private let unguarded: JSONObject = ["backup_enabled": "false"]

  @Test func refusesWithoutValidatedBackup() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    run.preCheck()
    #expect(run.apply().outcome == "backup_not_validated")
    run.createBackup()
    #expect(run.apply().outcome == "backup_not_validated")
    #expect(!Files.exists(folder.database))
    run.validateBackup("basic")
    #expect(run.apply().outcome == "success")
  }

  @Test func withNothingToApplyNoDatabaseIsMade() throws {
    let folder = try TestFolder()
    let answer = TestRun(folder, scope: unguarded).apply()
    #expect(answer.outcome == "success")
    #expect(answer.list("applied") == [])
    #expect(!Files.exists(folder.database))
  }

  @Test func historyTellsEverything() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: unguarded)
    #expect(run.apply().list("applied") == ["1", "2", "3"])
    let connection = try folder.connect()
    defer { connection.close() }
    let history = try HistoryTables(name: nil).read(connection)
    #expect(history.rows.map(\.sequence) == [1, 2, 3])
    #expect(history.rows.map(\.name) == ["shop", "notes", "index"])
    #expect(history.rows.allSatisfy { $0.done == $0.total && $0.runID == "run-1" })
    #expect(try connection.rows("SELECT event FROM wfsh_schema_events").count == 3)
  }

  @Test func ownHistoryTable() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: ["backup_enabled": false, "history_table": "my_history"])
    #expect(run.apply().outcome == "success")
    #expect(try folder.value("SELECT count(*) FROM my_history") == "3")
    #expect(try folder.value("SELECT count(*) FROM my_history_events") == "3")
    #expect(
      TestRun(folder, scope: ["history_table": "a; DROP"]).preCheck().outcome == "bad_argument")
  }

  /// Scenario 1: a mistake in the third of five files.
  @Test(arguments: ["file", "true", "all", "none"])
  func mistakeInTheMiddle(_ mode: String) throws {
    let folder = try TestFolder([
      "1_a.sql": "CREATE TABLE a (x);", "2_b.sql": "CREATE TABLE b (x);",
      "3_c.sql": "CREATE TABLE c (x);\r\n-- é\r\nINSERT INTO c VALUES ('ü', nonsense);",
      "4_d.sql": "CREATE TABLE d (x);", "5_e.sql": "CREATE TABLE e (x);",
    ])
    let run = TestRun(folder, scope: unguarded)
    let answer = run.apply(["transaction_mode": .string(mode)])
    #expect(answer.failure?.type == "syntax")
    #expect(answer.failure?.retryable == false)
    let context = try JSONReader.read(try #require(answer["context"]))
    #expect(context["line"]?.intValue == 3)
    #expect(context["column"]?.intValue == 28)
    #expect(context["statement_index"]?.intValue == 2)
    #expect(context["failed_version"]?.stringValue == "3")
    let tables = try folder.content().tables.keys.filter { !$0.hasPrefix("wfsh") }.sorted()
    switch mode {
    case "all":
      #expect(answer["version"] == "none" && answer["state_after"] == "unchanged")
      #expect(try folder.content().objects.isEmpty)
    case "none":
      #expect(answer["version"] == "2" && answer["state_after"] == "dirty")
      #expect(answer["dirty"] == "true" && tables == ["a", "b", "c"])
    default:
      #expect(answer["version"] == "2" && answer["state_after"] == "partial_set")
      #expect(answer["dirty"] == "false" && tables == ["a", "b"])
    }
  }

  /// Scenarios 6 and 7.
  @Test func transactionControl() throws {
    let folder = try TestFolder(["1_a.sql": "CREATE TABLE a (x); COMMIT; CREATE TABLE b (x);"])
    let run = TestRun(folder, scope: unguarded)
    #expect(run.apply().outcome == "tx_control_in_migration")
    #expect(!Files.exists(folder.database))
    try folder.write("1_a.sql", "BEGIN;\nCREATE TABLE a (x);\nSELECT nothing;\nCOMMIT;\n")
    let failed = run.apply()
    #expect(failed.failure?.type == "syntax")
    #expect(failed["error"]?.contains("1_a.sql:3") == true)
    #expect(try folder.content().objects.isEmpty)
    try folder.write("1_a.sql", "BEGIN;\nCREATE TABLE a (x);\nCOMMIT;\n")
    #expect(run.apply().list("applied") == ["1"])
  }

  @Test func conflictThatRollsBackStopsTheFile() throws {
    let folder = try TestFolder([
      "1_a.sql": """
      CREATE TABLE a (x UNIQUE);
      INSERT INTO a VALUES (1);
      INSERT OR ROLLBACK INTO a VALUES (1);
      CREATE TABLE b (x);
      """
    ])
    let answer = TestRun(folder, scope: unguarded).apply()
    #expect(answer.failure?.type == "data")
    #expect(try folder.content().objects.isEmpty)
  }

  @Test(arguments: [
    ("ATTACH 'x.db' AS other;", "attach_in_migration"),
    ("PRAGMA writable_schema = ON;", "pragma_in_migration"),
    ("DELETE FROM wfsh_schema_history;", "history_in_migration"),
    ("DROP TABLE wfsh_schema_events;", "history_in_migration"),
    (
      "CREATE TRIGGER sneaky AFTER INSERT ON wfsh_schema_history BEGIN SELECT 1; END;",
      "history_in_migration"
    ),
  ])
  func forbidden(_ sql: String, _ code: String) throws {
    let folder = try TestFolder(["1_a.sql": "CREATE TABLE a (x);", "2_b.sql": sql])
    let answer = TestRun(folder, scope: unguarded).apply()
    #expect(answer.outcome == code)
    #expect(answer["version"] == "1")
    #expect(answer["error"]?.contains("2_b.sql:1") == true)
  }

  /// Scenario 12.
  @Test func outOfOrder() throws {
    let folder = try TestFolder(["2_b.sql": "CREATE TABLE b (x);"])
    #expect(TestRun(folder, scope: unguarded).apply().outcome == "success")
    try folder.write("1_a.sql", "CREATE TABLE a (x);")
    #expect(TestRun(folder, scope: unguarded).apply().outcome == "out_of_order")
    let allowed = TestRun(
      folder, scope: ["backup_enabled": "false", "allow_out_of_order": "true"]
    ).apply()
    #expect(allowed.list("applied") == ["1"])
    #expect(try folder.value("SELECT seq FROM wfsh_schema_history WHERE version = '1'") == "2")
  }

  @Test func targets() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: unguarded)
    #expect(run.apply(["target": "next"]).list("applied") == ["1"])
    #expect(run.apply(["target": "+1"]).list("applied") == ["2"])
    #expect(run.apply(["target": "1"]).outcome == "target_below_current")
    #expect(run.apply(["target": "none"]).outcome == "target_below_current")
    #expect(run.apply(["target": "current"]).list("applied") == [])
    #expect(run.apply(["target": "index"]).list("applied") == ["3"])
  }

  @Test func baselineTakesOver() throws {
    let folder = try TestFolder(Samples.three)
    try folder.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)")
    let run = TestRun(folder, scope: ["backup_enabled": "false", "baseline": "1"])
    #expect(run.apply().list("applied") == ["2", "3"])
    #expect(
      try folder.value("SELECT state FROM wfsh_schema_history WHERE version = '1'") == "adopted")
  }

  /// Scenario 20, the good half.
  @Test func rebuildKeepsChildren() throws {
    let folder = try TestFolder([
      "1_shop.sql": Samples.first,
      "2_rebuild.sql": """
      PRAGMA foreign_keys=off;
      BEGIN;
      CREATE TABLE customers_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT);
      INSERT INTO customers_new (id, name) SELECT id, name FROM customers;
      DROP TABLE customers;
      ALTER TABLE customers_new RENAME TO customers;
      COMMIT;
      PRAGMA foreign_keys=on;
      """,
    ])
    #expect(TestRun(folder, scope: unguarded).apply().outcome == "success")
    #expect(try folder.value("SELECT count(*) FROM orders") == "4")
  }

  @Test func orphansRollBack() throws {
    let folder = try TestFolder([
      "1_shop.sql": Samples.first,
      "2_bad.sql": "PRAGMA foreign_keys=off; DELETE FROM customers WHERE id = 1;",
    ])
    let answer = TestRun(folder, scope: unguarded).apply()
    #expect(answer.outcome == "foreign_key_violation")
    #expect(answer["version"] == "1")
    #expect(try folder.value("SELECT count(*) FROM customers") == "3")
  }

  @Test func oldOrphansAreNotBlamed() throws {
    let folder = try TestFolder(["1_shop.sql": Samples.first])
    #expect(TestRun(folder, scope: unguarded).apply().outcome == "success")
    try folder.execute("PRAGMA foreign_keys = OFF", "DELETE FROM customers WHERE id = 1")
    try folder.write("2_more.sql", "CREATE TABLE more (x);")
    #expect(TestRun(folder, scope: unguarded).apply().list("applied") == ["2"])
  }

  /// Scenario 10: the application holds the right to write.
  @Test func lockedDatabaseIsRetryable() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, scope: unguarded)
    #expect(first.apply(["target": "1"]).outcome == "success")
    let application = try folder.connect()
    defer { application.close() }
    try application.beginWriting()
    let start = ContinuousClock.now
    let locked = first.apply()
    #expect(locked.failure?.type == "lock")
    #expect(locked.failure?.retryable == true)
    #expect(locked["state_after"] == "unchanged")
    #expect(ContinuousClock.now - start >= .milliseconds(300))
    application.rollback()
    #expect(first.apply(attempt: 2).list("applied") == ["2", "3"])
  }

  @Test func otherMigratorHoldsTheLock() throws {
    let folder = try TestFolder(Samples.three)
    try Files.makeFolder(folder.state.path)
    let lock = try StateLock.take(
      folder.state, .exclusive, wait: 0, holder: ["pid": 4711, "run_id": "other"],
      interruption: Interruption())
    let answer = TestRun(folder, scope: unguarded).apply()
    #expect(answer.outcome == "locked")
    #expect(answer.failure?.retryable == true)
    #expect(answer.failure?.message.contains("process 4711 of run other") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func anotherRunsMigrationsAreNoticed() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    try run.prepare()
    let other = TestRun(folder, id: "other", scope: unguarded)
    #expect(other.apply(["target": "2"]).outcome == "success")
    #expect(run.apply().outcome == "changed_since_backup")
    #expect(run.restore().outcome == "changed_since_backup")
    #expect(try folder.value("SELECT count(*) FROM wfsh_schema_history") == "2")
  }

  // MARK: Outside a transaction

  @Test func vacuumAndPagesRunOutside() throws {
    let folder = try TestFolder([
      "1_shop.sql": Samples.first, "2_pages.sql": "PRAGMA page_size = 8192; VACUUM;",
      "3_wal.sql": "PRAGMA journal_mode = WAL;",
    ])
    #expect(TestRun(folder, scope: unguarded).apply().list("applied") == ["1", "2", "3"])
    #expect(try folder.value("PRAGMA page_size") == "8192")
    #expect(try folder.value("PRAGMA journal_mode") == "wal")
  }

  @Test func firstStatementThatFailsLeavesItClean() throws {
    let folder = try TestFolder([
      "1_a.sql": "-- wfsh:no-transaction\nINSERT INTO nowhere VALUES (1);"
    ])
    let answer = TestRun(folder, scope: unguarded).apply()
    #expect(answer.failure?.type == "syntax")
    #expect(answer["dirty"] == "false")
    try folder.write("1_a.sql", "-- wfsh:no-transaction\nCREATE TABLE a (x);")
    #expect(TestRun(folder, scope: unguarded).apply().outcome == "success")
  }

  @Test func laterStatementThatFailsGoesOnWhereItStopped() throws {
    let folder = try TestFolder([
      "1_a.sql": "-- wfsh:no-transaction\nCREATE TABLE a (x);\nINSERT INTO b VALUES (1);"
    ])
    let failed = TestRun(folder, scope: unguarded).apply()
    #expect(failed["state_after"] == "dirty")
    // The second statement is known not to have run, so the mended file goes on there.
    try folder.write(
      "1_a.sql", "-- wfsh:no-transaction\nCREATE TABLE a (x);\nINSERT INTO a VALUES (1);")
    let resumed = TestRun(folder, id: "again", scope: unguarded)
    #expect(resumed.preCheck().list("warnings").contains { $0.contains("goes on at statement 2") })
    #expect(resumed.apply().list("applied") == ["1"])
    #expect(try folder.value("SELECT count(*) FROM a") == "1")
  }

  @Test func changedPrefixIsNotResumed() throws {
    let folder = try TestFolder([
      "1_a.sql": "-- wfsh:no-transaction\nCREATE TABLE a (x);\nINSERT INTO b VALUES (1);"
    ])
    #expect(TestRun(folder, scope: unguarded).apply()["dirty"] == "true")
    try folder.write(
      "1_a.sql", "-- wfsh:no-transaction\nCREATE TABLE a (y);\nINSERT INTO a VALUES (1);")
    #expect(TestRun(folder, scope: unguarded).apply().outcome == "dirty_database")
    #expect(TestRun(folder, scope: unguarded).preCheck().outcome == "dirty_database")
  }

  @Test func badArguments() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: unguarded)
    #expect(run.apply(["transaction_mode": "some"]).outcome == "bad_argument")
    #expect(run.apply(["dry_run": "perhaps"]).outcome == "bad_argument")
    #expect(run.apply(["target": "nine"]).outcome == "unknown_target")
    #expect(!Files.exists(folder.database))
  }
}
