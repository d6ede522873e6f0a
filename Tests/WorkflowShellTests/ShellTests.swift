import Testing
import WorkflowShell
import WorkflowSource
import WorkflowTestSupport

/// Batch rules and exit codes (the table of `help batch`).
@Suite struct ShellTests {
  private func play(
    _ script: String, keepsGoing: Bool = false, files: [String: String] = [:]
  ) async -> (output: String, status: ShellStatus) {
    let shell = TestShell([smallWorkflow()], isInteractive: false, files: files)
    shell.shell.settings.keepsGoing = keepsGoing
    return await shell.play(script)
  }

  private static let recovers = "load small; set tries=0; fail Work; run"

  @Test(arguments: [
    ("load small; run; expect end", ShellStatus.success),
    ("", .success),
    // An assertion or a test fails, or a run ends failed and nobody looks.
    ("load small; run; assert 1 == 2", .failed),
    ("load small; run; expect path Prepare", .failed),
    (recovers, .failed),
    ("test \"nothing asserted\" { print 1 }", .failed),
    ("load small; test \"unused\" { fail Broken; run; expect end }", .failed),
    // The script cannot be read, so none of it runs.
    ("load nowhere; brek", .usage),
    // A command fails.
    ("run", .commandFailed),
    ("load small; goto Nowhere", .commandFailed),
    ("load small; break Work; run", .commandFailed),
    ("load small; print nothing", .commandFailed),
    // A workflow cannot be loaded.
    ("load nowhere", .unloadable),
  ])
  func exitCodes(_ script: String, _ expected: ShellStatus) async {
    let (output, status) = await play(script)
    #expect(status == expected, "\(output)")
  }

  @Test(arguments: [
    "\(recovers); expect result failed", "\(recovers); expect visited Broken",
    "\(recovers); assert tries == 3", "\(recovers); refute expect result succeeded",
  ])
  func anAssertionAfterAFailedRunClaimsIt(_ script: String) async {
    let (output, status) = await play(script)
    #expect(status == .success, "\(output)")
  }

  @Test func theWholeScriptIsReadBeforeItsFirstLineRuns() async {
    let (output, status) = await play("echo hello\nbrek A\nlist --rwa")
    #expect(status == .usage)
    #expect(
      output == """
        test.wfsh:2:1: error: no command 'brek'
           2 | brek A
             | ^~~~ did you mean 'break'?
        test.wfsh:3:6: error: 'list' has no option '--rwa'
           3 | list --rwa
             |      ^~~~~ did you mean '--raw'?

        """)
  }

  @Test func theFirstFailureEndsAScript() async {
    let (output, status) = await play("print 1\nprint x\nprint 2")
    #expect(status == .commandFailed)
    #expect(
      output == """
        1
        test.wfsh:2:7: error: no variable 'x'
           2 | print x
             |       ^

        """)
  }

  @Test func keepingGoingEndsWithTheWorst() async {
    let (output, status) = await play("assert false; load nowhere; print 2", keepsGoing: true)
    #expect(status == .unloadable)
    #expect(output.hasSuffix("2\n"))
  }

  @Test func unknownStatesAreSuggested() async {
    let (output, _) = await play("load small\nbreak Wrok if tries > 2")
    #expect(
      output == """
        small: 5 states, 9 transitions  (memory)
        test.wfsh:2:7: error: no state 'Wrok' in workflow 'small'
           2 | break Wrok if tries > 2
             |       ^~~~ did you mean 'Work'?

        """)
  }

  @Test func aBreakpointWithCommandsIsNoError() async {
    let (output, status) = await play(
      "load small; break Work; commands 1 { print $state; continue }; run; expect end")
    #expect(status == .success, "\(output)")
    #expect(output.contains("\"Work\""))
  }

  @Test func testsAreFreshAndCounted() async {
    let (output, status) = await play(
      """
      load small
      set tries=0
      fail Prepare
      setup { set tries=5 }
      test "one" { run; expect result succeeded; assert tries == 5 }
      test "two" { fail Work on 1; run; expect visited Broken }
      test "three" skip unless 1 > 2 { run }
      """)
    #expect(status == .success, "\(output)")
    #expect(output.contains("ok      one\n"))
    #expect(output.hasSuffix("3 tests: 2 passed, 1 skipped\n"))
  }

  @Test func aFailedTestTellsWhatWasAndEndsTheScript() async {
    let (output, status) = await play(
      "load small\ntest \"t\" {\n  run\n  expect state Work\n}\necho never")
    #expect(status == .failed)
    #expect(output.contains("test.wfsh:4:16: error: expected the run at Work, it is at its end"))
    #expect(output.contains("FAILED  t\n"))
    #expect(!output.contains("never"))
  }

  @Test func scriptsTakeArgumentsAndCallOthers() async {
    let (output, status) = await play(
      "source other.wfsh small 7", files: ["other.wfsh": "load $1; print $2; print $nothing"])
    #expect(status == .commandFailed)
    #expect(output.contains("\"7\"\n"))
    #expect(output.contains("other.wfsh:1:26: error: no variable '$nothing'"))
  }

  @Test func resultsMayGoToAFile() async {
    let files = MemoryFiles()
    let captured = CapturedOutput()
    let shell = Shell(
      services: ShellServices(loader: MemoryLoader([]), makeSession: { TestShell.session($0, $1) }),
      output: Output(to: captured), files: files)
    _ = await shell.run(
      SourceText(name: "t", text: "print 1 !> out.txt; print 2 !>> out.txt; print 3"))
    #expect(files["out.txt"] == "1\n2\n")
    #expect(captured.results == "3\n")
  }

  @Test func aWarningIsToldOnce() async {
    let (output, _) = await play("load small; fail Prepare; run; run; expect result failed")
    #expect(output.split(separator: "\n").count { $0.contains("'target' has no value") } == 1)
  }

  @Test func quitEndsWithItsNumber() async {
    let shell = TestShell()
    let (output, status) = await shell.play("quit 7; echo never")
    #expect(status.rawValue == 7)
    #expect(output.isEmpty)
  }
}
