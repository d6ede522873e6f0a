/// A length of time, exact to the nanosecond, up to about 292 years either way.
package struct TimeSpan: Hashable, Sendable, Comparable, Codable {
  /// The whole length in nanoseconds.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Nil when the length does not fit.
  package init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let (whole, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow) = whole.addingReportingOverflow(nanoseconds)
    guard !tooLong, !overflow else { return nil }
    self.nanoseconds = sum
  }

  package static let zero = TimeSpan(nanoseconds: 0)

  /// The length in seconds, as near as a double comes.
  package var seconds: Double { Double(nanoseconds) / 1e9 }

  package static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension TimeSpan: CustomStringConvertible {
  /// Reads `1h30m`, `250ms`, `1.5s`, `-2m`, `0`: numbers with the units `h m s ms us µs ns`.
  ///
  /// - Parameter days: also takes `d`, a day of 24 hours, which CEL does not know.
  package init?(_ text: String, days: Bool = false) {
    let bytes = Array(text.utf8)
    var index = 0
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      index = 1
    }
    if bytes.count == index + 1, bytes[index] == UInt8(ascii: "0") {
      self = .zero
      return
    }
    guard index < bytes.count else { return nil }
    var total: Int64 = 0
    while index < bytes.count {
      guard
        let part = Self.part(of: bytes, at: &index, days: days),
        case let (sum, overflow) = total.addingReportingOverflow(isNegative ? -part : part),
        !overflow
      else { return nil }
      total = sum
    }
    nanoseconds = total
  }

  /// One number with its unit, in nanoseconds.
  private static func part(of bytes: [UInt8], at index: inout Int, days: Bool) -> Int64? {
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var fractionUnit: Double = 1
    var digits = 0
    while index < bytes.count, let digit = bytes[index].decimalDigit {
      let (tens, first) = whole.multipliedReportingOverflow(by: 10)
      let (sum, second) = tens.addingReportingOverflow(Int64(digit))
      guard !first, !second else { return nil }
      whole = sum
      digits += 1
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < bytes.count, let digit = bytes[index].decimalDigit {
        if fractionUnit < 1e17 {
          fraction = fraction * 10 + Int64(digit)
          fractionUnit *= 10
        }
        digits += 1
        index += 1
      }
    }
    guard digits > 0 else { return nil }
    let start = index
    while index < bytes.count, bytes[index].decimalDigit == nil, bytes[index] != UInt8(ascii: ".") {
      index += 1
    }
    guard let unit = unit(bytes[start..<index], days: days) else { return nil }
    let (product, tooLong) = whole.multipliedReportingOverflow(by: unit)
    let rest = fraction == 0 ? 0 : Int64(Double(fraction) * (Double(unit) / fractionUnit))
    let (sum, overflow) = product.addingReportingOverflow(rest)
    return tooLong || overflow ? nil : sum
  }

  private static func unit(_ letters: ArraySlice<UInt8>, days: Bool) -> Int64? {
    switch String(decoding: letters, as: UTF8.self) {
    case "ns": 1
    case "us", "\u{B5}s", "\u{3BC}s": 1000
    case "ms": 1_000_000
    case "s": 1_000_000_000
    case "m": 60_000_000_000
    case "h": 3_600_000_000_000
    case "d": days ? 86_400_000_000_000 : nil
    default: nil
    }
  }

  /// As people write it: `1h30m`, `1m30s`, `2.5s`, `250ms`, `0s`.
  package var description: String {
    if nanoseconds == 0 { return "0s" }
    let sign = nanoseconds < 0 ? "-" : ""
    let length = nanoseconds.magnitude
    if length < 1000 { return "\(sign)\(length)ns" }
    if length < 1_000_000 { return sign + Self.decimal(length, unit: 1000) + "us" }
    if length < 1_000_000_000 { return sign + Self.decimal(length, unit: 1_000_000) + "ms" }
    let hours = length / 3_600_000_000_000
    let minutes = length / 60_000_000_000 % 60
    let rest = length % 60_000_000_000
    return sign + (hours > 0 ? "\(hours)h" : "") + (minutes > 0 ? "\(minutes)m" : "")
      + (rest > 0 ? Self.decimal(rest, unit: 1_000_000_000) + "s" : "")
  }

  /// In seconds only, as CEL and JSON write it: `5400s`, `0.25s`.
  package var secondsText: String {
    (nanoseconds < 0 ? "-" : "") + Self.decimal(nanoseconds.magnitude, unit: 1_000_000_000) + "s"
  }

  /// `amount / unit`, exactly, without trailing zeros; `unit` is a power of ten.
  static func decimal(_ amount: UInt64, unit: UInt64) -> String {
    let rest = amount % unit
    if rest == 0 { return String(amount / unit) }
    let digits = String(rest)
    let zeros = String(repeating: "0", count: String(unit).count - 1 - digits.count)
    var fraction = zeros + digits
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(amount / unit).\(fraction)"
  }
}

extension UInt8 {
  /// The worth of a decimal digit; nil for every other byte.
  var decimalDigit: UInt8? {
    let digit = self &- UInt8(ascii: "0")
    return digit < 10 ? digit : nil
  }
}
