import Testing

@Suite(.timeLimit(.minutes(2))) struct VerbTests {
  private let scratch = Scratch()

  private func run(_ words: String...) -> Programs.Ended {
    Programs.run([Programs.wfsh] + words, in: scratch.path)
  }

  @Test func theDefaultOfASecretIsASecret() {
    scratch.write(
      "s.md",
      """
      ---
      arguments:
        - {name: pass_phrase, type: string, secret: true, default: correct-horse}
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> [*]
        A: Log "it is {{ pass_phrase }}"
      ```
      """)
    for words in [["run", "s.md"], ["run", "s.md", "--json"]] {
      let ended = Programs.run([Programs.wfsh] + words, in: scratch.path)
      #expect(ended.status == 0, "\(ended.errors)")
      #expect(!(ended.output + ended.errors).contains("correct-horse"), "\(ended.output)")
    }
    #expect(run("run", "s.md").output.contains("it is ***"))
  }

  @Test func aCompositeIsToldWhenItHasEnded() {
    scratch.write(
      "c.mermaid",
      """
      stateDiagram-v2
      [*] --> Outer
      state Outer {
        [*] --> In
        In --> [*]
        In: Log "in"
      }
      Outer --> Last
      Last --> [*]
      Last: Wait 1ms
      """)
    let told = run("run", "c.mermaid").output.split(separator: "\n").compactMap { line in
      line.contains("✓") ? line.split(separator: " ").dropFirst().first.map(String.init) : nil
    }
    #expect(told == ["In", "Outer", "Last"])
  }

  @Test func handlersOfInnerWorkflowsAreLookedAtToo() {
    scratch.write(
      "outer.md",
      "stateDiagram-v2\n[*] --> A\nA --> [*]\nA: action: run_workflow\nA: workflow: inner")
    scratch.write(
      "inner.md",
      "stateDiagram-v2\n[*] --> B\nB --> [*]\nB: action: execute_prompt\nB: prompt: b/none")
    let check = run("check", "outer.md")
    #expect(check.errors.contains("inner.md:5:12: warning: nothing serves the prompt 'b/none'"))
    #expect(run("check", "outer.md", "--live").status == 4)
    let info = run("-c", "load outer.md; info handlers").output
    #expect(info.contains("inner") && info.contains("b/none"), "\(info)")
    scratch.write(
      "inner.md",
      """
      ---
      handlers:
        b/none: {command: [x], reads: [region]}
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> B
        B --> [*]
        B: Execute prompt "b/none"
      ```
      """)
    let refused = run("run", "outer.md", "--set", "region=eu")
    #expect(refused.errors.contains("handlers of 'inner' read it"), "\(refused.errors)")
  }

  /// A process that ignores SIGTERM is killed after five seconds; the program does not end before.
  @Test func nothingOutlivesARun() {
    scratch.write(
      "t.md",
      """
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> B: failure
        B --> [*]
        A: action: shell
        A: command: "trap '' TERM; echo $$ > pid; while :; do sleep 0.2; done"
        A: timeout: 1
      ```
      """)
    #expect(run("run", "t.md", "--trust").output.contains("A B"))
    let probe = Programs.run(
      ["/bin/sh", "-c", "test -s pid && ! kill -0 $(cat pid) 2>/dev/null"], in: scratch.path)
    #expect(probe.status == 0)
  }

  @Test func listShowsEveryEdgeWithClassAndRule() {
    let ended = run("list", "database-migration")
    #expect(ended.status == 0)
    #expect(ended.output.contains("Checks passed"))
    #expect(ended.output.contains("by polarity"))
    let json = run("list", "database-migration", "--json")
    #expect(json.output.hasPrefix("{"))
  }

  @Test func listShowsInnerEdgesForksAndOverrides() {
    scratch.write(
      "f.mermaid",
      """
      stateDiagram-v2
      [*] --> S
      S --> A: Go
      S --> B: Go
      A --> J
      B --> J
      state J <<join>>
      state A {
        [*] --> In
        In --> [*]
      }
      J --> [*]: Done
      J: on: {Done: always}
      state S <<fork>>
      """)
    let ended = run("list", "f.mermaid")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.contains("the only exit, taken together"))
    #expect(ended.output.contains("[*] of A"))
    #expect(ended.output.contains("'on:' says \"always\""))
    #expect(ended.output.contains("composite"))
  }

  @Test func workflowsThatRunThemselvesAreRefused() {
    scratch.write(
      "a.md",
      "```mermaid\nstateDiagram-v2\n[*] --> S\nS --> [*]\n```\n## Actions\n- S: Run workflow \"a.md\"\n"
    )
    for words in [["check", "a.md"], ["run", "a.md"]] {
      let ended = Programs.run([Programs.wfsh] + words, in: scratch.path)
      #expect(ended.status == 4)
      #expect((ended.output + ended.errors).contains("a → a"))
    }
  }

  @Test func workflowsListsTheLibraryAndBrokenFiles() {
    _ = Programs.run(["/bin/mkdir", "workflows"], in: scratch.path)
    scratch.write("workflows/broken.md", "# no diagram\n")
    let ended = run("workflows")
    #expect(ended.status == 0)
    #expect(ended.output.contains("database-migration"))
    #expect(ended.output.contains("broken"))
  }

  @Test func helpAndVersion() {
    #expect(run("--help").output.contains("wfsh run WORKFLOW"))
    #expect(run("--version").output.hasPrefix("wfsh "))
    #expect(run("run", "--help").output.contains("--set"))
    #expect(run("run").status == 2)
    #expect(run("help", "break").output.hasPrefix("break LOC"))
    #expect(run("help", "knownlimits").output.hasPrefix("# Known limits"))
    #expect(run("help").output.contains("KnownLimits"))
  }

  /// A workflow with one prompt.
  private func writeWorkflow(prompt: String) {
    scratch.write(
      "w.md",
      """
      # A workflow

      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> [*]: Success
        A --> [*]: Failure
        A: action: execute_prompt
        A: prompt: \(prompt)
      ```
      """)
  }

  @Test func checkTellsOfPromptsThatNothingServes() {
    writeWorkflow(prompt: "review/code")
    let ended = run("check", "w.md")
    #expect(ended.status == 0)
    #expect(
      ended.errors.hasPrefix("w.md:9:14: warning: nothing serves the prompt 'review/code'\n"))
    #expect(ended.output == "1 warning in w.md\n")
    #expect(run("check", "--strict", "w.md").status == 4)
    let live = run("check", "--live", "w.md")
    #expect(live.status == 4)
    #expect(live.errors.contains("error: nothing serves the prompt 'review/code'"))
    writeWorkflow(prompt: "database/create-backup")
    #expect(run("check", "--live", "--strict", "w.md").status == 0)
  }

  @Test func checkTellsOfMistakesInFilesOfHandlers() {
    writeWorkflow(prompt: "review/code")
    _ = Programs.run(["/bin/mkdir", ".wfsh"], in: scratch.path)
    scratch.write(".wfsh/handlers.yaml", "review/*: {comand: [true], command: [/bin/true]}\n")
    let ended = run("check", "w.md")
    #expect(ended.errors.contains(".wfsh/handlers.yaml:1:"), "\(ended.errors)")
    #expect(ended.errors.contains("did you mean 'command'?"), "\(ended.errors)")
    #expect(!ended.errors.contains("nothing serves"))
    let json = run("check", "--json", "w.md")
    #expect(json.output.contains(#"handlers.yaml","severity":"warning","code":"unknown-key""#))
  }

  @Test func checkTellsWhatMermaidWouldRefuseIfAsked() {
    let ended = run("check", "database-migration")
    #expect(!ended.errors.contains("mermaid"), "\(ended.errors)")
    let asked = run("check", "--mermaid", "database-migration")
    #expect(asked.status == 0)
    #expect(asked.errors.contains("warning: Mermaid"), "\(asked.errors)")
  }

  @Test(arguments: [
    ("nonsense=1", "there is no limit 'nonsense'"),
    ("transitoins=1", "did you mean 'transitions'?"),
    ("transitions=0", "it takes a number from 1 to 1000000000"), ("transitions", "NAME=VALUE"),
    ("handler-output=9G", "such as 64K or 16M"),
  ])
  func aLimitThatDoesNotFitIsRefused(setting: String, message: String) {
    let ended = run("run", "database-migration", "--limit", setting)
    #expect(ended.status == 2)
    #expect(ended.errors.contains(message), "\(ended.errors)")
  }

  @Test func limitsAreReportedByName() {
    scratch.write(
      "loop.md",
      """
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> B
        B --> A
        A: action: set_variable
        A: variable: x
        A: value: "{{ 'abcdefgh' | append: 'abcdefgh' }}"
      ```
      """)
    let loops = run("run", "loop.md", "--limit", "transitions=10")
    #expect(loops.status == 1)
    #expect(loops.output.contains("limit 'transitions' reached (10)"), "\(loops.output)")
    let long = run("run", "loop.md", "--limit", "template-size=10")
    #expect(long.output.contains("the limit 'template-size'"), "\(long.output)")
    let deep = run("run", "loop.md", "--limit", "expression-depth=1")
    #expect(deep.output.contains("the limit 'expression-depth' (1)"), "\(deep.output)")
    writeWorkflow(prompt: "talk")
    _ = Programs.run(["/bin/mkdir", "handlers"], in: scratch.path)
    scratch.script("handlers/talk", "echo 1234567890")
    let wordy = run("run", "w.md", "--trust", "--limit", "handler-output=5")
    #expect(wordy.output.contains("the limit 'handler-output'"), "\(wordy.output)")
  }

  @Test func aHugeFileIsNotRead() {
    _ = Programs.run(["/usr/bin/truncate", "-s", "100M", "huge.md"], in: scratch.path)
    let ended = run("check", "huge.md")
    #expect(ended.status == 4)
    #expect(ended.errors.hasPrefix("huge.md:1:1: error: the file has 104857600 bytes"))
    #expect(ended.errors.contains(" name a workflow's file"), "\(ended.errors)")
    #expect(run("huge.md").status == 4)
    #expect(run("-f", "huge.md").status == 2)
  }

  // MARK: Questions, commands, workflows inside workflows

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
        Review: choices: [Approve, Reject]
      ```
      """)
  }

  @Test func answersAreGivenBeforehand() {
    writeQuestion()
    let undecided = run("run", "ask.md")
    #expect(undecided.status == 1)
    #expect(undecided.output.contains("Review asks (Approve, Reject)"), "\(undecided.output)")
    let approved = run("run", "ask.md", "--answer", "Review=approve")
    #expect(approved.status == 0, "\(approved.output)")
    #expect(approved.output.contains("path    Review Ship"), "\(approved.output)")
    #expect(run("run", "ask.md", "--answer", "Review=Reject").status == 1)
    let wrong = run("run", "ask.md", "--answer", "Reviwe=Reject")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("did you mean 'Review'?"), "\(wrong.errors)")
    #expect(run("run", "ask.md", "--answer", "Review=maybe").status == 1)
  }

  @Test func commandsOfAShellNeedAYes() {
    scratch.write(
      "s.md",
      """
      ```mermaid
      stateDiagram-v2
        [*] --> List
        List --> Tell: Success
        List --> [*]: Failed
        Tell --> [*]: Done
        List: action: shell
        List: command: "printf '%s ' {{ words }}; pwd"
        Tell: action: log
        Tell: message: "got {{ List.result }}"
      ```
      """)
    let refused = run("run", "s.md", "--set", "words=a")
    #expect(refused.status == 1)
    #expect(refused.output.contains("not_trusted"), "\(refused.output)")
    #expect(refused.output.contains("the shell commands of"), "\(refused.output)")
    #expect(run("trust", "s.md").status == 0)
    let ended = run("run", "s.md", "--set", "words=$(touch proof) \"; touch proof")
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(
      ended.output.contains("got $(touch proof) \"; touch proof \(scratch.path)"),
      "\(ended.output)")
    #expect(Programs.run(["/bin/ls", "proof"], in: scratch.path).status != 0)
  }

  @Test func workflowsInsideAreToldByTheirOwnNames() {
    scratch.write(
      "outer.md",
      """
      ```mermaid
      stateDiagram-v2
        [*] --> Call
        Call --> [*]: Done
        Call: action: run_workflow
        Call: workflow: inner.md
      ```
      """)
    scratch.write(
      "inner.md",
      """
      ```mermaid
      stateDiagram-v2
        [*] --> One
        One --> Two
        Two --> Three
        Three --> [*]: Done
        Three: action: log
        Three: message: "deep inside"
      ```
      """)
    let ended = run("run", "outer.md")
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.hasPrefix("outer\n"), "\(ended.output)")
    #expect(ended.output.contains("  inner\n"), "\(ended.output)")
    #expect(ended.output.contains("    ✓ Three"), "\(ended.output)")
    #expect(ended.output.contains("path    Call\n"), "\(ended.output)")
  }

  @Test func listingsShowWhatThereIs() {
    _ = Programs.run(["/bin/mkdir", "-p", "workflows", ".wfsh/workflows"], in: scratch.path)
    writeQuestion()
    scratch.write("workflows/broken.md", "# no diagram\n")
    for folder in ["workflows", ".wfsh/workflows"] {
      scratch.write(
        "\(folder)/twice.md",
        "---\ntitle: The \(folder)\narguments: [{name: a, required: true}, {name: b}]\n---\n"
          + "```mermaid\nstateDiagram-v2\n[*] --> A\nA --> [*]\n```\n")
    }
    let ended = run("workflows")
    let lines = ended.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.first == "NAME STATES ARGUMENTS SOURCE TITLE")
    #expect(lines.contains("twice 1 a* b workflows The workflows"), "\(ended.output)")
    #expect(lines.contains("twice 1 a* b .wfsh/workflows hidden by a nearer one"))
    #expect(lines.contains { $0.hasPrefix("broken workflows broken: 1:1: no state diagram") })
    let list = run("list", "ask.md")
    #expect(list.output.contains("user_choice"), "\(list.output)")
    #expect(list.output.contains("Approve"), "\(list.output)")
  }

  /// The words are the person's own; commands made of them are not shown.
  @Test(arguments: [
    (["check", "missing.md"], "wfsh: error: there is no file 'missing.md'\n"),
    (["list", "nowhere"], "wfsh: error: no workflow 'nowhere'\n  hint: "),
    (["nowhere"], "wfsh: error: no workflow 'nowhere'\n  hint: "),
    (
      ["chekc"],
      "wfsh: error: there is no verb and no workflow 'chekc'\n  hint: did you mean 'check'?"
    ),
    (["missing.md", "-c", "next"], "wfsh: error: there is no file 'missing.md'\n"),
  ])
  func whatIsNotThereIsToldInTheWordsOfTheCommandLine(words: [String], message: String) {
    let ended = Programs.run([Programs.wfsh] + words, in: scratch.path)
    #expect(ended.status == 4)
    #expect(ended.errors.hasPrefix(message), "\(ended.errors)")
  }

  @Test func aStartFileRunsFirst() {
    writeQuestion()
    scratch.write("rc.wfsh", "let greeting = \"hello\"\n")
    let ended = run("--rc", "rc.wfsh", "ask.md", "-c", "print $greeting; status")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.contains("\"hello\"\n#0 @0 before the start of ask"), "\(ended.output)")
    #expect(run("--rc", "nowhere.wfsh", "-c", "echo x").status == 2)
    scratch.write("rc.wfsh", "lte x = 1\n")
    let broken = run("--rc", "rc.wfsh", "-c", "echo x")
    #expect(broken.status == 2)
    #expect(broken.errors.hasPrefix("rc.wfsh:1:1: error: no command 'lte'"), "\(broken.errors)")
  }
}
