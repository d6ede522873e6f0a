import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// `verify-migration` and the three checks after it.
@Suite struct PostCheckTests {
  /// A run that applied one more file on top of the shop.
  private func applied(
    _ sql: String, _ more: [String: String] = [:], scope: JSONObject = [:]
  ) throws -> (TestFolder, TestRun) {
    let folder = try TestFolder(["1_shop.sql": Samples.first])
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply().outcome == "success")
    try folder.write("2_more.sql", sql)
    for (name, text) in more { try folder.write(name, text) }
    let run = TestRun(folder, scope: scope)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    return (folder, run)
  }

  private func verify(_ run: TestRun) -> [String] {
    run.ask("verify-migration", ["expected_version": "latest"]).list("issues")
  }

  @Test func verifies() throws {
    let (folder, run) = try applied("CREATE TABLE more (x);")
    #expect(verify(run) == [])
    // The version was resolved when the run began; a file that came later is not part of it.
    try folder.write("3_late.sql", "SELECT 1;")
    #expect(verify(run) == [])
    #expect(
      run.ask("verify-migration", ["expected_version": "3"]).outcome == "target_below_current"
        || verify(TestRun(folder, id: "new")).count == 2)
  }

  @Test(arguments: [
    ("DELETE FROM wfsh_schema_history WHERE version = '2'", "wrong_version"),
    ("UPDATE wfsh_schema_history SET checksum = 'x' WHERE version = '2'", "checksum_drift"),
    ("UPDATE wfsh_schema_history SET state = 'applying' WHERE version = '2'", "dirty_database"),
    ("CREATE VIEW broken AS SELECT nonsense FROM customers", "broken_view"),
    (
      "CREATE TRIGGER broken AFTER UPDATE ON customers BEGIN INSERT INTO gone VALUES (1); END",
      "broken_trigger"
    ),
  ])
  func findsIssue(_ sql: String, _ code: String) throws {
    let (folder, run) = try applied("CREATE TABLE more (x);")
    try folder.execute(sql)
    let issues = verify(run)
    #expect(issues.contains { $0.hasPrefix("\(code): ") }, "\(issues)")
  }

  @Test func triggersThatFitAreNoIssue() throws {
    let (_, run) = try applied(
      """
      CREATE VIEW names AS SELECT id, name FROM customers;
      CREATE TRIGGER names_in INSTEAD OF INSERT ON names
      BEGIN INSERT INTO customers (name) VALUES (NEW.name); END;
      CREATE TRIGGER names_up INSTEAD OF UPDATE OF name ON names
      BEGIN UPDATE customers SET name = NEW.name WHERE id = OLD.id; END;
      CREATE TRIGGER "delete" BEFORE DELETE ON orders BEGIN SELECT 1; END;
      """)
    #expect(verify(run) == [])
  }

  @Test func orphansAreFound() throws {
    let (folder, run) = try applied("CREATE TABLE more (x);")
    try folder.execute("PRAGMA foreign_keys = OFF", "DELETE FROM customers WHERE id = 3")
    #expect(verify(run).contains { $0.hasPrefix("foreign_key_violation: ") })
    #expect(run.ask("check-data-integrity").outcome == "foreign_key_violation")
  }

  @Test(arguments: [
    ("SELECT count(*) = 3 FROM customers;", 0), ("SELECT count(*) = 4 FROM customers;", 1),
    ("SELECT * FROM nowhere;", 1), ("DELETE FROM customers;", 1), ("SELECT 1; SELECT 0;", 1),
  ])
  func verifyScript(_ sql: String, _ count: Int) throws {
    let (folder, run) = try applied("CREATE TABLE more (x);", ["verify/2_more.sql": sql])
    let issues = verify(run)
    #expect(issues.count == count)
    #expect(issues.allSatisfy { $0.hasPrefix("verify_script: ") && $0.contains("2_more.sql:1") })
    #expect(try folder.value("SELECT count(*) FROM customers") == "3")
  }

  // MARK: Rows

  /// Scenario 20, the bad half: children go with their parents, and no other check sees it.
  @Test func rowsThatCascadedAwayComeBack() throws {
    let (folder, run) = try applied("DELETE FROM customers WHERE id = 1;")
    #expect(verify(run) == [])
    let answer = run.ask("check-data-integrity")
    #expect(answer.outcome == "row_loss")
    #expect(answer.list("failures") == ["row_loss: table orders has 2 rows, had 4 (-2)"])
    #expect(answer.list("row_deltas").count == 2)
    run.rollBack()
    #expect(run.restore()["restored"] == "true")
    #expect(try folder.value("SELECT count(*) FROM orders") == "4")
  }

  @Test func lossCanBeAllowed() throws {
    let (_, run) = try applied(
      "DELETE FROM customers WHERE id = 1;", scope: ["max_row_loss": "50%"])
    #expect(run.ask("check-data-integrity").outcome == "success")
    run.scope["max_row_loss"] = 10
    #expect(run.ask("check-data-integrity").outcome == "row_loss")
  }

  @Test(arguments: [
    ("DROP TABLE orders;", "success"),
    ("ALTER TABLE orders RENAME TO sales;", "success"),
    ("DELETE FROM orders;", "success"),
    (
      "CREATE TABLE o2 (id INTEGER PRIMARY KEY, customer_id); INSERT INTO o2 SELECT * FROM orders "
        + "LIMIT 2; DROP TABLE orders; ALTER TABLE o2 RENAME TO orders;", "row_loss"
    ),
  ])
  func meantAndUnmeantLosses(_ sql: String, _ outcome: String) throws {
    let (_, run) = try applied(sql)
    #expect(run.ask("check-data-integrity").outcome == outcome)
  }

  @Test func vanishedTable() throws {
    let (folder, run) = try applied("CREATE TABLE more (x);")
    try folder.execute("DROP TABLE orders")
    #expect(
      run.ask("check-data-integrity").list("failures") == [
        "row_loss: table orders with 4 rows is gone"
      ])
  }

  // MARK: Schema

  @Test func leftovers() throws {
    let (_, run) = try applied("CREATE TABLE orders_new (id INTEGER PRIMARY KEY);")
    #expect(run.ask("check-schema").outcome == "leftover_table")
  }

  @Test func warnings() throws {
    let (folder, run) = try applied(
      "CREATE TABLE keyless (x); CREATE INDEX a ON orders (customer_id); "
        + "CREATE INDEX b ON orders (customer_id);")
    try folder.execute("CREATE TABLE foundling (id INTEGER PRIMARY KEY)")
    let answer = run.ask("check-schema")
    #expect(answer.outcome == "success")
    let warnings = answer.list("warnings")
    #expect(warnings.contains { $0.contains("keyless has no primary key") })
    #expect(warnings.contains { $0.contains("a and b are alike") })
    #expect(warnings.contains { $0 == "table foundling was made by no migration" })
  }

  @Test func lockFile() throws {
    let (folder, run) = try applied("CREATE TABLE more (x INTEGER PRIMARY KEY);")
    let digest = try #require(run.ask("check-schema")["schema_sha256"])
    try folder.write("schema.lock", digest + "\n")
    #expect(run.ask("check-schema").outcome == "success")
    try folder.write("schema.lock", "0123\n")
    #expect(run.ask("check-schema").outcome == "schema_mismatch")
  }

  @Test func expectedSchema() throws {
    let (folder, run) = try applied("CREATE TABLE more (x INTEGER PRIMARY KEY);")
    let schema = """
      CREATE TABLE more (x INTEGER PRIMARY KEY);
      CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE orders (id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE);
      """
    try folder.write("expected_schema.sql", schema)
    #expect(run.ask("check-schema").outcome == "success")
    try folder.write("expected_schema.sql", schema + "CREATE INDEX i ON more (x);")
    #expect(run.ask("check-schema").list("failures").first?.contains("index i is missing") == true)
  }

  // MARK: Speed

  @Test func baseline() throws {
    let (folder, run) = try applied(
      "CREATE TABLE more (x);", ["baseline/slow.sql": "SELECT count(*) FROM customers;"])
    #expect(run.ask("performance-baseline").list("timings").first?.hasPrefix("slow.sql: ") == true)
    // The same question, a thousand times the work.
    try folder.write(
      "baseline/slow.sql",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        + "SELECT count(*) FROM n;")
    let slow = run.ask("performance-baseline")
    #expect(slow.outcome == "success")
    #expect(slow.list("warnings").count == 1)
    run.scope["baseline_enforce"] = "true"
    #expect(run.ask("performance-baseline").outcome == "slow")
  }
}
