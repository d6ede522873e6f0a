import Testing
import WorkflowTestSupport

@testable import WorkflowShell

@Suite struct OutputExpectationTests {
  @Test(arguments: [
    ("a b", "a b", true), ("a b", "a  b", false), ("a* (glob)", "abc", true),
    ("a* (glob)", "xabc", false), ("[0-9]+ ms (re)", "17 ms", true),
    ("[0-9]+ (re)", "17 ms", false), ("at <ignore> end", "at 12:00 end", true),
    ("<ignore>", "", true), ("a<ignore>b<ignore>c", "a1b2c", true),
    ("a<ignore>b<ignore>c", "a1c2b", false), ("( (re)", "(", false),
  ])
  func fits(_ wanted: String, _ found: String, _ expected: Bool) {
    #expect(OutputExpectation.fits(wanted, found) == expected)
  }

  @Test(arguments: [
    ("load small; print 1\nexpect <<END\n1\nEND", ShellStatus.success),
    ("load small\nvars\nexpect <<END\nno variables\nEND\n", .success),
    ("print 1\nexpect <<END\n2\nEND", .failed),
    ("print 1\nexpect <<END\n1\n2\nEND", .failed),
    ("print 1\nexpect <<END\nEND", .failed),
    ("test \"x\" {\n  print \"a\"\n  expect <<END\n  \"a\"\n  END\n}", .success),
  ])
  func comparesWithTheCommandBefore(_ script: String, _ expected: ShellStatus) async {
    let shell = TestShell([smallWorkflow()], isInteractive: false)
    let (output, status) = await shell.play(script)
    #expect(status == expected, "\(output)")
  }
}
