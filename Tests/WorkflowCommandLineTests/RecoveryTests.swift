import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Live runs that meet what nights bring: locks, broken backups, signals.
@Suite(.timeLimit(.minutes(5))) struct RecoveryTests {
  private let scratch = Scratch()

  private func command(_ settings: String...) -> [String] {
    [Programs.wfsh, "run", "database-migration", "--demo", "--set", "target_version=v2.0"]
      + settings.flatMap { ["--set", $0] }
  }

  private let quick = [
    "WFSH_DB_BACKOFF": "none", "WFSH_DB_LOCK_WAIT": "1", "WFSH_DB_LOCK_TIMEOUT": "1",
  ]

  @Test func aLockedDatabaseIsTriedThreeTimesAndThenRecovers() {
    _ = Programs.run([Programs.wfshDB, "demo", "wfsh-demo"], in: scratch.path)
    // Readers are let through, so that everything up to the migrations goes well.
    let holder = Child(
      ["/usr/bin/sqlite3", "wfsh-demo/shop.db"], in: scratch.path,
      input: "BEGIN IMMEDIATE;\n.shell sleep 25\nROLLBACK;\n")
    usleep(300_000)
    let ended = Programs.run(command(), in: scratch.path, environment: quick)
    holder.send(SIGKILL)
    _ = holder.wait()
    #expect(ended.status == 1)
    #expect(ended.output.contains("RetryDecision ApplyMigrations MigrationError"))
  }

  @Test func aLockThatGoesIsWaitedForAndTheRunSucceeds() {
    _ = Programs.run([Programs.wfshDB, "demo", "wfsh-demo"], in: scratch.path)
    // Held from before the migrations are applied; let go when their first failure is analysed.
    scratch.script(
      "apply.sh",
      """
      [ -e locked ] || { touch locked
        (echo 'BEGIN IMMEDIATE;'; while [ ! -e released ]; do sleep 0.1; done) \
          | sqlite3 wfsh-demo/shop.db > /dev/null 2>&1 &
        sleep 0.5; }
      exec "\(Programs.wfshDB)" "$1"
      """)
    scratch.script("analyse.sh", "touch released; sleep 0.5; exec \"\(Programs.wfshDB)\" \"$1\"")
    bind(["apply-migrations": "apply.sh", "analyze-error": "analyse.sh"])
    let ended = Programs.run(command() + ["--trust"], in: scratch.path, environment: quick)
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(
      ended.output.contains(
        "ApplyMigrations MigrationError RetryDecision ApplyMigrations VerifyMigration"))
  }

  @Test func aRestoreThatCannotWorkEndsInEmergencyAndTheNextRunRefuses() {
    _ = Programs.run([Programs.wfshDB, "demo", "wfsh-demo", "--with-failure"], in: scratch.path)
    // The backup vanishes between its validation and the restore.
    scratch.script(
      "rollback.sh",
      "rm -rf wfsh-demo/.wfsh-db/*/backups; exec \"\(Programs.wfshDB)\" \"$1\"")
    bind(["rollback-migrations": "rollback.sh"])
    let ended = Programs.run(
      command("demo_failure=true") + ["--trust"], in: scratch.path, environment: quick)
    #expect(ended.status == 1)
    #expect(ended.output.contains("RestoreFailed EmergencyMode"), "\(ended.output)")
    let plans = Programs.run(
      ["/usr/bin/find", "wfsh-demo", "-name", "recovery-*.md"], in: scratch.path)
    #expect(plans.output.contains("recovery-"))

    _ = Programs.run(["/bin/rm", "-rf", ".wfsh"], in: scratch.path)
    let next = Programs.run(command(), in: scratch.path, environment: quick)
    #expect(next.status == 1)
    #expect(next.output.contains("PreCheck PreCheckFailed"), "\(next.output)")
    #expect((next.output + next.errors).contains("unfence"))
    let lifted = Programs.run([Programs.wfshDB, "unfence", "wfsh-demo/shop.db"], in: scratch.path)
    #expect(lifted.status == 0, "\(lifted.output)\(lifted.errors)")
    #expect(Programs.run(command(), in: scratch.path, environment: quick).status == 0)
  }

  /// Has scripts of the test serve prompts of `database/`.
  private func bind(_ scripts: KeyValuePairs<String, String>) {
    _ = Programs.run(["/bin/mkdir", "-p", ".wfsh"], in: scratch.path)
    let bindings = scripts.map { prompt, script in
      """
      database/\(prompt):
        command: ["\(scratch.path)/\(script)"]
        scope: true
        env: ["WFSH_DB_*"]
      """
    }
    scratch.write(".wfsh/handlers.yaml", bindings.joined(separator: "\n") + "\n")
  }

  @Test func aBackupThatIsDamagedStopsTheRunBeforeAnythingChanges() {
    // A handler of the project damages the backup that the built-in one has made.
    scratch.script(
      "damage.sh",
      """
      "\(Programs.wfshDB)" "$1" > answer.json
      for file in wfsh-demo/.wfsh-db/*/backups/*/data.sqlite*; do
        printf 'damaged!' | dd of="$file" bs=1 seek=2000 conv=notrunc 2>/dev/null
      done
      cat answer.json
      """)
    bind(["create-backup": "damage.sh"])
    let ended = Programs.run(command() + ["--trust"], in: scratch.path, environment: quick)
    #expect(ended.status == 1, "\(ended.errors)")
    #expect(ended.output.contains("ValidateBackup BackupInvalid AbortMigration"), "\(ended.output)")
    let count = scratch.query("SELECT count(*) FROM wfsh_schema_history")
    #expect(count == "1\n")
  }

  @Test func handlersOfAProjectAreNotStartedWithoutAYes() {
    scratch.write(
      "w.md",
      """
      ---
      name: w
      handlers:
        do/it: ["/bin/sh", "-c", "echo done > proof"]
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> [*]: Finished
        A: It
        A: action: execute_prompt
        A: prompt: do/it
      ```
      """)
    let refused = Programs.run([Programs.wfsh, "run", "w.md"], in: scratch.path)
    #expect(refused.status == 1)
    #expect((refused.output + refused.errors).contains("trust"))
    #expect(Programs.run(["/bin/ls", "proof"], in: scratch.path).status != 0)
    #expect(Programs.run([Programs.wfsh, "trust", "w.md"], in: scratch.path).status == 0)
    let trusted = Programs.run([Programs.wfsh, "run", "w.md"], in: scratch.path)
    #expect(trusted.status == 0, "\(trusted.output)\(trusted.errors)")
    #expect(Programs.run(["/bin/ls", "proof"], in: scratch.path).status == 0)
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func aSignalStopsTheHandlerAndEndsTheRun(signal: Int32, status: Int32) {
    scratch.write(
      "w.md",
      """
      ---
      name: w
      handlers:
        do/it: ["/bin/sh", "-c", "trap 'echo stopped > proof; exit 1' TERM; sleep 60 & wait"]
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> [*]: Finished
        A: It
        A: action: execute_prompt
        A: prompt: do/it
      ```
      """)
    let child = Child([Programs.wfsh, "run", "w.md", "--trust"], in: scratch.path)
    #expect(child.waits(for: "w"))
    usleep(500_000)
    child.send(signal)
    let ended = child.wait()
    #expect(ended.status == status)
    #expect(Programs.run(["/bin/cat", "proof"], in: scratch.path).output == "stopped\n")
  }
}
