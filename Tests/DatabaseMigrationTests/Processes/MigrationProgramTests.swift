import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The built program: protocol 1, signals, and the commands for people.
@Suite struct MigrationProgramTests {
  private func tell(_ arguments: [String], _ input: String = "") throws -> HandlerProcess.Outcome {
    try HandlerProcess(arguments: arguments, input: input).wait()
  }

  @Test func progressThenOneResult() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    let outcome = try run.start("apply-migrations").wait()
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.values.count == outcome.lines.count)
    let kinds = outcome.values.map { $0["event"]?.stringValue }
    #expect(kinds.dropLast().allSatisfy { $0 == "progress" || $0 == "log" })
    #expect(kinds.count >= 4 && kinds.last == "result")
    #expect(outcome.answer?.list("applied") == ["1", "2", "3"])
  }

  @Test(arguments: ["", "{", "[1]", "\"x\"", "{\"protocol\":2,\"prompt\":\"database/x\"}"])
  func noRequest(_ input: String) throws {
    let outcome = try tell(["database/apply-migrations"], input)
    #expect(outcome.status == 0)
    #expect(outcome.answer?.failure?.type == "handler_protocol")
  }

  @Test func promptMayComeFromTheArgument() throws {
    let outcome = try tell(["notifications/alert-nothing"], "{}")
    #expect(outcome.answer?.outcome == "unknown_prompt")
  }

  @Test(arguments: [SIGTERM, SIGINT]) func signalRollsBackAndAnswers(_ signal: Int32) throws {
    let folder = try TestFolder([
      "1_slow.sql": """
      CREATE TABLE a AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
      SELECT i FROM n;
      """
    ])
    let run = TestRun(folder, scope: ["backup_enabled": "false"])
    let process = try run.start("apply-migrations")
    let end = ContinuousClock.now + .seconds(20)
    while !process.output().contains("applying 1 slow"), .now < end { Pause.milliseconds(5) }
    process.kill(signal)
    let outcome = try process.wait()
    #expect(outcome.status == 0)
    #expect(outcome.answer?.outcome == "cancelled")
    #expect(outcome.answer?.failure?.retryable == true)
    #expect(outcome.answer?["state_after"] == "unchanged")
    #expect(try folder.content().objects.isEmpty)
  }

  @Test func help() throws {
    #expect(try tell(["--help"]).lines.first?.hasPrefix("wfsh-db:") == true)
    #expect(try tell(["prompts"]).lines == MigrationHandler.prompts)
    let wrong = try tell(["nonsense"])
    #expect(wrong.status == 2 && wrong.errors.contains("nonsense"))
    #expect(try tell([]).status == 2)
  }

  @Test func commandsForPeople() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    run.ask("generate-recovery-plan")
    let status = try tell(["status", folder.database])
    #expect(status.lines.contains { $0.hasPrefix("version   3") })
    #expect(status.lines.contains { $0.hasPrefix("fenced") })
    let restored = try tell(["restore", folder.database, run.backupID])
    #expect(restored.status == 0 && restored.lines[0].hasPrefix("restored "))
    #expect(try tell(["unfence", folder.database]).lines[0].contains("is lifted"))
    #expect(try tell(["unfence", folder.database]).lines[0].contains("is not fenced"))
    #expect(try tell(["restore", folder.database, "nothing"]).status == 1)
    #expect(try tell(["unfence"]).errors.contains("DATABASE_URL"))
    #expect(try tell(["unfence", "postgres://h/d"]).errors.contains("later version"))
  }

  @Test(arguments: ["applied", "absent"]) func mark(_ what: String) throws {
    let folder = try TestFolder([
      "1_a.sql": "-- wfsh:no-transaction\nCREATE TABLE a (x);\nINSERT INTO b VALUES (1);"
    ])
    #expect(
      TestRun(folder, scope: ["backup_enabled": "false"]).apply()["state_after"] == "dirty")
    #expect(try tell(["mark", folder.database, "1", what]).status == 0)
    #expect(
      try folder.value("SELECT count(*) FROM wfsh_schema_history WHERE state = 'applied'")
        == (what == "applied" ? "1" : "0"))
    #expect(try tell(["mark", folder.database, "1", what]).status == 1)
  }
}
