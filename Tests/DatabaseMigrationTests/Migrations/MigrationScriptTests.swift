import Testing

@testable import DatabaseMigration

@Suite struct MigrationScriptTests {
  private func script(_ text: String) throws -> MigrationScript {
    try MigrationScript(path: "1_a.sql", content: Array(text.utf8))
  }

  @Test func checksumIgnoresLineEndsAndByteOrderMark() throws {
    let plain = try script("SELECT 1;\nSELECT 2;\n")
    for other in [
      "SELECT 1;\r\nSELECT 2;\r\n", "SELECT 1;\rSELECT 2;", "\u{FEFF}SELECT 1;\nSELECT 2;\n\n\n",
    ] {
      #expect(try script(other).checksum == plain.checksum)
    }
    #expect(try script("SELECT 1;\nSELECT  2;\n").checksum != plain.checksum)
    #expect(plain.checksum.hasPrefix("sha256v1:"))
  }

  @Test(arguments: [
    "BEGIN; CREATE TABLE a (x); COMMIT;",
    "PRAGMA foreign_keys=off; BEGIN TRANSACTION; CREATE TABLE a (x); END; PRAGMA foreign_keys=on;",
  ])
  func surroundingTransactionIsTakenOff(_ text: String) throws {
    let found = try script(text)
    #expect(found.statements.map(\.text) == ["CREATE TABLE a (x);"])
    #expect(found.transactionControl == nil)
  }

  @Test(arguments: [
    "CREATE TABLE a (x); COMMIT; CREATE TABLE b (x);", "BEGIN; SELECT 1; COMMIT; SELECT 2;",
    "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;", "BEGIN; SELECT 1;",
  ])
  func otherTransactionControlIsFound(_ text: String) throws {
    #expect(try script(text).transactionControl != nil)
  }

  @Test func marks() throws {
    #expect(try script("-- wfsh:no-transaction\nSELECT 1").isNonTransactional)
    #expect(try script("-- atlas:txmode none\nSELECT 1").isNonTransactional)
    #expect(try script("VACUUM;").isNonTransactional)
    #expect(try script("PRAGMA page_size = 8192; VACUUM;").isNonTransactional)
    #expect(try script("SELECT 1; VACUUM;").misplacedStatement?.text == "VACUUM;")
    #expect(try script("-- wfsh:tag v2.0\nSELECT 1").tags == ["v2.0"])
    #expect(try script("SELECT '-- wfsh:no-transaction'").isMarkedNonTransactional == false)
  }

  @Test func placeCountsScalarsAndEveryLineEnd() throws {
    let found = try script("-- é\r\nSELECT 'ä',\r nope")
    #expect(found.place(of: 0) == (1, 1))
    #expect(found.place(of: 7) == (2, 1))
    #expect(found.place(of: 18) == (2, 11))
    #expect(found.place(of: 21) == (3, 2))
  }

  @Test func refusesWhatIsNoText() {
    #expect(throws: MigrationError.self) {
      try MigrationScript(path: "a", content: [0x53, 0xFF, 0x20])
    }
    #expect(throws: MigrationError.self) { try MigrationScript(path: "a", content: [0x53, 0]) }
  }
}
