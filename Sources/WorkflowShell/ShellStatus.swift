/// What the process ends with.
package struct ShellStatus: RawRepresentable, Hashable, Sendable, Comparable {
  package var rawValue: Int32

  /// A number of the user's own, of `quit N`.
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// All ran, all assertions held.
  package static let success = ShellStatus(rawValue: 0)
  /// An assertion or a test failed, or a run ended failed and nothing was asserted after it.
  package static let failed = ShellStatus(rawValue: 1)
  /// The command line or the script cannot be read.
  package static let usage = ShellStatus(rawValue: 2)
  /// A command failed.
  package static let commandFailed = ShellStatus(rawValue: 3)
  /// A workflow could not be loaded, or `check` found errors.
  package static let unloadable = ShellStatus(rawValue: 4)
  package static let timedOut = ShellStatus(rawValue: 124)
  /// SIGINT.
  package static let interrupted = ShellStatus(rawValue: 130)
  /// SIGTERM.
  package static let terminated = ShellStatus(rawValue: 143)

  /// Worse is greater: with `--keep-going` the worst one is what remains.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
