internal import Synchronization

/// A time zone: what clocks show at a place.
package enum Zone: Hashable, Sendable {
  /// Always so many seconds ahead of UTC.
  case fixed(seconds: Int, name: String)
  case ruled(ZoneRules)

  package static let utc = Zone.fixed(seconds: 0, name: "UTC")

  /// How far clocks are ahead of UTC, and what that time is called.
  package struct Offset: Hashable, Sendable {
    package var seconds: Int
    package var name: String
    package var isDaylightSaving: Bool

    package init(seconds: Int, name: String, isDaylightSaving: Bool = false) {
      self.seconds = seconds
      self.name = name
      self.isDaylightSaving = isDaylightSaving
    }
  }

  /// The zone of a name of the tz database (`Europe/Berlin`), `UTC`, or an offset such as
  /// `+05:30`, `-8:00`, `02:30`; nil when there is none.
  package static func named(_ name: String) -> Zone? {
    if name.isEmpty { return nil }
    if name == "UTC" || name == "Z" || name == "GMT" { return .fixed(seconds: 0, name: name) }
    if let seconds = seconds(ofOffset: name) { return .fixed(seconds: seconds, name: "") }
    if let known = cache.withLock({ $0[name] }) { return known.map(Zone.ruled) }
    let rules = ZoneDatabase.rules(named: name)
    cache.withLock { table in
      // Only names that a workflow wrote come here; still, the table must not grow without end.
      if table.count >= 256 { table.removeAll() }
      table[name] = .some(rules)
    }
    return rules.map(Zone.ruled)
  }

  private static let cache = Mutex<[String: ZoneRules?]>([:])

  /// What holds at an instant, in seconds since 1970 in UTC.
  package func offset(at seconds: Int64) -> Offset {
    switch self {
    case .fixed(let offset, let name): Offset(seconds: offset, name: name)
    case .ruled(let rules): rules.offset(at: seconds)
    }
  }

  /// The instant at which clocks show a local time, given as if it were UTC.
  ///
  /// A time that comes twice is taken as the first one, one that is skipped as if clocks had not
  /// been changed.
  package func instant(ofLocal local: Int64) -> Int64 {
    let before = local - Int64(offset(at: local - 86_400).seconds)
    if Int64(offset(at: before).seconds) == local - before { return before }
    let after = local - Int64(offset(at: local + 86_400).seconds)
    if Int64(offset(at: after).seconds) == local - after { return after }
    return before
  }

  /// Seconds of `±HH:MM`, `±H:MM`, `±HHMM`, the sign of the colon forms optional.
  private static func seconds(ofOffset text: String) -> Int? {
    var bytes = Array(text.utf8)[...]
    var sign = 1
    var isSigned = false
    if let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      isSigned = true
      bytes = bytes.dropFirst()
    }
    var numbers = [0]
    var digits = [0]
    for byte in bytes {
      if byte == UInt8(ascii: ":"), numbers.count == 1 {
        numbers.append(0)
        digits.append(0)
        continue
      }
      guard (0x30...0x39).contains(byte), digits[digits.count - 1] < 4 else { return nil }
      numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte) - 0x30
      digits[digits.count - 1] += 1
    }
    let hours: Int
    let minutes: Int
    switch digits {
    case [1, 2], [2, 2]: (hours, minutes) = (numbers[0], numbers[1])
    case [4] where isSigned: (hours, minutes) = (numbers[0] / 100, numbers[0] % 100)
    default: return nil
    }
    guard hours <= 23, minutes <= 59 else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }
}
