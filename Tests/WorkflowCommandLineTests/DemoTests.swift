import Testing

/// `wfsh run database-migration --demo`: the whole way through both programs on a real database.
@Suite(.timeLimit(.minutes(5))) struct DemoTests {
  private let scratch = Scratch()

  private func demo(
    _ settings: String..., environment: [String: String] = [:]
  ) -> Programs.Ended {
    let options = settings.flatMap { ["--set", $0] }
    return Programs.run(
      [Programs.wfsh, "run", "database-migration", "--demo"] + options, in: scratch.path,
      environment: environment)
  }

  private func path(_ ended: Programs.Ended) -> String {
    ended.output.split(separator: "\n").first { $0.hasPrefix("path") }.map {
      String($0.drop { $0 != " " }.drop { $0 == " " })
    } ?? ended.output + ended.errors
  }

  private let success =
    "PreCheck CreateBackup ValidateBackup ApplyMigrations VerifyMigration PostCheck Success"

  @Test func migratesAndASecondRunFindsNothingToDo() {
    let first = demo("target_version=v2.0")
    #expect(path(first) == success)
    #expect(first.status == 0, "\(first.errors)")
    let version = scratch.query(
      "SELECT max(seq) FROM wfsh_schema_history WHERE state = 'applied'")
    #expect(version == "4\n")
    for _ in 1...2 {
      let again = demo("target_version=v2.0")
      #expect(path(again) == success)
      #expect(again.status == 0, "\(again.errors)")
    }
  }

  @Test func aDryRunChangesNoByte() {
    _ = Programs.run([Programs.wfshDB, "demo", "wfsh-demo"], in: scratch.path)
    let before = scratch.digest("wfsh-demo/shop.db")
    let ended = demo("target_version=v2.0", "dry_run=true")
    #expect(path(ended) == success)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(before.count > 64)
    #expect(scratch.digest("wfsh-demo/shop.db") == before)
  }

  @Test func withoutABackupItStillSucceeds() {
    let ended = demo("target_version=v2.0", "backup_enabled=false")
    #expect(path(ended) == success)
    #expect(ended.status == 0, "\(ended.errors)")
    let kept = Programs.run(
      ["/usr/bin/find", "wfsh-demo", "-name", "COMPLETE"], in: scratch.path)
    #expect(kept.output == "")
  }

  @Test func aSlipOfThePenRunsNothing() {
    let ended = demo("dry_rum=true")
    #expect(ended.status == 2)
    #expect(ended.errors.contains("did you mean 'dry_run'"))
    #expect(Programs.run(["/bin/ls"], in: scratch.path).output == "")
  }

  @Test func aFailingMigrationIsRolledBackAndRestored() {
    _ = Programs.run([Programs.wfshDB, "demo", "wfsh-demo"], in: scratch.path)
    let before = scratch.query(".dump")
    let ended = demo("target_version=v2.0", "demo_failure=true")
    #expect(
      path(ended)
        == "PreCheck CreateBackup ValidateBackup ApplyMigrations MigrationError RetryDecision "
        + "Rollback RestoreBackup ValidateRestore RecoveryComplete")
    #expect(ended.status == 1)
    #expect(before.contains("CREATE TABLE"))
    #expect(shopTables(scratch.query(".dump")) == shopTables(before))
  }

  /// The dump without the tool's own tables, whose events grow.
  private func shopTables(_ dump: String) -> [Substring] {
    dump.split(separator: "\n").filter { !$0.contains("wfsh_schema_") }
  }

  @Test func withoutADatabaseTheRunSaysHowToGiveOne() {
    let ended = Programs.run([Programs.wfsh, "run", "database-migration"], in: scratch.path)
    #expect(ended.status == 1)
    #expect((ended.output + ended.errors).contains("database_url"))
  }

  @Test func jsonIsOneObject() {
    let ended = Programs.run(
      [
        Programs.wfsh, "run", "database-migration", "--demo", "--set", "target_version=v2.0",
        "--json",
      ], in: scratch.path)
    #expect(ended.status == 0)
    #expect(ended.output.hasPrefix("{"))
    #expect(ended.output.contains("\"succeeded\""))
  }
}
