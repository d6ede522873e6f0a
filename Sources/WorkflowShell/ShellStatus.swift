/// What the process ends with.
package enum ShellStatus: Int32, Hashable, Sendable, CaseIterable, Comparable {
  /// All ran, all assertions held.
  case success = 0
  /// An assertion or a test failed, or a run ended failed and nothing was asserted after it.
  case failed = 1
  /// The command line or the script cannot be read.
  case usage = 2
  /// A command failed.
  case commandFailed = 3
  /// A workflow could not be loaded, or `check` found errors.
  case unloadable = 4
  case timedOut = 124
  /// SIGINT.
  case interrupted = 130
  /// SIGTERM.
  case terminated = 143

  /// Worse is greater: with `--keep-going` the worst one is what remains.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
