import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

/// Scenario 24: a dry run changes no byte.
@Suite struct DryRunTests {
  private static let prompts: [(String, JSONObject)] = [
    ("pre-migration-check", [:]), ("create-backup", [:]), ("validate-backup", [:]),
    ("apply-migrations", [:]), ("verify-migration", ["expected_version": "latest"]),
    ("check-schema", [:]), ("check-data-integrity", [:]), ("performance-baseline", [:]),
    ("cleanup-old-backups", ["keep_count": 1]),
    ("rollback-migrations", ["target_version": "1", "force": true]), ("restore-backup", [:]),
    ("validate-restore", ["expected_version": "1"]), ("generate-recovery-plan", [:]),
  ]

  private func bytes(_ folder: TestFolder) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    // The shared memory beside a write-ahead log is no data.
    for name in try Files.names(in: folder.path) where !name.hasSuffix("-shm") {
      let path = Paths.join(folder.path, name)
      found[name] = Files.isFolder(path) ? [] : try Files.read(path)
    }
    return found
  }

  @Test(arguments: ["delete", "wal"]) func everyPromptLeavesTheBytes(_ mode: String) throws {
    let folder = try TestFolder(Samples.three)
    let first = TestRun(folder, id: "first", scope: ["backup_enabled": "false"])
    #expect(first.apply(["target": "1"]).outcome == "success")
    try Files.remove(Paths.join(folder.path, ".wfsh-db"))
    // An application that is still connected, with frames in its write-ahead log.
    let application = try folder.connect()
    defer { application.close() }
    _ = try application.single("PRAGMA journal_mode = \(mode)")
    try application.run("INSERT INTO customers (name) VALUES ('Di')")

    let before = try bytes(folder)
    #expect(before.keys.contains("shop.db-wal") == (mode == "wal"))
    let run = TestRun(folder, scope: ["dry_run": "true"])
    for (prompt, variables) in Self.prompts {
      let state = prompt == "apply-migrations" ? "ApplyMigrations" : "State"
      let answer = run.ask(prompt, as: state, variables)
      #expect(answer.outcome == "success", "\(prompt)")
      #expect(answer["dry_run"] == "true")
      #expect(try bytes(folder) == before, "\(prompt)")
    }
  }

  @Test func reportsWhatWouldRun() throws {
    let folder = try TestFolder(Samples.three)
    let run = TestRun(folder, scope: ["dry_run": true])
    let answer = run.apply()
    #expect(answer.list("rehearsed") == ["1", "2", "3"])
    #expect(answer.list("applied") == [])
    #expect(answer["version"] == "none")
    let verified = run.ask("verify-migration", ["expected_version": "latest"])
    #expect(verified["verified"] == "true" && verified["skipped"] == "false")
    #expect(!Files.exists(folder.database))
  }

  @Test func failingFileIsReported() throws {
    let folder = try TestFolder(Samples.failing)
    let run = TestRun(folder, scope: ["dry_run": true])
    let answer = run.apply()
    #expect(answer.failure?.type == "syntax")
    #expect(answer.list("rehearsed") == ["1", "2"])
    #expect(answer["state_after"] == "unchanged")
    #expect(
      run.ask("verify-migration", ["expected_version": "latest"]).outcome == "not_rehearsed")
  }

  @Test func rehearsesWhatRunsOutsideTransactions() throws {
    let folder = try TestFolder(["1_a.sql": "CREATE TABLE a (x);", "2_v.sql": "VACUUM;"])
    #expect(TestRun(folder, scope: ["dry_run": true]).apply().list("rehearsed") == ["1", "2"])
  }
}
