/// How the shell behaves, apart from what it is doing.
package struct ShellSettings: Sendable {
  /// Whether a person sits before it: questions may be asked, stops are welcome.
  package var isInteractive = false
  /// Whether a batch goes on after a failed command.
  package var keepsGoing = false
  /// Whether scripts are read but not run.
  package var onlyChecks = false
  /// Whether each command is shown before it runs.
  package var echoes = false
  /// What each test begins with as answers to questions, by the name of the state that asks.
  package var answers: [String: [String]] = [:]

  package init() {}
}
