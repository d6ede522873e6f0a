#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Time that passed since a moment.
package struct Stopwatch: Sendable {
  private let start: Int

  package init() { start = Self.nanoseconds(CLOCK_MONOTONIC) }

  package var nanoseconds: Int { Self.nanoseconds(CLOCK_MONOTONIC) - start }
  package var seconds: Double { Double(nanoseconds) / 1e9 }

  /// The time all threads of this process have computed.
  package static var processorNanoseconds: Int { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }
  package static var processorSeconds: Double { Double(processorNanoseconds) / 1e9 }

  private static func nanoseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
