import Testing

@testable import DatabaseMigration

@Suite struct SQLScannerTests {
  @Test(arguments: [
    ("", 0), ("-- nothing\n/* at all */", 0), (";;;", 0), ("SELECT 1", 1), ("SELECT 1;", 1),
    ("SELECT ';'; SELECT \"a;b\"; SELECT `c;d`; SELECT [e;f]", 4), ("SELECT 'it''s; ok'", 1),
    ("SELECT 1 -- one; two\n; SELECT 2 /* ; */;", 2), ("SELECT 'never closed; SELECT 2", 1),
    ("SELECT 1 /* never closed; SELECT 2", 1),
    ("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3;", 2),
    (
      "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; "
        + "END; SELECT 3;", 2
    ),
    ("EXPLAIN QUERY PLAN SELECT 1; SELECT 2", 2),
    ("CREATE TABLE trigger_log (x); INSERT INTO trigger_log VALUES (1);", 2),
  ])
  func counts(_ sql: String, _ count: Int) {
    #expect(SQLScanner.statements(of: Array(sql.utf8)).count == count)
  }

  private func one(_ sql: String) throws -> SQLStatement {
    try #require(SQLScanner.statements(of: Array(sql.utf8)).first)
  }

  @Test(arguments: [
    ("BEGIN", true), ("begin immediate", true), ("COMMIT;", true), ("END TRANSACTION", true),
    ("ROLLBACK", true), ("ROLLBACK TO a", false), ("SAVEPOINT a", false), ("RELEASE a", false),
    ("SELECT 'BEGIN'", false),
  ])
  func transactionControl(_ sql: String, _ expected: Bool) throws {
    #expect(try one(sql).isTransactionControl == expected)
  }

  @Test(arguments: [
    ("VACUUM", true), ("PRAGMA journal_mode = WAL", true), ("PRAGMA main.page_size(8192)", true),
    ("PRAGMA journal_mode", false), ("PRAGMA user_version = 3", false),
    ("CREATE TABLE a (x)", false),
  ])
  func nonTransactional(_ sql: String, _ expected: Bool) throws {
    #expect(try one(sql).isNonTransactional == expected)
  }

  @Test(arguments: [
    ("DROP TABLE a", true), ("DELETE FROM a", true), ("DELETE FROM a WHERE x = 1", false),
    ("ALTER TABLE a DROP COLUMN b", true), ("ALTER TABLE a ADD COLUMN b", false),
    ("UPDATE a SET x = 1", true), ("DROP INDEX a", false),
  ])
  func destructive(_ sql: String, _ expected: Bool) throws {
    #expect(try one(sql).isDestructive == expected)
  }

  @Test(arguments: [
    ("CREATE TABLE IF NOT EXISTS a (x)", true), ("DROP INDEX IF EXISTS a", true),
    ("CREATE UNIQUE INDEX IF NOT EXISTS i ON a (x)", true), ("VACUUM", true),
    ("CREATE TABLE a (x)", false), ("INSERT INTO a VALUES (1)", false),
  ])
  func idempotent(_ sql: String, _ expected: Bool) throws {
    #expect(try one(sql).isIdempotent == expected)
  }

  @Test func tables() throws {
    #expect(try one("DROP TABLE IF EXISTS main.\"Orders\"").droppedTable == "orders")
    #expect(try one("DELETE FROM Orders WHERE 1").deletedFrom == "orders")
    #expect(try one("INSERT OR REPLACE INTO a SELECT 1").deletedFrom == "a")
    #expect(try one("INSERT INTO a SELECT 1").deletedFrom == nil)
    let renamed = try one("ALTER TABLE a_new RENAME TO A").renamedTable
    #expect(renamed?.from == "a_new" && renamed?.to == "a")
    #expect(try one("ALTER TABLE a RENAME COLUMN b TO c").renamedTable == nil)
  }
}
