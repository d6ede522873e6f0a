#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that is started, fed and waited for.
enum ChildProcess {
  /// Runs a program to its end; what it prints goes to standard error.
  ///
  /// - Parameters:
  ///   - words: the program, looked up in PATH, and its arguments; no shell has a part in it.
  ///   - seconds: after which it is killed.
  /// - Returns: its exit status; 128 and the signal's number when a signal ended it.
  static func run(
    _ words: [String], input: String, environment: [String: String], seconds: Double,
    interruption: Interruption
  ) throws -> Int32 {
    let source = try unlinkedFile(with: input)
    defer { close(source) }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, source, 0)
    posix_spawn_file_actions_adddup2(&actions, 2, 1)
    // This process ignores some signals; the child shall not.
    #if canImport(Glibc)
      var attributes = posix_spawnattr_t()
    #else
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process = pid_t()
    let result = posix_spawnp(&process, words[0], &actions, &attributes, arguments, variables)
    guard result == 0 else { throw Files.failure("start", words[0], errno: result) }
    return try wait(for: process, words[0], seconds: seconds, interruption)
  }

  private static func unlinkedFile(with text: String) throws -> Int32 {
    var template = Array("/tmp/.wfsh-db-input-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw Files.failure("make a file in", "/tmp") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    template.withUnsafeBufferPointer { buffer in
      if let path = buffer.baseAddress { _ = unlink(path) }
    }
    try Files.writeAll(Array(text.utf8), to: descriptor, name: "input")
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  private static func wait(
    for process: pid_t, _ name: String, seconds: Double, _ interruption: Interruption
  ) throws -> Int32 {
    let end = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now > end || interruption.cause != nil {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw MigrationError(.unknown, "command", "'\(name)' took too long and was stopped")
      }
      Pause.milliseconds(10)
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
