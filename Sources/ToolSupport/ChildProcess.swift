#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A program that runs beside this one.
package struct ChildProcess {
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It could not be started; the system's reason.
    case notStarted(Int32)
  }

  private var process: pid_t = -1
  private var failure: Int32 = 0

  /// Starts `command[0]`, which is a path.
  ///
  /// - Parameters:
  ///   - input: the file that becomes its standard input.
  ///   - output: the file that takes its standard output, written anew; nil throws it away.
  ///   - errors: likewise for standard error.
  ///   - extra: variables added to this process's own.
  package init(
    _ command: [String], input: String = "/dev/null", output: String? = nil,
    errors: String? = nil, environment extra: [String: String] = [:]
  ) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for (descriptor, path) in [(Int32(1), output), (2, errors)] {
      let flags = O_WRONLY | (path == nil ? 0 : O_CREAT | O_TRUNC)
      posix_spawn_file_actions_addopen(&actions, descriptor, path ?? "/dev/null", flags, 0o666)
    }
    let arguments = command.map { strdup($0) } + [nil]
    let variables = Self.variables(with: extra).map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    failure = posix_spawn(&process, command[0], &actions, nil, arguments, variables)
  }

  /// Waits until it has ended.
  package func wait() -> End {
    guard failure == 0 else { return .notStarted(failure) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  /// The path of a program on PATH; nil when there is none.
  package static func find(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  private static func variables(with extra: [String: String]) -> [String] {
    var variables: [String] = []
    var next = environ
    while let text = next.pointee {
      let pair = String(cString: text)
      if extra[String(pair.prefix { $0 != "=" })] == nil { variables.append(pair) }
      next += 1
    }
    return variables + extra.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
