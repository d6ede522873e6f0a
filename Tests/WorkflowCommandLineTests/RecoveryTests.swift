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

  @Test func aBackupThatIsDamagedStopsTheRunBeforeAnythingChanges() {
    // A handler of the project damages the backup that the built-in one has made.
    scratch.write(
      "damage.sh",
      """
      #!/bin/sh
      "\(Programs.wfshDB)" "$1" > answer.json
      for file in wfsh-demo/.wfsh-db/*/backups/*/data.sqlite*; do
        printf 'damaged!' | dd of="$file" bs=1 seek=2000 conv=notrunc 2>/dev/null
      done
      cat answer.json
      """)
    _ = Programs.run(["/bin/chmod", "755", "damage.sh"], in: scratch.path)
    _ = Programs.run(["/bin/mkdir", "-p", ".wfsh"], in: scratch.path)
    scratch.write(
      ".wfsh/handlers.yaml",
      """
      database/create-backup:
        command: ["\(scratch.path)/damage.sh"]
        scope: true
      """)
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
