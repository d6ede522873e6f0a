internal import Synchronization
internal import WorkflowShell

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The process's own standard output and standard error.
///
/// Results are kept back until a diagnostic, a flush, or enough of them come, so that a long
/// listing costs few writes and both streams stay in order.
package final class StandardStreams: OutputSink {
  package private(set) var isClosed = false
  /// Why results could not be written, where it is more than that nobody reads them: a full disk.
  package private(set) var failure: String?
  private var pending: [UInt8] = []
  /// For terminals and for runs that somebody watches.
  package var flushesEachLine: Bool
  private static let enough = 1 << 16

  package init(flushesEachLine: Bool) {
    self.flushesEachLine = flushesEachLine
    // A closed pipe shows as EPIPE where it is written to, not as the end of the process.
    signal(SIGPIPE, SIG_IGN)
  }

  package func writeResult(_ text: String) {
    pending += text.utf8
    if flushesEachLine || pending.count >= Self.enough { flush() }
  }

  package func writeDiagnostic(_ text: String) {
    flush()
    _ = Self.write(Array(text.utf8), to: 2)
  }

  /// Writes what was kept back.
  package func flush() {
    guard !pending.isEmpty else { return }
    if !isClosed, !Self.write(pending, to: 1) {
      isClosed = true
      if errno != EPIPE { failure = String(cString: strerror(errno)) }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// False when it cannot be written; `errno` says why.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeOnce(descriptor, $0) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private static func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
