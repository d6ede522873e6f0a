import Testing

/// The exit codes that CI trusts, through the real program.
@Suite(.timeLimit(.minutes(2))) struct BatchTests {
  private let scratch = Scratch()

  private func run(_ words: String..., input: String = "") -> Programs.Ended {
    Programs.run([Programs.wfsh] + words, in: scratch.path, input: input)
  }

  @Test func codesAreThoseOfTheTable() {
    #expect(run("-c", "load database-migration; run; expect result succeeded").status == 0)
    #expect(run("-c", "assert 1 == 2").status == 1)
    #expect(run("-c", "load database-migration; fail PreCheck; run").status == 1)
    #expect(run("-c", "nonsense").status == 2)
    #expect(run("--nonsense").status == 2)
    #expect(run("-c", "step").status == 3)
    #expect(run("-c", "load nowhere").status == 4)
    #expect(run("check", "nowhere").status == 4)
    #expect(run("check", "database-migration").status == 0)
  }

  #if os(Linux)
    @Test func outputThatCannotBeWrittenIsAFailure() {
      let ended = Programs.run(
        ["/bin/sh", "-c", "\(Programs.wfsh) -c 'echo hello' >/dev/full"], in: scratch.path)
      #expect(ended.status == 1)
      #expect(ended.errors.contains("the output cannot be written"))
    }
  #endif

  @Test func whatARunFailedOfIsSaidWithIt() {
    scratch.write(
      "w.md",
      "```mermaid\nstateDiagram-v2\n  [*] --> A\n  A --> B: success\n  A: action: execute_prompt\n  A: prompt: p\n```\n"
    )
    let bare = run("-c", "load w.md; fail A with gone; run")
    #expect(bare.output.contains("unhandled failure in A: "), "\(bare.output)")
    #expect(bare.output.contains("add 'A --> Handler: Failed'"), "\(bare.output)")
  }

  @Test func variablesThatOnlyHandlersReadAreKnown() {
    let ended = run("-c", "load database-migration; set database_url=sqlite:x.db")
    #expect(ended.errors == "", "\(ended.errors)")
  }

  @Test func keepGoingKeepsTheWorst() {
    let ended = run("-k", "-c", "load nowhere; assert false; echo still here")
    #expect(ended.status == 4)
    #expect(ended.output.contains("still here"))
  }

  @Test func nothingRunsWhenALineCannotBeRead() {
    let ended = run("-c", "echo first\nbraek X")
    #expect(ended.status == 2)
    #expect(ended.output == "")
    #expect(ended.errors.contains("did you mean 'break'?"))
    #expect(ended.errors.contains(":2:1: error:"))
  }

  @Test func commandsComeFromAPipeAndFromFiles() {
    #expect(run(input: "print 1 + 2\n").output == "3\n")
    scratch.write("t.wfsh", "#!/usr/bin/env wfsh\nprint $1\n")
    #expect(run("t.wfsh", "hello").output == "\"hello\"\n")
    scratch.write("script", "#!/usr/bin/env wfsh\nprint 7\n")
    #expect(run("./script").output == "7\n")
  }

  @Test func optionsChangeHowRunsGo() {
    let strict = run(
      "-c", "option undefined error; load database-migration; run; expect path PreCheck *")
    #expect(strict.output.contains("PreCheckFailed -> [*]"), "\(strict.output)\(strict.errors)")
    let short = run(
      "-c", "load database-migration; option transitions 3; run; expect result failed")
    #expect(short.status == 0)
    #expect(short.output.contains("limit 'transitions' reached (3)"))
    #expect(run("-c", "option undefined never").status == 3)
  }

  @Test func aTimeLimitEndsWith124() {
    scratch.write(
      "w.md",
      """
      ---
      name: w
      handlers:
        do/it: ["/bin/sh", "-c", "sleep 60"]
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> [*]
        A: It
        A: action: execute_prompt
        A: prompt: do/it
      ```
      """)
    #expect(run("run", "w.md", "--trust", "--timeout", "500ms").status == 124)
  }
}
