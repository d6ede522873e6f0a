/// Dates and times as people write them.
enum DateText {
  /// Reads `2026-11-22`, `2026-11-22 10:30:00 +0100`, RFC 3339, `March 14, 2016`, `14 Mar 2016
  /// 3:05 pm`, `Sat, 14 Mar 2016 10:00:00 GMT`, `10:30`, seconds since 1970, `now`, `today`.
  ///
  /// - Parameter zone: of the result, and of texts that name none.
  /// - Returns: nil for texts that are no date.
  static func parse(_ text: String, now: Timestamp, zone: Zone) -> ZonedTime? {
    let letters = (BasicTime.extended(text) ?? text).lowercased()
    if letters == "now" || letters == "today" { return ZonedTime(now, in: zone) }
    if !letters.isEmpty, letters.utf8.allSatisfy(\.isDigit), let seconds = Int64(letters),
      seconds < 1 << 40
    {
      return ZonedTime(Timestamp(seconds: seconds), in: zone)
    }
    var reader = DateReader(Array(letters.utf8))
    guard reader.readAll(), let date = reader.date(today: ZonedTime(now, in: zone).date) else {
      return nil
    }
    let clock = Int64(reader.hour * 3_600 + reader.minute * 60 + reader.second)
    let local = date.daysSinceEpoch * 86_400 + clock
    guard let offset = reader.offset else {
      return ZonedTime(
        Timestamp(seconds: zone.instant(ofLocal: local), nanoseconds: Int64(reader.nanosecond)),
        in: zone)
    }
    // A text that names its offset is shown in it, as it was written.
    return ZonedTime(
      Timestamp(seconds: local - Int64(offset), nanoseconds: Int64(reader.nanosecond)),
      in: .fixed(seconds: offset, name: reader.zoneName))
  }
}

/// Takes a date apart, word by word.
private struct DateReader {
  private let bytes: [UInt8]
  private var index = 0
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var hasTime = false
  private(set) var hour = 0
  private(set) var minute = 0
  private(set) var second = 0
  private(set) var nanosecond = 0
  private(set) var offset: Int?
  private(set) var zoneName = ""

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The date read; today where only a time was.
  func date(today: CivilDate) -> CivilDate? {
    if year == nil, month == nil, day == nil { return hasTime ? today : nil }
    let date = CivilDate(
      year: year ?? today.year, month: month ?? today.month, day: day ?? 1)
    guard (1...12).contains(date.month), date.day >= 1,
      date.day <= CivilDate.days(inMonth: date.month, of: date.year)
    else { return nil }
    return date
  }

  /// Whether every word of the text was part of a date.
  mutating func readAll() -> Bool {
    var words = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isLiquidBlank || byte == UInt8(ascii: ",") {
        index += 1
        continue
      }
      words += 1
      guard words < 20 else { return false }
      let known =
        byte.isDigit
        ? readNumber()
        : byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
          ? hasTime && readOffset() : readWord()
      if !known { return false }
    }
    return words > 0
  }

  private func byte(_ distance: Int = 0) -> UInt8 {
    index + distance < bytes.count ? bytes[index + distance] : 0
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard byte() == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  private mutating func digits(atMost most: Int) -> (value: Int, count: Int)? {
    var value = 0
    let start = index
    while byte().isDigit, index - start < most {
      value = value * 10 + Int(byte()) - 0x30
      index += 1
    }
    return index > start ? (value, index - start) : nil
  }

  // MARK: Numbers

  private mutating func readNumber() -> Bool {
    guard let (value, count) = digits(atMost: 8) else { return false }
    if byte().isDigit { return false }
    switch Unicode.Scalar(byte()) {
    case ":": return !hasTime && readTime(hour: value)
    case "-", "/", ".": return readDate(value, count)
    default: break
    }
    if count == 8, year == nil {
      (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
      return readTimeMark()
    }
    takeOrdinal()
    if let hour = halfDay(of: value), !hasTime {
      (self.hour, hasTime) = (hour, true)
      return true
    }
    if count <= 2, day == nil, (1...31).contains(value) {
      day = value
      return true
    }
    guard year == nil, count == 4 || count == 2 else { return false }
    year = count == 2 ? value + (value < 69 ? 2_000 : 1_900) : value
    return true
  }

  /// `1st`, `22nd`
  private mutating func takeOrdinal() {
    let letters = String(decoding: bytes[index..<min(index + 2, bytes.count)], as: UTF8.self)
    if ["st", "nd", "rd", "th"].contains(letters), !byte(2).isLiquidLetter { index += 2 }
  }

  /// `2026-11-22`, `2026/11/22`, `22.11.2026`, `11/22` and `22-nov-2026`.
  private mutating func readDate(_ first: Int, _ count: Int) -> Bool {
    guard year == nil, month == nil else { return false }
    let separator = byte()
    index += 1
    var second = 0
    if byte().isLiquidLetter {
      guard let number = monthWord() else { return false }
      month = number
    } else {
      // Three digits would be a day of the year.
      guard let number = digits(atMost: 2), !byte().isDigit else { return false }
      second = number.value
    }
    guard byte() == separator else {
      guard month == nil, count <= 2 else {
        (year, month) = (first, month ?? second)
        return readTimeMark()
      }
      (month, day) = (first, second)
      return true
    }
    index += 1
    guard let third = digits(atMost: 4) else { return false }
    if count > 2 {
      (year, month, day) = (first, month ?? second, third.value)
    } else if month != nil || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-") {
      (day, month, year) = (first, month ?? second, third.value)
    } else {
      // As the standard library of Ruby reads slashes: day, month, year.
      (day, month, year) = (first, second, third.value)
    }
    if let short = year, third.count == 2, count <= 2 {
      year = short + (short < 69 ? 2_000 : 1_900)
    }
    return readTimeMark()
  }

  /// The `t` between date and time.
  private mutating func readTimeMark() -> Bool {
    if byte() == UInt8(ascii: "t"), byte(1).isDigit { index += 1 }
    return true
  }

  private mutating func readTime(hour: Int) -> Bool {
    index += 1
    guard let minute = digits(atMost: 2), minute.count == 2 else { return false }
    self.minute = minute.value
    if take(":") {
      guard let second = digits(atMost: 2) else { return false }
      self.second = second.value
      if take(".") {
        guard let fraction = digits(atMost: 9) else { return false }
        var nanoseconds = fraction.value
        for _ in fraction.count..<9 { nanoseconds *= 10 }
        nanosecond = nanoseconds
        while byte().isDigit { index += 1 }
      }
    }
    self.hour = halfDay(of: hour) ?? hour
    hasTime = true
    return self.hour <= 24 && self.minute <= 59 && self.second <= 60
  }

  /// The hour with the `am` or `pm` that follows, which is taken; nil, and nothing taken, if none.
  private mutating func halfDay(of hour: Int) -> Int? {
    let start = index
    while byte().isLiquidBlank { index += 1 }
    let letter = byte()
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p"),
      byte(1) == UInt8(ascii: "m"), !byte(2).isLiquidWord, (1...12).contains(hour)
    else {
      index = start
      return nil
    }
    index += 2
    return hour % 12 + (letter == UInt8(ascii: "p") ? 12 : 0)
  }

  // MARK: Words

  private mutating func readWord() -> Bool {
    let start = index
    if let number = monthWord() {
      guard month == nil else { return false }
      month = number
      return true
    }
    index = start
    while byte().isLiquidLetter { index += 1 }
    guard index > start else { return false }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    if isName(word, in: TimeFormat.weekdays) {
      _ = take(".")
      return true
    }
    if word == "z" || word == "utc" || word == "gmt" {
      guard offset == nil else { return false }
      (offset, zoneName) = (0, word == "z" ? "UTC" : word.uppercased())
      return byte() != UInt8(ascii: "+") && byte() != UInt8(ascii: "-") || readOffset()
    }
    if let hours = Self.zones[word] {
      guard offset == nil else { return false }
      (offset, zoneName) = (hours * 3_600, word.uppercased())
      return true
    }
    return false
  }

  /// Zones that mail names by letters (RFC 2822, 4.3), in hours from UTC.
  private static let zones = [
    "ut": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
  ]

  private mutating func monthWord() -> Int? {
    let start = index
    while byte().isLiquidLetter { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    for (number, name) in TimeFormat.months.enumerated() where isName(word, in: [name]) {
      _ = take(".")
      return number + 1
    }
    return nil
  }

  /// A name, or its beginning of at least three letters.
  private func isName(_ word: String, in names: [String]) -> Bool {
    word.utf8.count >= 3 && names.contains { $0.lowercased().hasPrefix(word) }
  }

  /// `+01:00`, `-0530`, `+2`.
  private mutating func readOffset() -> Bool {
    let isWest = take("-")
    if !isWest { _ = take("+") }
    guard let hours = digits(atMost: 2) else { return false }
    _ = take(":")
    let minutes = digits(atMost: 2)?.value ?? 0
    guard hours.value <= 23, minutes <= 59 else { return false }
    offset = (isWest ? -1 : 1) * (hours.value * 3_600 + minutes * 60)
    zoneName = ""
    return true
  }
}
