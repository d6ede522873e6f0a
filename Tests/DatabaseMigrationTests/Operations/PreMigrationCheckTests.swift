import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct PreMigrationCheckTests {
  @Test func changesNothingAndMakesNoDatabase() throws {
    let folder = try TestFolder(Samples.three)
    let answer = TestRun(folder).preCheck()
    #expect(answer.outcome == "success")
    #expect(answer["initial_version"] == "none")
    #expect(answer["resolved_target"] == "3")
    #expect(answer["pending_count"] == "3")
    #expect(!Files.exists(folder.database))
    #expect(try Files.names(in: folder.state.path) == ["lock", "runs"])
  }

  @Test func dryRunMakesNoStateFolder() throws {
    let folder = try TestFolder(Samples.three)
    #expect(TestRun(folder, scope: ["dry_run": "true"]).preCheck().outcome == "success")
    #expect(try Files.names(in: folder.path) == ["migrations"])
  }

  @Test func withoutDatabaseSaysHow() throws {
    let folder = try TestFolder()
    let run = TestRun(folder, scope: ["database_url": ""])
    let answer = run.preCheck()
    #expect(answer.outcome == "no_database_url")
    #expect(answer.failure?.details["hint"]?.stringValue?.contains("DATABASE_URL") == true)
    #expect(answer.failure?.retryable == false)
  }

  @Test func environmentGivesTheDatabase() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: ["database_url": "{{ database_url }}"])
    run.environment["DATABASE_URL"] = "sqlite:\(folder.database)"
    #expect(run.preCheck().outcome == "success")
  }

  /// What only a rollback or a check afterwards would read is looked at before anything is changed.
  @Test(arguments: [
    "max_row_loss", "prefer_restore", "baseline_enforce", "transaction_mode", "keep_count",
    "validation_level", "lock_timeout", "full_validation",
  ])
  func settingsOfLaterStepsAreReadNow(_ name: String) throws {
    let folder = try TestFolder(Samples.three)
    let answer = TestRun(folder, scope: [name: "huh"]).preCheck()
    #expect(answer.outcome == "bad_argument")
    #expect(answer.list("failures").contains { $0.contains(name) })
  }

  @Test func unreadableDryRunIsAFailureWithItsName() throws {
    let answer = TestRun(try TestFolder(Samples.three), scope: ["dry_run": "maybe"]).preCheck()
    #expect(answer.outcome == "bad_argument")
    #expect(answer["error"]?.contains("'dry_run' is 'maybe'") == true)
  }

  @Test func filesThatAreNoMigrationsAreNamedAndToldOf() throws {
    let folder = try TestFolder(Samples.three)
    try folder.write("2.sql", "SELECT 1;")
    let run = TestRun(folder)
    let answer = run.preCheck()
    #expect(answer.list("ignored_files") == ["2.sql"])
    #expect(answer.list("warnings").contains("'2.sql' is not named like a migration"))
    let logged = run.messages.contains { message in
      if case .log("warning", "'2.sql' is not named like a migration") = message {
        true
      } else {
        false
      }
    }
    #expect(logged)
  }

  /// Problems that are found before anything is run, each by its own code.
  @Test(arguments: [
    (["4_x.up.sql": "CREATE TABLE x (a); COMMIT; CREATE TABLE y (a);"], "tx_control_in_migration"),
    (["4_x.up.sql": "CREATE TABLE x (a); VACUUM;"], "nontransactional_statement"),
    (["1_shop.up.sql": "CREATE TABLE other (x);"], "checksum_drift"),
    (["1_shop.down.sql": "SELECT 1;"], "checksum_drift"),
    (["0_early.up.sql": "SELECT 1;"], "out_of_order"),
    (["tags": "latest-greatest 9"], "unknown_target"),
  ])
  func problem(_ files: [String: String], _ code: String) throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first")
    try first.prepare()
    #expect(first.apply().outcome == "success")
    for (name, text) in files { try folder.write(name, text) }
    let before = try folder.content()
    let answer = TestRun(folder).preCheck(
      files["tags"] == nil ? [:] : ["target_version": "latest-greatest"])
    #expect(answer.outcome == code)
    #expect(answer.list("failures").count == 1)
    #expect(answer.list("failures").first?.hasPrefix("\(code): ") == true)
    #expect(try folder.content() == before)
  }

  @Test func severalProblemsAreAllNamed() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first")
    try first.prepare()
    #expect(first.apply().outcome == "success")
    try folder.write("1_shop.up.sql", "SELECT 1;")
    try folder.write("2_notes.up.sql", "SELECT 2;")
    let answer = TestRun(folder).preCheck(["current_version": "7"])
    #expect(answer.list("failures").count == 3)
    #expect(answer.failure?.message.contains("2 more") == true)
  }

  @Test func lineEndsAreNoDriftAndWarningsCanBeChosen() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first")
    try first.prepare()
    #expect(first.apply().outcome == "success")
    try folder.write(
      "1_shop.up.sql", "\u{FEFF}" + Samples.first.split(separator: "\n").joined(separator: "\r\n"))
    #expect(TestRun(folder).preCheck().outcome == "success")
    try folder.write("1_shop.up.sql", "SELECT 1;")
    let warned = TestRun(folder, scope: ["on_drift": "warn"]).preCheck()
    #expect(warned.outcome == "success")
    #expect(warned.list("warnings").contains { $0.contains("1_shop.up.sql") })
  }

  @Test(arguments: [
    ("schema_migrations", "foreign_history"), ("goose_db_version", "foreign_history"),
    ("flyway_schema_history", "foreign_history"), ("things", "unversioned_database"),
  ])
  func databasesOfOthers(_ table: String, _ code: String) throws {
    let folder = try TestFolder(Samples.three)
    try folder.execute("CREATE TABLE \(table) (version TEXT)")
    #expect(TestRun(folder).preCheck().outcome == code)
    #expect(TestRun(folder, scope: ["baseline": "1"]).preCheck().outcome == "success")
  }

  @Test func newerDatabase() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first")
    try first.prepare()
    #expect(first.apply().outcome == "success")
    try Files.remove(Paths.join(folder.migrations, "3_index.up.sql"))
    try Files.remove(Paths.join(folder.migrations, "3_index.down.sql"))
    #expect(TestRun(folder).preCheck().outcome == "database_ahead")
    try folder.write("3_index.up.sql", "CREATE INDEX notes_text ON notes (text);")
    try folder.write("3_index.down.sql", "DROP INDEX notes_text;")
    try Files.remove(Paths.join(folder.migrations, "2_notes.up.sql"))
    try Files.remove(Paths.join(folder.migrations, "2_notes.down.sql"))
    #expect(TestRun(folder).preCheck().outcome == "missing_migration")
  }

  @Test func damagedDatabase() throws {
    let folder = try TestFolder(Samples.three)
    try Files.write(String(repeating: "not a database ", count: 400), to: folder.database)
    let answer = TestRun(folder).preCheck()
    #expect(answer.failure?.type == "corruption")
    #expect(answer.failure?.retryable == false)
  }

  @Test func rehearsalFindsSyntaxErrors() throws {
    let folder = try TestFolder(Samples.failing)
    #expect(TestRun(folder).preCheck().outcome == "success")
    let answer = TestRun(folder, scope: ["precheck_rehearse": true]).preCheck()
    #expect(answer.failure?.type == "syntax")
    #expect(answer["error"]?.contains("3_index.up.sql:2") == true)
  }

  @Test func typoedFileNamesAreWarnedOf() throws {
    let folder = try TestFolder(Samples.three)
    try folder.write("4-typo.sq.sql.txt", "")
    try folder.write("v4_notes.sql", "")
    #expect(TestRun(folder).preCheck().list("warnings").contains { $0.contains("v4_notes.sql") })
  }

  @Test func allowCreateFalse() throws {
    let folder = try TestFolder(Samples.three)
    #expect(TestRun(folder, scope: ["allow_create": "no"]).preCheck().outcome == "no_database")
  }
}
