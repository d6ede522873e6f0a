import Testing
import WorkflowTestSupport

/// The prompt of the real program, on a real terminal.
@Suite(.serialized, .timeLimit(.minutes(1))) struct PromptTests {
  private let scratch = Scratch()

  private func start(_ arguments: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Programs.wfsh, arguments, environment: ["HOME": scratch.path, "NO_COLOR": "1"],
      directory: scratch.path, rows: 30, columns: 100)
    return terminal
  }

  @Test func aSessionByHand() throws {
    let terminal = try start("database-migration")
    try terminal.expect("database-migration> ")
    terminal.send("br\tApply\t\r")
    try terminal.expect("breakpoint 1 before ApplyMigrations")
    try terminal.expect("database-migration> ")
    terminal.send("run\r")
    try terminal.expect("(breakpoint 1, hit 1)")
    try terminal.expect("database-migration:ApplyMigrations> ")
    terminal.send("p CreateBackup.backup_id\r")
    try terminal.expect("\"sim-backup_id-1\"  [sim]")
    terminal.send("quit\r")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test func controlCTakesTheLineBackAndControlDLeaves() throws {
    let terminal = try start()
    try terminal.expect("wfsh> ")
    terminal.send("print 1 +\u{3}")
    try terminal.expect("wfsh> ")
    terminal.send("print 40 + 2\r")
    try terminal.expect("42")
    try terminal.expect("wfsh> ")
    terminal.send("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test func aMistakeIsShownWithItsPlaceAndTheShellGoesOn() throws {
    let terminal = try start("database-migration")
    try terminal.expect("database-migration> ")
    terminal.send("goto CreateBakup\r")
    try terminal.expect("did you mean 'CreateBackup'?")
    try terminal.expect("database-migration> ")
    terminal.send("status\r")
    try terminal.expect("database-migration> ")
    terminal.send("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  /// A workflow whose handler runs until it is asked to stop, and then leaves `proof`.
  private func writeEndless() {
    scratch.write(
      "w.md",
      """
      ---
      name: w
      handlers:
        do/it: ["/bin/sh", "-c", "trap 'echo stopped > proof; exit 1' TERM; echo begun >&2; sleep 60 & wait"]
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
  }

  @Test func controlCStopsThenCancelsThenLeaves() throws {
    writeEndless()
    let terminal = try start("--live", "--trust", "w.md")
    try terminal.expect("LIVE w> ")
    terminal.send("run\r")
    try terminal.expect("begun")
    terminal.send("\u{3}")
    try terminal.expect("(interrupted)")
    try terminal.expect("Ctrl-C once more stops it")
    try terminal.expect("LIVE w:A> ")
    #expect(Programs.run(["/bin/ls", "proof"], in: scratch.path).status != 0)
    terminal.send("\u{3}")
    try terminal.expect("failed: interrupted (Ctrl-C)")
    #expect(Programs.run(["/bin/cat", "proof"], in: scratch.path).output == "stopped\n")
    try terminal.expect("LIVE w:failed> ")
    terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(130))
  }

  @Test func controlCInAOneShotRunCancelsIt() throws {
    writeEndless()
    let terminal = try start("run", "w.md", "--trust")
    try terminal.expect("begun")
    terminal.send("\u{3}")
    try terminal.expect("interrupted (SIGINT)")
    #expect(try terminal.waitForEnd() == .exited(130))
    #expect(Programs.run(["/bin/cat", "proof"], in: scratch.path).output == "stopped\n")
  }

  private func writeQuestion() {
    scratch.write(
      "ask.md",
      """
      ```mermaid
      stateDiagram-v2
        [*] --> Review
        Review --> Ship: Approve
        Review --> Drop: Reject
        Ship --> [*]: Done
        Drop --> [*]: Cancelled
        Review: action: user_choice
        Review: prompt: "Ship it?"
        Review: choices: [Approve, Reject]
        Ship: action: log
        Ship: message: "{{ Review.choice }} it was"
      ```
      """)
  }

  @Test func aQuestionIsAnsweredWhereItIsAsked() throws {
    writeQuestion()
    let terminal = try start("ask.md")
    try terminal.expect("ask> ")
    terminal.send("run\r")
    try terminal.expect("Review asks: Ship it?")
    try terminal.expect("Review? ")
    terminal.send("App\t\r")
    try terminal.expect("Approve it was")
    try terminal.expect("ask:succeeded> ")
    terminal.send("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test func aOneShotRunAsksAtATerminal() throws {
    writeQuestion()
    let terminal = try start("run", "ask.md")
    try terminal.expect("Review? ")
    terminal.send("perhaps\r")
    try terminal.expect("'perhaps' is no answer here")
    try terminal.expect("Review? ")
    terminal.send("1\r")
    try terminal.expect("Approve it was")
    #expect(try terminal.waitForEnd() == .exited(0))
    let left = try start("run", "ask.md")
    try left.expect("Review? ")
    left.send("\u{3}")
    #expect(try left.waitForEnd() == .exited(130))
  }

  @Test func theUsersStartFileIsReadAtThePrompt() throws {
    _ = Programs.run(["/bin/mkdir", "-p", ".config/wfsh"], in: scratch.path)
    scratch.write(".config/wfsh/start.wfsh", "let own = 7\nnonsense\n")
    let broken = try start()
    try broken.expect("no command 'nonsense'")
    try broken.expect("wfsh> ")
    broken.send("quit\r")
    #expect(try broken.waitForEnd() == .exited(0))
    scratch.write(".config/wfsh/start.wfsh", "let own = 7\n")
    let terminal = try start()
    try terminal.expect("wfsh> ")
    terminal.send("print $own * 6\r")
    try terminal.expect("42")
    terminal.send("quit\r")
    #expect(try terminal.waitForEnd() == .exited(0))
    let without = try start("--no-rc")
    try without.expect("wfsh> ")
    without.send("print $own\r")
    try without.expect("error")
    try without.expect("wfsh> ")
    without.send("\u{4}")
    #expect(try without.waitForEnd() == .exited(0))
  }
}
