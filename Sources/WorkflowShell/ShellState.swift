package import WorkflowLanguage
package import WorkflowSource

/// What the shell remembers from one command to the next, beside the debugging session.
package struct ShellState {
  /// `$1…`.
  package var arguments: [String] = []
  /// `let x = …`, without the dollar.
  package var variables: [String: Value] = [:]
  /// The value `print` or `eval` showed last: `$_`.
  package var lastValue: Value?
  /// The worst that has happened, and what the process should end with.
  package var status = ShellStatus.success
  package var wantsToQuit = false
  /// What `quit N` asked for.
  package var exitStatus: ShellStatus?
  /// The first run that ended failed and after which nothing has been asserted.
  package var unclaimedFailure: UnclaimedFailure?
  package var tests = TestTally()
  package var test: RunningTest?
  package var setup: Block?
  package var teardown: Block?
  package var displays: [Display] = []
  package var nextDisplay = 1
  /// What to run at a breakpoint, by its number.
  package var breakpointCommands: [Int: Block] = [:]
  /// The command that an empty line repeats.
  package var repeatable: Statement?
  /// How deep scripts call each other.
  package var sourceDepth = 0
  /// The number of the breakpoint the run stopped at last: `$bp`.
  package var lastBreakpoint: Int?

  package init() {}

  /// A run that ended failed.
  package struct UnclaimedFailure {
    package var reason: String
    /// The command that ran it.
    package var range: SourceRange
    package var source: SourceText
  }

  /// An expression shown at every stop.
  package struct Display {
    package var number: Int
    package var expression: CompiledExpression
  }

  /// The test whose block is running.
  package struct RunningTest {
    package var name: String
    package var assertions = 0
    /// Stubs and faults that have fired in any run of the test.
    package var fired: Set<Int> = []
  }

  package struct TestTally {
    package var passed = 0
    package var failed = 0
    package var skipped = 0
    package var total: Int { passed + failed + skipped }
  }
}
