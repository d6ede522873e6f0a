import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// `kill -9` at any instant leaves the old or the new, never something between.
@Suite(.serialized) struct KillTests {
  /// Four versions; version n has the tables t1…tn with as many rows each, and n columns in `t1`.
  private static func migrations(rows: Int) -> [String: String] {
    var files: [String: String] = [:]
    for number in 1...4 {
      files["\(number)_t.sql"] = """
        CREATE TABLE t\(number) (id INTEGER PRIMARY KEY, words TEXT);
        \(number > 1 ? "ALTER TABLE t1 ADD COLUMN c\(number) INTEGER;" : "")
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
        INSERT INTO t\(number) SELECT i, 'some words that fill the page ' || i FROM n;
        CREATE INDEX t\(number)_words ON t\(number) (words);
        \(number > 1 ? "UPDATE t1 SET c\(number) = id WHERE id % 3 = 0;" : "")
        """
    }
    return files
  }

  /// Throws unless the database is exactly one of the versions; says which.
  private func version(_ folder: TestFolder, rows: Int) throws -> Int {
    let connection = try folder.connect()
    defer { connection.close() }
    #expect(try connection.integrityProblems(quick: false) == [])
    let history = try HistoryTables(name: nil).read(connection)
    #expect(!history.isDirty)
    let version = try #require(Int(history.versionText == "none" ? "0" : history.versionText))
    let tables = try connection.tableNames().filter { $0.hasPrefix("t") }
    #expect(tables == (1...4).prefix(version).map { "t\($0)" })
    for table in tables {
      let count = try connection.single("SELECT count(*) FROM \(table)")?.integer
      #expect(count == Int64(rows))
    }
    let columns = try connection.rows("SELECT name FROM pragma_table_info('t1')")
    #expect(columns.count == (version == 0 ? 0 : version + 1))
    return version
  }

  /// Scenario 2. Half of the rounds in each journal mode.
  @Test func apply() throws {
    let rows = 6000
    let template = try TestFolder(Self.migrations(rows: rows))
    let base = TestRun(template, id: "base", scope: ["backup_enabled": "false"])
    #expect(base.apply(["target": "1"]).outcome == "success")
    var duration = 200
    var seen: Set<Int> = []
    var rounds = 0
    // A round that is over before the signal comes proves nothing and is not counted.
    for attempt in 0..<120 where rounds < 32 {
      let folder = try TestFolder(Self.migrations(rows: rows))
      try Files.write(try Files.read(template.database), to: folder.database)
      if attempt % 2 == 1 { _ = try folder.value("PRAGMA journal_mode = WAL") }
      let run = TestRun(folder, scope: ["backup_enabled": "false"])
      let start = ContinuousClock.now
      let process = try run.start("apply-migrations")
      // The first two rounds show how long it takes.
      if attempt > 1 {
        Pause.milliseconds(Int.random(in: 1...duration))
        process.kill()
      }
      let outcome = try process.wait()
      if outcome.status == 137 { rounds += 1 }
      if attempt <= 1 { duration = Int(MigrationRunner.milliseconds(since: start)) }
      seen.insert(try version(folder, rows: rows))
      let again = TestRun(folder, id: "again", scope: ["backup_enabled": "false"])
      #expect(again.apply().outcome == "success")
      #expect(try version(folder, rows: rows) == 4)
    }
    #expect(rounds == 32)
    #expect(seen.count > 1, "every kill came at the same stage: \(seen)")
  }

  #if DEBUG
    /// The instants that a random kill hardly ever meets.
    @Test(arguments: [
      ("apply.before-commit", 1), ("apply.after-commit", 1), ("apply.before-commit", 3),
      ("apply.after-commit", 3), ("apply.statement", 2), ("apply.statement", 7),
    ])
    func applyAt(_ point: String, _ count: Int) throws {
      let folder = try TestFolder(Self.migrations(rows: 500))
      let run = TestRun(folder, scope: ["backup_enabled": "false"])
      let process = try run.start(
        "apply-migrations", environment: ["WFSH_DB_FAULT": "\(point):\(count)"])
      #expect(try process.wait().status == 137)
      let found = try version(folder, rows: 500)
      #expect(point != "apply.after-commit" || found == count)
      #expect(point != "apply.before-commit" || found == count - 1)
      #expect(run.apply().outcome == "success")
      #expect(try version(folder, rows: 500) == 4)
    }

    /// A migration outside a transaction says where it stopped, and goes on only where that is safe.
    @Test(arguments: [
      ("CREATE TABLE IF NOT EXISTS b (x);", "success"), ("CREATE TABLE b (x);", "dirty_database"),
    ])
    func steps(_ second: String, _ expected: String) throws {
      let folder = try TestFolder([
        "1_a.sql": "-- wfsh:no-transaction\nCREATE TABLE a (x);\n\(second)\n"
      ])
      let run = TestRun(folder, scope: ["backup_enabled": "false"])
      let process = try run.start(
        "apply-migrations", environment: ["WFSH_DB_FAULT": "apply.step:2"])
      #expect(try process.wait().status == 137)
      let answer = run.apply()
      #expect(answer.outcome == expected)
      #expect(answer["dirty"] == (expected == "success" ? "false" : "true"))
    }

    @Test func backupThatDiedIsNone() throws {
      let folder = try TestFolder(Samples.three)
      let run = TestRun(folder)
      run.preCheck()
      let process = try run.start(
        "create-backup", environment: ["WFSH_DB_FAULT": "backup.before-complete:1"])
      #expect(try process.wait().status == 137)
      #expect(try BackupStore(state: folder.state).list().whole.isEmpty)
      #expect(run.createBackup().outcome == "success")
      #expect(try BackupStore(state: folder.state).unfinished() == [])
    }

    @Test(arguments: 1...3) func fileReplacementGoesOn(_ count: Int) throws {
      let folder = try TestFolder(Samples.three)
      let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
      #expect(first.apply(["target": "1"]).outcome == "success")
      let before = try folder.content()
      let run = TestRun(folder)
      try run.prepare()
      try Files.write("this is no database, whatever its name says", to: folder.database)
      for suffix in ["-journal", "-wal"] {
        try Files.write("stale", to: folder.database + suffix)
      }
      let process = try run.start(
        "restore-backup", ["backup_id": .string(run.backupID)],
        environment: ["WFSH_DB_FAULT": "restore.moved:\(count)"])
      #expect(try process.wait().status == 137)
      let answer = run.restore()
      #expect(answer["restored"] == "true", "\(String(describing: answer.failure))")
      #expect(try folder.content() == before)
    }
  #endif

  /// Scenario 17.
  @Test func restore() throws {
    let rows = 1500
    let template = try TestFolder(Self.migrations(rows: rows))
    let base = TestRun(template, id: "base", scope: ["backup_enabled": "false"])
    #expect(base.apply(["target": "3"]).outcome == "success")
    let folder = try TestFolder(Self.migrations(rows: rows))
    try Files.write(try Files.read(template.database), to: folder.database)
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    let failed = try Files.read(folder.database)
    var seen: Set<Int> = []
    var rounds = 0
    var duration = 1000
    for attempt in 0..<120 where rounds < 30 {
      for suffix in ["-wal", "-shm", "-journal"] { try Files.remove(folder.database + suffix) }
      try Files.write(failed, to: folder.database)
      if attempt % 2 == 1 { _ = try folder.value("PRAGMA journal_mode = WAL") }
      let start = ContinuousClock.now
      let process = try run.start("restore-backup", ["backup_id": .string(run.backupID)])
      if attempt > 1 {
        Pause.milliseconds(Int.random(in: duration / 5...duration))
        process.kill()
      }
      if try process.wait().status == 137 { rounds += 1 }
      if attempt <= 1 { duration = Int(MigrationRunner.milliseconds(since: start)) }
      let found = try version(folder, rows: rows)
      #expect(found == 3 || found == 4)
      seen.insert(found)
    }
    #expect(rounds == 30)
    #expect(run.restore().outcome == "success")
    #expect(try version(folder, rows: rows) == 3)
    #expect(seen == [3, 4])
    #expect(try !Files.names(in: folder.state.displaced).isEmpty)
  }
}
