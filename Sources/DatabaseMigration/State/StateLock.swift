import JSONText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The lock of a database's state folder, held as long as the value lives.
///
/// It is a kernel lock on a file of its own, never on the database, so that it is free the moment its
/// holder is gone, however it went.
final class StateLock {
  enum Mode { case shared, exclusive }

  private let descriptor: Int32
  private let mode: Mode

  private init(descriptor: Int32, mode: Mode) {
    self.descriptor = descriptor
    self.mode = mode
  }

  deinit {
    if mode == .exclusive { ftruncate(descriptor, 0) }
    close(descriptor)
  }

  /// Waits for the lock.
  ///
  /// - Parameter holder: what others are told of who holds it.
  /// - Throws: `locked` when it is still held after `wait` seconds.
  static func take(
    _ state: StateFolder, _ mode: Mode, wait: Double, holder: JSONObject,
    interruption: Interruption
  ) throws -> StateLock {
    let descriptor = open(state.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Files.failure("open", state.lock) }
    let operation = (mode == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB
    let end = ContinuousClock.now + .seconds(wait)
    while flock(descriptor, operation) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let error = Files.failure("lock", state.lock)
        close(descriptor)
        throw error
      }
      if let cause = interruption.cause {
        close(descriptor)
        throw Interruption.error(cause)
      }
      if ContinuousClock.now >= end {
        close(descriptor)
        throw locked(state, wait: wait)
      }
      Pause.milliseconds(20)
    }
    let lock = StateLock(descriptor: descriptor, mode: mode)
    if mode == .exclusive {
      ftruncate(descriptor, 0)
      try? Files.writeAll(
        Array(JSONWriter().write(.object(holder)).utf8), to: descriptor, name: state.lock)
    }
    return lock
  }

  private static func locked(_ state: StateFolder, wait: Double) -> MigrationError {
    var who = "another migration"
    var details: JSONObject = [:]
    if let bytes = try? Files.read(state.lock, limit: 4096),
      let holder = try? JSONReader.read(bytes).objectValue
    {
      details["holder"] = .object(holder)
      let pid = holder["pid"]?.intValue.map { "process \($0)" } ?? "another process"
      let run = holder["run_id"]?.stringValue.map { " of run \($0)" } ?? ""
      let host = holder["host"]?.stringValue.map { " on \($0)" } ?? ""
      who = pid + run + host
    }
    return MigrationError(
      .lock, "locked", "\(who) is at work on this database; waited \(wait) s",
      hint: "wait for it to end, or raise lock_wait", details: details)
  }
}
