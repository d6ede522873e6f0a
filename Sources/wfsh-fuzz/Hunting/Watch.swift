internal import Synchronization
internal import ToolSupport

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ends the process when an input takes too much processor time or memory.
final class Watch: Sendable {
  static let hangStatus: Int32 = 75
  static let memoryStatus: Int32 = 76

  private let seconds: Double
  private let memory: Int
  /// Inputs begun; odd while one runs: two steps an input.
  private let steps = Atomic<Int>(0)

  init(seconds: Double, memory: Int) {
    self.seconds = seconds
    self.memory = memory
  }

  func begin() { steps.add(1, ordering: .relaxed) }
  func end() { steps.add(1, ordering: .relaxed) }

  /// Looks every few milliseconds; the process's end is the thread's that works.
  func keep() -> Never {
    var seen = -1
    var begun = 0.0
    var wall = Stopwatch()
    while true {
      usleep(20_000)
      let now = steps.load(ordering: .relaxed)
      if now != seen {
        seen = now
        begun = Stopwatch.processorSeconds
        wall = Stopwatch()
      } else if now % 2 == 1 {
        let used = Stopwatch.processorSeconds - begun
        // Waiting for something takes no processor time, and is a hang all the same.
        if used > seconds || wall.seconds > 60 * seconds {
          complain("hang: more than \(seconds) s for one input")
          _exit(Self.hangStatus)
        }
      }
      if Self.memoryInUse > memory {
        complain("memory: more than \(memory >> 20) MB")
        _exit(Self.memoryStatus)
      }
    }
  }

  /// The most memory the process has had, in bytes.
  private static var memoryInUse: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) << 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}
