#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A program that is run to its end with our own streams and working folder.
package enum ChildProgram {
  /// - Parameter resultsToErrors: sends its standard output to our standard error.
  /// - Returns: its exit status, 128 plus the signal that ended it, or 127 when it cannot be
  ///   started.
  package static func run(
    _ command: [String], environment: [String: String], resultsToErrors: Bool = false
  ) -> Int32 {
    let arguments = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if resultsToErrors { posix_spawn_file_actions_adddup2(&actions, 2, 1) }
    var child: pid_t = 0
    guard posix_spawn(&child, command[0], &actions, nil, arguments, variables) == 0 else {
      return 127
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      if errno != EINTR { return 127 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
