import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// Scenario 22: the recovery plan, the fence, the alert.
@Suite struct EmergencyTests {
  /// A run whose restore cannot work.
  private func stranded() throws -> (TestFolder, TestRun) {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    try Files.remove(Paths.join(folder.state.backups, run.backupID))
    #expect(run.restore().outcome == "no_backup")
    return (folder, run)
  }

  @Test func planAndFence() throws {
    let (folder, run) = try stranded()
    let answer = run.ask(
      "generate-recovery-plan",
      ["failure_context": #"[{"state": "RestoreBackup", "error": {"message": "it is gone"}}]"#])
    #expect(answer.outcome == "success")
    #expect(answer["fenced"] == "true")
    let path = try #require(answer["plan_path"])
    let plan = String(decoding: try Files.read(path), as: UTF8.self)
    #expect(plan.contains("RestoreBackup: it is gone"))
    #expect(plan.contains("it is at version 3"))
    #expect(plan.contains("wfsh-db unfence sqlite:\(folder.database)"))
    #expect(Files.exists(String(path.dropLast(3)) + ".json"))

    let next = TestRun(folder, id: "next")
    let refused = next.preCheck()
    #expect(refused.outcome == "fenced")
    #expect(refused.list("failures").first?.contains("wfsh-db unfence") == true)
    for prompt in ["create-backup", "apply-migrations", "rollback-migrations", "restore-backup"] {
      #expect(next.ask(prompt, ["backup_id": "x"]).outcome == "fenced", "\(prompt)")
    }
    #expect(next.ask("cleanup-old-backups", ["keep_count": 1]).list("deleted") == [])
    #expect(try Fence.lift(folder.state))
    #expect(next.preCheck().outcome == "success")
  }

  @Test func fencedDatabaseCanBeRestoredOnDemand() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder)
    try run.prepare()
    #expect(run.apply().outcome == "success")
    run.ask("generate-recovery-plan")
    #expect(run.restore().outcome == "fenced")
    #expect(run.restore(["force_unfence": "true"])["restored"] == "true")
  }

  @Test func readOnlyModeOfTheRunIsAFenceToo() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: ["database_mode": "read_only", "backup_enabled": "false"])
    #expect(run.apply().outcome == "fenced")
  }

  /// A backup of an earlier run is no way back that a plan may propose as if it were this run's.
  @Test func planTellsOlderBackupsApart() throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first")
    try first.prepare()
    #expect(first.apply().outcome == "success")
    try folder.write("4_more.up.sql", "CREATE TABLE more (a);")
    let second = TestRun(folder, id: "second")
    try second.prepare()
    #expect(second.apply().outcome == "success")
    try Files.remove(Paths.join(folder.state.backups, second.backupID))

    let answer = second.ask("generate-recovery-plan")
    let restore = try #require(answer.list("steps").dropFirst().first)
    #expect(restore.hasPrefix("No backup of this run is usable."))
    #expect(restore.contains("wfsh-db restore sqlite:\(folder.database) \(first.backupID)"))
    #expect(answer["plan"]?.contains("the migrations beyond version none") == true)
  }

  @Test(arguments: ["", "{{ all_errors }}", "plain words", "[1, 2]", "{\"message\": \"m\"}"])
  func anyContextWillDo(_ context: String) throws {
    let (_, run) = try stranded()
    let answer = run.ask("generate-recovery-plan", ["failure_context": .string(context)])
    #expect(answer.outcome == "success")
  }

  @Test func planWithoutReadableDatabase() throws {
    let (folder, run) = try stranded()
    try Files.write("nothing that could be a database, but long enough", to: folder.database)
    let answer = run.ask("generate-recovery-plan")
    #expect(answer.outcome == "success")
    #expect(answer["plan"]?.contains("it cannot be read") == true)
  }

  // MARK: Alerts

  @Test func alertIsALineOfJSON() throws {
    let folder = try TestFolder()
    let run = TestRun(folder)
    for _ in 0..<2 {
      let answer = run.ask(
        "notifications/alert-critical", ["severity": "critical", "message": "help \"now\"\n"])
      #expect(answer.outcome == "success")
    }
    let bytes = try Files.read(Paths.join(folder.state.path, "alerts.jsonl"))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    let alert = try JSONReader.read(String(lines[0]))
    #expect(alert["message"]?.stringValue == "help \"now\"")
    #expect(alert["run_id"]?.stringValue == "run-1")
  }

  @Test func alertRunsTheCommandWithoutAShell() throws {
    let folder = try TestFolder()
    let run = TestRun(folder)
    let target = Paths.join(folder.path, "told")
    run.environment["PATH"] = "/usr/bin:/bin"
    run.environment["WFSH_ALERT_FILE"] = Paths.join(folder.path, "sub/alerts")
    run.environment["WFSH_ALERT_COMMAND"] = "tee '\(target)' $HOME;true"
    // `$HOME;true` is a file name for tee, which it cannot be.
    let answer = run.ask("notifications/alert-critical", ["message": "told"])
    #expect(answer.outcome == "success")
    #expect(answer["command_ran"] == "true")
    #expect(String(decoding: try Files.read(target), as: UTF8.self).contains("told"))
    #expect(Files.exists(Paths.join(folder.path, "sub/alerts")))
    try? Files.remove("$HOME;true")
    run.environment["WFSH_ALERT_COMMAND"] = "/no/such/program"
    let missing = run.ask("notifications/alert-critical", ["message": "told"])
    #expect(missing.outcome == "success")
    #expect(missing.list("warnings").count == 1)
  }
}
