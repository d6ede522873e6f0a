#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How long to go on reading from a pipe whose writer may be gone.
///
/// What a process printed before its end is still in the pipe and must be read; but a grandchild
/// that inherited the pipe could print for ever. No more can be left than a pipe holds.
struct Drain {
  /// The largest pipe an ordinary user gets on Linux; those of other systems are smaller.
  private static let largestPipe = 1 << 20

  private let process: pid_t
  private var left: Int?

  init(of process: pid_t) { self.process = process }

  /// Whether to read on, after `count` bytes were read.
  mutating func goesOn(after count: Int) -> Bool {
    if let left {
      self.left = left - count
      return left > count
    }
    if hasEnded { left = Self.largestPipe }
    return true
  }

  /// Whether the process is over, though nobody has asked for its status yet.
  private var hasEnded: Bool {
    var info = siginfo_t()
    let answer = waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT)
    return answer != 0 || info.si_signo == SIGCHLD
  }
}
