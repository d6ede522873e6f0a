import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// Scenarios 13 and 14: `create-backup` and `validate-backup`.
@Suite struct BackupTests {
  /// A database at version 1 of 3 with a checked run and a backup.
  private func backedUp(compression: Bool) throws -> (TestFolder, TestRun) {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "1"]).outcome == "success")
    let run = TestRun(folder)
    #expect(run.preCheck().outcome == "success")
    #expect(run.createBackup(compression: compression).outcome == "success")
    return (folder, run)
  }

  private func dataFile(_ folder: TestFolder, _ run: TestRun) throws -> String {
    try Backup.read(run.backupID, in: folder.state).dataPath
  }

  @Test(arguments: [false, true]) func manifestTellsEverything(compression: Bool) throws {
    let (folder, run) = try backedUp(compression: compression)
    let backup = try Backup.read(run.backupID, in: folder.state)
    #expect(backup.compression == (compression ? "gzip" : "none"))
    #expect(backup.content == (try folder.content(besides: HistoryTables(name: nil).protected)))
    #expect(backup.content.tables["orders"]?.rows == 4)
    #expect(backup.identity == "sqlite:\(folder.database)")
    #expect(run.backupID.hasPrefix("before-"))
    let names = try Files.names(in: folder.state.backups)
    #expect(names == [run.backupID])
    for level in ["basic", "standard", "comprehensive"] {
      #expect(run.validateBackup(level)["level_achieved"] == level)
    }
    #expect(backup.lastValidation == true)
  }

  @Test func writeAheadLogIsInTheBackup() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "1"]).outcome == "success")
    let application = try folder.connect()
    defer { application.close() }
    _ = try application.single("PRAGMA journal_mode = WAL")
    try application.run("INSERT INTO customers (name) VALUES ('Di')")
    // And one that is not committed.
    try application.beginWriting()
    try application.run("INSERT INTO customers (name) VALUES ('Ed')")
    let run = TestRun(folder)
    #expect(run.preCheck().outcome == "success")
    #expect(run.createBackup().outcome == "success")
    let backup = try Backup.read(run.backupID, in: folder.state)
    #expect(backup.content.tables["customers"]?.rows == 4)
    #expect(backup.journalMode == "wal")
    #expect(run.validateBackup()["valid"] == "true")
  }

  @Test func emptyDatabase() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    try run.prepare()
    #expect(!Files.exists(folder.database))
    #expect(run.apply().outcome == "success")
    #expect(run.rollBack()["needs_restore"] == "true")
    #expect(run.restore()["restored"] == "true")
    #expect(run.validateRestore().outcome == "success")
    #expect(try folder.content().objects.isEmpty)
  }

  /// Any flipped byte is found at the lowest level.
  @Test(arguments: [false, true], [0.1, 0.5, 0.99])
  func flippedByte(compression: Bool, at part: Double) throws {
    let (folder, run) = try backedUp(compression: compression)
    let path = try dataFile(folder, run)
    var bytes = try Files.read(path)
    bytes[Int(Double(bytes.count) * part)] ^= 0x10
    try Files.write(bytes, to: path)
    let answer = run.validateBackup("basic")
    #expect(answer.outcome == "checksum_mismatch")
    #expect(answer["valid"] == "false")
    #expect(answer.list("errors").count == 1)
    #expect(run.apply().outcome == "backup_not_validated")
    #expect(try folder.value("SELECT max(version) FROM wfsh_schema_history") == "1")
  }

  enum Damage: String, CaseIterable {
    case truncated, empty, dataMissing, manifestMissing, manifestChanged, completeMissing
    case otherDatabase, otherVersion
  }

  @Test(arguments: Damage.allCases) func damage(_ damage: Damage) throws {
    let (folder, run) = try backedUp(compression: true)
    let path = try dataFile(folder, run)
    let backup = Paths.folder(of: path)
    let manifest = Paths.join(backup, "manifest.json")
    var expected = "size_mismatch"
    switch damage {
    case .truncated: try Files.write(Array(try Files.read(path).dropLast(20)), to: path)
    case .empty: try Files.write([], to: path)
    case .dataMissing:
      try Files.remove(path)
      expected = "data_missing"
    case .manifestMissing:
      try Files.remove(manifest)
      expected = "manifest_missing"
    case .manifestChanged:
      try Files.append(Array(" ".utf8), to: manifest)
      expected = "manifest_changed"
    case .completeMissing:
      try Files.remove(Paths.join(backup, Backup.completeName))
      expected = "backup_incomplete"
    case .otherDatabase:
      run.scope["database_url"] = .string("sqlite:\(folder.path)/other.db")
      run.environment["WFSH_DB_STATE"] = folder.state.path
      expected = "foreign_backup"
    case .otherVersion:
      // A backup that another run made when the database was elsewhere.
      let other = TestRun(folder, id: "other", scope: ["backup_enabled": "false"])
      #expect(other.apply(["target": "2"]).outcome == "success")
      let late = TestRun(folder, id: "run-1")
      late.preCheck()
      var journal = try #require(
        try RunJournal.read("run-1", in: folder.state, identity: "sqlite:\(folder.database)"))
      journal.backupID = run.backupID
      try journal.write(in: folder.state)
      expected = "version_mismatch"
    }
    #expect(run.validateBackup("basic").outcome == expected)
  }

  @Test(arguments: ["../../x", "..", ".hidden", "a/b", "", "nothing"])
  func wrongID(_ id: String) throws {
    let (_, run) = try backedUp(compression: false)
    let answer = run.ask("validate-backup", ["backup_id": .string(id)])
    #expect(answer.outcome == (id == "nothing" || id == "" ? "no_backup" : "bad_backup_id"))
    #expect(run.restore(["backup_id": .string(id == "" ? "x" : id)]).outcome != "success")
  }

  @Test func levelsAreChecked() throws {
    let (_, run) = try backedUp(compression: false)
    #expect(run.validateBackup("thorough").outcome == "bad_argument")
  }

  @Test func disabledBackups() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    #expect(run.preCheck().outcome == "success")
    let made = run.createBackup()
    #expect(made["skipped"] == "true" && made["backup_id"] == "")
    let validated = run.validateBackup()
    #expect(validated["valid"] == "true" && validated["skipped"] == "true")
    #expect(run.apply().outcome == "success")
    // The database has changed and nothing can bring it back.
    #expect(run.restore().outcome == "no_backup")
  }

  @Test func withoutBackupAnUnchangedDatabaseNeedsNone() throws {
    let folder = try TestFolder(Samples.failing)
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "2"]).outcome == "success")
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    run.preCheck()
    #expect(run.apply().failure?.type == "syntax")
    #expect(run.rollBack().outcome == "success")
    #expect(run.restore()["reason"] == "already_identical")
    #expect(run.validateRestore()["valid"] == "true")
  }

  @Test func unfinishedBackupsAreTidiedAway() throws {
    let (folder, run) = try backedUp(compression: false)
    try Files.makeFolder(Paths.join(folder.state.backups, ".tmp-dead-1"))
    #expect(run.createBackup().outcome == "success")
    #expect(try BackupStore(state: folder.state).unfinished() == [])
    #expect(try Files.names(in: folder.state.backups).count == 2)
  }

  @Test func strangeNamesMakePlainIDs() throws {
    let (folder, run) = try backedUp(compression: false)
    for name in ["../../etc/passwd", "..", "a b/c", String(repeating: "x", count: 500), "ünï"] {
      let answer = run.ask("create-backup", ["backup_name": .string(name)])
      let id = try #require(answer["backup_id"])
      #expect(StateFolder.isPlain(id), "\(id)")
      #expect(Files.isFolder(Paths.join(folder.state.backups, id)))
    }
  }
}
