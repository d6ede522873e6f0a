#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Points in time as text, in UTC.
enum UTCTime {
  /// Seconds since 1970.
  static var seconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// `2026-11-22T15:45:00.123Z`
  static var now: String {
    let now = seconds
    let parts = fields(of: now)
    let thousandths = Int((now - now.rounded(.down)) * 1000)
    return "\(parts.date("-"))T\(parts.time(":")).\(padded(thousandths, 3))Z"
  }

  /// `20261122T154500Z`
  static var compact: String {
    let parts = fields(of: seconds)
    return "\(parts.date(""))T\(parts.time(""))Z"
  }

  private struct Fields {
    var parts: tm

    func date(_ separator: String) -> String {
      [
        padded(Int(parts.tm_year) + 1900, 4), padded(Int(parts.tm_mon) + 1, 2),
        padded(Int(parts.tm_mday), 2),
      ].joined(separator: separator)
    }

    func time(_ separator: String) -> String {
      [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
        .joined(separator: separator)
    }
  }

  private static func fields(of seconds: Double) -> Fields {
    var whole = time_t(seconds)
    var parts = tm()
    gmtime_r(&whole, &parts)
    return Fields(parts: parts)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
