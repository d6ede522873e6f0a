/// The yearly rule that a zone follows: the `TZ` string of POSIX, such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRecurrence: Hashable, Sendable {
  private enum Day: Hashable {
    /// Day of the year from 1, the leap day never counted.
    case julian(Int)
    /// Day of the year from 0, the leap day counted.
    case zeroBased(Int)
    /// Weekday (0 Sunday) of week 1 to 5 of a month; 5 is the last one.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  private struct Change: Hashable {
    var day: Day
    /// Seconds after local midnight; may be negative or beyond a day.
    var seconds: Int
  }

  private let standard: Zone.Offset
  private let daylight: Zone.Offset?
  private let begin: Change?
  private let end: Change?

  /// Reads a rule; nil when it is none.
  init?(_ text: some Sequence<UInt8>) {
    var reader = Reader(bytes: Array(text))
    guard let name = reader.name(), let west = reader.time() else { return nil }
    standard = Zone.Offset(seconds: -west, name: name)
    if reader.isAtEnd {
      (daylight, begin, end) = (nil, nil, nil)
      return
    }
    guard let summerName = reader.name() else { return nil }
    var summer = standard.seconds + 3_600
    if !reader.isAtEnd, !reader.isAt(",") {
      guard let west = reader.time() else { return nil }
      summer = -west
    }
    guard reader.take(","), let first = Self.change(&reader), reader.take(","),
      let second = Self.change(&reader), reader.isAtEnd
    else { return nil }
    daylight = Zone.Offset(seconds: summer, name: summerName, isDaylightSaving: true)
    begin = first
    end = second
  }

  /// What holds at an instant.
  func offset(at seconds: Int64) -> Zone.Offset {
    guard let daylight, let begin, let end else { return standard }
    let year = CivilTime(secondsSinceEpoch: seconds + Int64(standard.seconds)).date.year
    let from = Self.instant(of: begin, in: year) - standard.seconds
    let to = Self.instant(of: end, in: year) - daylight.seconds
    let now = Int(seconds)
    let isSummer = from < to ? from <= now && now < to : now < to || from <= now
    return isSummer ? daylight : standard
  }

  /// Local seconds since 1970 of a change.
  private static func instant(of change: Change, in year: Int) -> Int {
    let newYear = Int(CivilDate(year: year, month: 1, day: 1).daysSinceEpoch)
    let days: Int
    switch change.day {
    case .julian(let day):
      days = newYear + day - 1 + (CivilDate.isLeap(year) && day >= 60 ? 1 : 0)
    case .zeroBased(let day): days = newYear + day
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(year: year, month: month, day: 1)
      var day = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
      if day > CivilDate.days(inMonth: month, of: year) { day -= 7 }
      days = Int(first.daysSinceEpoch) + day - 1
    }
    return days * 86_400 + change.seconds
  }

  private static func change(_ reader: inout Reader) -> Change? {
    let day: Day
    if reader.take("M") {
      guard let month = reader.number(in: 1...12), reader.take("."),
        let week = reader.number(in: 1...5), reader.take("."),
        let weekday = reader.number(in: 0...6)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if reader.take("J") {
      guard let number = reader.number(in: 1...365) else { return nil }
      day = .julian(number)
    } else {
      guard let number = reader.number(in: 0...365) else { return nil }
      day = .zeroBased(number)
    }
    guard reader.take("/") else { return Change(day: day, seconds: 7_200) }
    return reader.time().map { Change(day: day, seconds: $0) }
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    func isAt(_ sign: Unicode.Scalar) -> Bool {
      index < bytes.count && bytes[index] == UInt8(ascii: sign)
    }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard isAt(sign) else { return false }
      index += 1
      return true
    }

    mutating func number(in range: ClosedRange<Int>) -> Int? {
      var value = 0
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]), index - start < 4 {
        value = value * 10 + Int(bytes[index]) - 0x30
        index += 1
      }
      return index > start && range.contains(value) ? value : nil
    }

    /// Letters, or anything between `<` and `>`.
    mutating func name() -> String? {
      let isQuoted = take("<")
      let start = index
      while index < bytes.count,
        isQuoted ? bytes[index] != UInt8(ascii: ">") : Self.isLetter(bytes[index])
      {
        index += 1
      }
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      if isQuoted, !take(">") { return nil }
      return name.isEmpty ? nil : name
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// `[±]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard let hours = number(in: 0...167) else { return nil }
      var seconds = hours * 3_600
      if take(":") {
        guard let minutes = number(in: 0...59) else { return nil }
        seconds += minutes * 60
        if take(":") {
          guard let rest = number(in: 0...59) else { return nil }
          seconds += rest
        }
      }
      return isNegative ? -seconds : seconds
    }
  }
}
