#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A moment, exact to the nanosecond.
package struct Timestamp: Hashable, Sendable, Comparable, Codable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  package let seconds: Int64
  /// The rest, 0..<1_000_000_000.
  package let nanoseconds: Int32

  /// - Parameter nanoseconds: any number; whole seconds in it are carried over.
  package init(seconds: Int64, nanoseconds: Int64 = 0) {
    var carry = nanoseconds / 1_000_000_000
    var rest = nanoseconds % 1_000_000_000
    if rest < 0 {
      rest += 1_000_000_000
      carry -= 1
    }
    self.seconds = seconds &+ carry
    self.nanoseconds = Int32(rest)
  }

  /// The moment at which it is called, by the system's clock.
  package static func current() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }

  package static let epoch = Timestamp(seconds: 0)

  /// 0001-01-01T00:00:00Z
  package static let earliest = Timestamp(seconds: -62_135_596_800)
  /// 9999-12-31T23:59:59.999999999Z
  package static let latest = Timestamp(seconds: 253_402_300_799, nanoseconds: 999_999_999)

  /// Whether the year is one of 1 to 9999, which RFC 3339 can write.
  package var isInRange: Bool { self >= .earliest && self <= .latest }

  package static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The moment `span` later; nil outside the years 1 to 9999.
  package func adding(_ span: TimeSpan) -> Timestamp? {
    let moment = Timestamp(
      seconds: seconds + span.nanoseconds / 1_000_000_000,
      nanoseconds: Int64(nanoseconds) + span.nanoseconds % 1_000_000_000)
    return moment.isInRange ? moment : nil
  }

  /// The time since `other`; nil when it is longer than a `TimeSpan` holds.
  package func since(_ other: Timestamp) -> TimeSpan? {
    TimeSpan(
      seconds: seconds - other.seconds, nanoseconds: Int64(nanoseconds) - Int64(other.nanoseconds))
  }
}

extension Timestamp: CustomStringConvertible {
  /// Reads RFC 3339: `2026-11-22T15:45:00Z`, with a fraction or an offset such as `+01:00`.
  ///
  /// Nil for other texts, for days that are not in the calendar, and outside the years 1 to 9999.
  package init?(_ text: String) {
    var reader = FixedReader(bytes: Array(text.utf8))
    guard
      let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"),
      let day = reader.number(digits: 2), reader.take("T") || reader.take("t"),
      let hour = reader.number(digits: 2), reader.take(":"),
      let minute = reader.number(digits: 2), reader.take(":"),
      let second = reader.number(digits: 2),
      (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: year),
      hour <= 23, minute <= 59, second <= 59
    else { return nil }
    var nanoseconds: Int64 = 0
    if reader.take(".") {
      guard let fraction = reader.fraction() else { return nil }
      nanoseconds = fraction
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset)
    self.init(seconds: seconds, nanoseconds: nanoseconds)
    guard isInRange else { return nil }
  }

  /// RFC 3339 in UTC, with as many digits of the fraction as it needs.
  package var description: String {
    let clock = CivilTime(secondsSinceEpoch: seconds)
    var text = ""
    text += Self.padded(clock.date.year, 4) + "-" + Self.padded(clock.date.month, 2)
    text += "-" + Self.padded(clock.date.day, 2) + "T" + Self.padded(clock.hour, 2)
    text += ":" + Self.padded(clock.minute, 2) + ":" + Self.padded(clock.second, 2)
    if nanoseconds > 0 {
      text += TimeSpan.decimal(UInt64(nanoseconds), unit: 1_000_000_000).dropFirst()
    }
    return text + "Z"
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Reads the pieces of RFC 3339 off the front.
  private struct FixedReader {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
      index += 1
      return true
    }

    mutating func number(digits: Int) -> Int? {
      guard index + digits <= bytes.count else { return nil }
      var result = 0
      for _ in 0..<digits {
        guard let digit = bytes[index].decimalDigit else { return nil }
        result = result * 10 + Int(digit)
        index += 1
      }
      return result
    }

    /// Digits behind the point, in nanoseconds; what is finer is cut off.
    mutating func fraction() -> Int64? {
      var result: Int64 = 0
      var unit: Int64 = 100_000_000
      let start = index
      while index < bytes.count, let digit = bytes[index].decimalDigit {
        result += Int64(digit) * unit
        unit /= 10
        index += 1
      }
      return index > start ? result : nil
    }

    /// `Z` or `+01:00`, in seconds east of Greenwich.
    mutating func offset() -> Int? {
      if take("Z") || take("z") { return 0 }
      let isEast = take("+")
      guard isEast || take("-"), let hours = number(digits: 2), take(":"),
        let minutes = number(digits: 2), hours <= 23, minutes <= 59
      else { return nil }
      return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
  }
}
