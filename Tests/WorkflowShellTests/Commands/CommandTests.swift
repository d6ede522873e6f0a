import Testing
import WorkflowShell
import WorkflowTestSupport

/// Conversations: what each command answers on a small workflow.
@Suite struct CommandTests {
  private func shell(_ lines: String...) async -> TestShell {
    let shell = TestShell(
      [smallWorkflow()], files: ["vars.json": #"{"tries": 2, "target": "file"}"#])
    _ = await shell.enter("load small; set tries=0")
    for line in lines { _ = await shell.enter(line) }
    return shell
  }

  @Test(arguments: [
    // Variables
    ("set tries=3", "tries = 3 (int)\n"),
    ("set target v2.0", "target = \"v2.0\" (string)\n"),
    ("set target=\"3\"", "target = \"3\" (string)\n"),
    ("set target={{ tries + 1 }}", "target = 1 (int)\n"),
    ("set --file vars.json", "tries = 2 (int)\ntarget = \"file\" (string)\n"),
    ("unset tries", ""),
    ("vars t*", "NAME   VALUE  TYPE  ORIGIN\ntries  0      int   [set]\n"),
    ("let x = 2 * 21; print $x", "42\n"),
    ("args", "the workflow declares no arguments\n"),
    // Running
    ("next", "#0 @3 [*] -> Prepare\n"),
    ("next 2", "#1 @8 Prepare -> Work\n"),
    ("until Work", "#1 @8 Prepare -> Work\n"),
    ("until if state == \"Work\"", "#1 @8 Prepare -> Work\n"),
    ("run Work -> Done", "#2 @13 Work -> Done\n"),
    ("run", "#3 @18 Done -> [*]  succeeded: the last decision was a success\n"),
    ("status", "#0 @0 before the start of small\n"),
    // Expressions
    ("print 1 + 1", "2\n"), ("= \"3\"", "\"3\"\n"), ("p null", "null\n"), ("p \"\"", "\"\"\n"),
    ("print/type 1.5", "double\n"), ("print/len \"abc\"", "3\n"),
    ("print/raw \"a\"", "a\n"), ("print/json {\"a\": [1]}", "{\"a\":[1]}\n"),
    ("eval tries < 3 with tries=5", "false\n"),
    ("eval --json 1 / 0", #"{"schema":1,"kind":"error","error":{"code":"division-by-zero""#),
    ("render \"n is {{ tries }}\"", "n is 0\n"),
    ("render \"n is {{ tries }}\" with tries=5", "n is 5\n"),
    ("render \"{{ tires }}\"", "\nundefined tires: did you mean 'tries'?\n"),
    ("render \"{{ tires | default: 1 }}\"", "1\n"),
    // Faults and stubs
    ("fail Work on 1-2", "fault 1: Work fails with injected on 1-2\n"),
    ("stub Work -> Done times 1", "stub 1: Work times 1 -> Done\n"),
    ("faults", "no faults\n"),
    // Session
    ("echo n is {{ tries }}", "n is 0\n"), ("version", "wfsh 0.1.0\n"),
    ("option mode list; vars", "tries|0|int|[set]\n"),
    (".mode json; status", #"{"schema":1,"kind":"status","workflow":"small","event":0,"#),
    ("live", "simulated\n"),
    ("option transitions 5; option transitions", "transitions = 5\n"),
    ("option handler-output 2M; option handler-output", "handler-output = 2097152\n"),
  ])
  func answers(_ line: String, _ expected: String) async {
    let answer = await shell().enter(line)
    #expect(
      expected.hasSuffix("\n") || expected.isEmpty
        ? answer == expected
        : answer.hasPrefix(expected), "\(answer)")
  }

  @Test(arguments: [
    ("goto Nowhere", "no state 'Nowhere' in workflow 'small'"),
    ("goto Wrok", "did you mean 'Work'?"),
    ("render {{ tries }}", "a template stands in quotes"), ("eval tries = 1", "write '=='"),
    ("eval tries =~ 'a'", "write x.matches('pattern')"), ("eval len('a')", "write size(x)"),
    ("eval [1].size", "write size(…)"),
    ("goto Elsewhere", "'info states' lists them"), ("why A -> B", "'info states' lists them"),
    ("source var.json", "did you mean 'vars.json'?"), ("unset nothing_here", "'vars' lists them"),
    ("live onn", "did you mean 'on'?"), (".mode jsn", "did you mean 'json'?"),
    ("watch tries", "not there yet"), ("place 9", "the run is at no state"),
    ("option depth 0", "it takes a number from 1 to 1000"),
    ("option expression-depth 300", "it takes a number from 1 to 256"),
    ("option dept 3", "did you mean 'depth'?"),
    ("option template-size 4; render \"{{ 'a' | append: 'bcdef' }}\"", "the limit 'template-size'"),
    ("option expression-depth 2; print 1 + 2 * (3 - 4)", "the limit 'expression-depth' (2)"),
    ("back", "there is nothing to go to"),
    ("delete 3", "no breakpoint '3'"),
    ("unset trise", "did you mean 'tries'?"),
    ("choose 1", "no exit is waiting to be chosen"),
    ("option mod json", "did you mean 'mode'?"),
    ("option mode jsno", "did you mean 'json'?"),
    ("why nothing", "there is no state and no variable 'nothing'"),
    ("why", "nothing has happened yet"),
    ("nofault 9", "no such fault"),
    ("print tires", "did you mean 'tries'?"),
    ("source nowhere.wfsh", "cannot read 'nowhere.wfsh'"),
    ("fail Prepare -> Work", "only the action of a state can fail yet"),
    ("help brek", "did you mean 'break'?"),
    ("stub Work -> Dnoe", "did you mean 'Done'?"),
    ("set trise=1", "did you mean 'tries'?"),
    ("print/len 3", "int has no length"),
    ("load smal", "did you mean 'small'?"),
  ])
  func refusals(_ line: String, _ part: String) async {
    let answer = await shell().enter(line)
    #expect(answer.contains(part), "\(answer)")
  }

  @Test func backAndForward() async {
    let shell = await shell("run")
    #expect(await shell.enter("back") == "#2 @13 Work -> Done\n")
    #expect(await shell.enter("back Prepare") == "#0 @3 [*] -> Prepare\n")
    #expect(await shell.enter("forward 3").hasPrefix("#3 @18 Done -> [*]  succeeded"))
    #expect(await shell.enter("@8") == "#1 @8 Prepare -> Work\n")
    #expect(await shell.enter("back 9").contains("there are only 2 stops to go"))
    #expect(await shell.enter("status") == "#1 @8 at Work\n")
  }

  @Test func displaysAreShownAtEveryStop() async {
    let shell = await shell("display tries", "display nothing")
    #expect(
      await shell.enter("next")
        == "#0 @3 [*] -> Prepare\n1: tries = 0  [set]\n2: nothing = no variable 'nothing'\n")
    _ = await shell.enter("undisplay")
    #expect(await shell.enter("next") == "#1 @8 Prepare -> Work\n")
  }

  @Test func breakpointsCountAndGo() async {
    let shell = await shell("break Work after 1", "fail Work on 1-2")
    #expect(await shell.enter("run").hasSuffix("(breakpoint 1, hit 2)\n"))
    #expect(await shell.enter("info breakpoints").contains("Work"))
    _ = await shell.enter("disable 1; tbreak Done")
    #expect(await shell.enter("continue").hasSuffix("Work -> Done  (breakpoint 2, hit 1)\n"))
    #expect(await shell.enter("delete 2").contains("no breakpoint '2'"))
  }

  @Test func whatIsSetBeforeTheStartOutlivesIt() async {
    let shell = await shell("run", "set tries=9", "run")
    #expect(await shell.enter("print tries") == "0  [set]\n")
  }

  @Test func stubsAnswerAndSayWhereValuesComeFrom() async {
    let shell = await shell(#"stub Prepare return {"place": "here"}"#, "run")
    #expect(await shell.enter("print Prepare.place") == "\"here\"  [stub]\n")
    #expect(await shell.enter("stubs --json").contains(#""used":1"#))
    _ = await shell.enter("unstub Prepare; run")
    #expect(await shell.enter("print Prepare.place").contains("[sim]"))
  }

  @Test func reloadKeepsWhatItCan() async {
    let shell = await shell("break Work", "fail Work on 1", "run", "set tries=2")
    let answer = await shell.enter("reload")
    #expect(answer == "small: 5 states, 9 transitions  (memory)\n")
    #expect(await shell.enter("print tries").hasPrefix("2"))
    #expect(await shell.enter("status").hasSuffix("at Work\n"))
    #expect(await shell.enter("faults").contains("on 1"))
    #expect(await shell.enter("info breakpoints").contains("Work"))
  }

  @Test func secretsAreNeverShown() async {
    let shell = await shell()
    for line in ["set secret=hunter22", "print secret", "vars", "run", "vars --json"] {
      let answer = await shell.enter(line)
      #expect(!answer.contains("hunter22"), "\(answer)")
    }
    #expect(await shell.enter("print secret") == "\"***\"  [set]\n")
  }

  @Test func aScriptCannotBecomeLiveInTheMiddle() async {
    let shell = TestShell([smallWorkflow()], isInteractive: false)
    let (output, status) = await shell.play("load small; live on")
    #expect(status == .commandFailed)
    #expect(output.contains("start it with --live"))
  }

  @Test func liveWithoutHandlersFailsAndNamesThePrompt() async {
    let shell = await shell("live on")
    let answer = await shell.enter("run; print Prepare.error.message")
    #expect(answer.contains("nothing serves the prompt 'prepare'"), "\(answer)")
  }
}
