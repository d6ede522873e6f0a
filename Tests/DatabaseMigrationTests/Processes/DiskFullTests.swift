import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// Scenarios 15 and 16: no room.
@Suite struct DiskFullTests {
  /// A shop of some 400 kB.
  private func large() throws -> TestFolder {
    let folder = try TestFolder([
      "1_a.sql": """
      CREATE TABLE a (id INTEGER PRIMARY KEY, words TEXT);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
      INSERT INTO a SELECT i, hex(randomblob(40)) FROM n;
      """
    ])
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply().outcome == "success")
    return folder
  }

  @Test(arguments: ["true", "false"]) func backup(_ compression: String) throws {
    let folder = try large()
    let run = TestRun(folder)
    #expect(run.preCheck().outcome == "success")
    let request = run.request("create-backup", ["compression": .string(compression)])
    let process = try HandlerProcess(
      arguments: [request.prompt], input: JSONWriter().write(request.json), fileLimit: 64)
    let outcome = try process.wait()
    #expect(outcome.status == 0)
    #expect(outcome.answer?.failure?.type == "disk")
    #expect(outcome.answer?.failure?.retryable == false)
    #expect(try Files.names(in: folder.state.backups) == [])
    #expect(run.createBackup().outcome == "success")
  }

  @Test func apply() throws {
    let folder = try large()
    let before = try folder.content()
    try folder.write(
      "2_b.sql",
      """
      PRAGMA max_page_count = 150;
      CREATE TABLE b (words TEXT);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
      INSERT INTO b SELECT hex(randomblob(40)) FROM n;
      """)
    let answer = TestRun(folder, scope: ["backup_enabled": "false"]).apply()
    #expect(answer.failure?.type == "disk")
    #expect(answer.failure?.retryable == false)
    #expect(answer["state_after"] == "unchanged" && answer["version"] == "1")
    #expect(try folder.content() == before)
  }

  @Test func applyWithLimitedFiles() throws {
    let folder = try large()
    let before = try folder.content()
    try folder.write("2_b.sql", "CREATE TABLE b AS SELECT * FROM a;")
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    let request = run.request("apply-migrations")
    let outcome = try HandlerProcess(
      arguments: [request.prompt], input: JSONWriter().write(request.json), fileLimit: 480
    ).wait()
    #expect(outcome.answer?.failure?.type == "disk")
    #expect(try folder.content() == before)
    #expect(run.apply().list("applied") == ["2"])
  }
}
