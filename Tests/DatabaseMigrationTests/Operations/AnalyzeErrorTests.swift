import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct AnalyzeErrorTests {
  private func analyze(
    _ error: JSONValue, _ context: JSONValue = .null, scope: JSONObject = [:]
  ) throws -> (retryable: String?, kind: String?) {
    let run = TestRun(try TestFolder(), scope: scope)
    let answer = run.ask("analyze-error", ["error": error, "context": context])
    #expect(answer.outcome == "success")
    return (answer["retryable"], answer["class"])
  }

  @Test(arguments: [
    ("database is locked", "lock", "true"), ("SQLITE_BUSY_SNAPSHOT", "lock", "true"),
    ("deadlock detected (40P01)", "serialization", "true"), ("ERROR 55P03", "lock", "true"),
    ("08006: connection", "connection", "true"), ("53300", "capacity", "true"),
    ("SQLITE_INTERRUPT", "cancelled", "true"), ("database or disk is full", "disk", "false"),
    ("53100", "disk", "false"), ("near \"x\": syntax error", "syntax", "false"),
    ("42P01 relation", "syntax", "false"), ("UNIQUE constraint failed: a.b", "data", "false"),
    ("23505", "data", "false"), ("attempt to write a readonly database", "permission", "false"),
    ("database disk image is malformed", "corruption", "false"),
    ("file is not a database", "corruption", "false"),
    ("{\"type\":\"handler_signal\"}", "crash", "true"), ("something else", "unknown", "false"),
    ("", "unknown", "false"),
  ])
  func freeText(_ text: String, _ kind: String, _ retryable: String) throws {
    let found = try analyze(.string(text))
    #expect(found.kind == kind)
    #expect(found.retryable == retryable)
  }

  @Test func contextOfAFailedApply() throws {
    let folder = try TestFolder(Samples.failing)
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    let failed = run.apply()
    let answer = run.ask(
      "analyze-error",
      ["error": .string(failed["error"] ?? ""), "context": .string(failed["context"] ?? "")])
    #expect(answer["class"] == "syntax")
    #expect(answer["retryable"] == "false")
    #expect(answer["state_after"] == "partial_set")
    #expect(answer["version"] == "2")
  }

  @Test func objectsAreReadToo() throws {
    #expect(try analyze("x", ["class": "lock", "retryable": true]).retryable == "true")
    #expect(try analyze("x", ["class": "lock", "retryable": "false"]).retryable == "false")
    #expect(
      try analyze("x", ["class": "lock", "state_after": "dirty"]).retryable == "false")
  }

  @Test func cancelledIsTriedOnce() throws {
    let context: JSONValue = ["class": "cancelled", "retryable": true, "attempt": 1]
    #expect(try analyze("x", context).retryable == "true")
    #expect(try analyze("x", context, scope: ["retry_count": 1]).retryable == "false")
  }

  @Test func delayGrowsAndIsSlept() throws {
    let run = TestRun(try TestFolder(), scope: ["retry_count": "3"])
    let answer = run.ask("analyze-error", ["error": "database is locked"])
    let delay = try #require(Double(answer["retry_after_seconds"] ?? ""))
    #expect((8...9).contains(delay))
    run.environment["WFSH_DB_BACKOFF"] = "sleep"
    run.scope["retry_count"] = 0
    let start = ContinuousClock.now
    run.ask("analyze-error", ["error": "database is locked"])
    #expect(ContinuousClock.now - start >= .seconds(1))
  }

  @Test func halfDoneMigrationIsNeverRetried() throws {
    let folder = try TestFolder([
      "1_a.sql": "-- wfsh:no-transaction\nCREATE TABLE a (x);\nINSERT INTO b VALUES (1);"
    ])
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    run.apply()
    let answer = run.ask("analyze-error", ["error": "database is locked"])
    #expect(answer["retryable"] == "false")
    #expect(answer["state_after"] == "dirty")
  }
}
