#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The processes that a handler's process leads: itself and what it started.
struct ProcessGroup: Sendable {
  var leader: pid_t

  /// Sends a signal to all of them; false when there are none.
  @discardableResult
  func send(_ signal: Int32) -> Bool { kill(-leader, signal) == 0 }

  /// Asks all of them to end, and ends them after `grace` unless the task is cancelled.
  func beginEnding(within grace: Duration) -> Task<Void, any Error> {
    send(SIGTERM)
    return Task {
      try await Task.sleep(for: grace)
      send(SIGKILL)
    }
  }

  /// Waits until those that outlived their leader are gone, and ends them after `grace`.
  ///
  /// Not cut short by cancelling the task. The number of a group is not given to another while
  /// one of its processes is there.
  func end(within grace: Duration) async {
    await Task {
      let deadline = ContinuousClock.now + grace
      while hasLiving {
        guard ContinuousClock.now < deadline else {
          send(SIGKILL)
          return
        }
        try? await Task.sleep(for: .milliseconds(20))
      }
    }.value
  }

  /// Whether one of them still runs.
  ///
  /// In a container whose first process reaps nobody, the dead stay in their group for ever and
  /// answer signals; where there is a `/proc` it is asked for the living.
  private var hasLiving: Bool {
    guard send(0) else { return false }
    guard let folder = opendir("/proc") else { return true }
    defer { closedir(folder) }
    var isListed = false
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let number = pid_t(name), let (state, group) = Self.status(of: number) else { continue }
      isListed = true
      if group == leader, state != "Z", state != "X" { return true }
    }
    return !isListed
  }

  /// State and group of a process, from the third and fifth field of `/proc/N/stat`; the second,
  /// the program's name in parentheses, may hold anything.
  private static func status(of process: pid_t) -> (state: Substring, group: pid_t)? {
    let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = read(file, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    guard let name = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: name)...].split(separator: " ")
    guard fields.count > 2, let group = pid_t(fields[2]) else { return nil }
    return (fields[0], group)
  }
}
