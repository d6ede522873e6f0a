/// Formats a time after a pattern of `%` directives, as `strftime` does, English names throughout.
///
/// Flags between `%` and the letter: `-` no padding, `_` blanks, `0` zeros, `^` capitals, `#`
/// other case; then a width; `:` with `z`. A directive that is unknown stands as written.
package struct TimeFormat: Sendable {
  /// The widest field that is padded.
  private static let widest = 1_024

  private struct Field {
    var padding: UInt8?
    var isUnpadded = false
    var upper = false
    var swapped = false
    var width: Int?
    var colons = 0
  }

  private let pattern: [UInt8]

  package init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  package func string(from time: ZonedTime) -> String {
    var output: [UInt8] = []
    format(time, pattern, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func format(_ time: ZonedTime, _ pattern: [UInt8], into output: inout [UInt8]) {
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      guard byte == UInt8(ascii: "%") else {
        output.append(byte)
        index += 1
        continue
      }
      let start = index
      index += 1
      let field = Self.field(pattern, &index)
      guard index < pattern.count,
        append(pattern[index], field, time, into: &output)
      else {
        index = min(index, pattern.count - 1)
        output += pattern[start...index]
        index += 1
        continue
      }
      index += 1
    }
  }

  private static func field(_ pattern: [UInt8], _ index: inout Int) -> Field {
    var field = Field()
    scan: while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "-"): field.isUnpadded = true
      case UInt8(ascii: "_"): field.padding = UInt8(ascii: " ")
      case UInt8(ascii: "0"): field.padding = UInt8(ascii: "0")
      case UInt8(ascii: "^"): field.upper = true
      case UInt8(ascii: "#"): field.swapped = true
      case UInt8(ascii: ":"): field.colons += 1
      case 0x31...0x39:
        var width = 0
        while index < pattern.count, (0x30...0x39).contains(pattern[index]) {
          width = min(width * 10 + Int(pattern[index]) - 0x30, widest)
          index += 1
        }
        field.width = width
        continue scan
      // Another calendar's years or digits: only where the directive has such a form.
      case UInt8(ascii: "E") where pattern.holds(one: "cCxXyY", at: index + 1),
        UInt8(ascii: "O") where pattern.holds(one: "deHkIlmMSuUVwWy", at: index + 1):
        break
      default: break scan
      }
      index += 1
    }
    return field
  }

  /// Writes one directive; false when there is none of that letter.
  private func append(
    _ letter: UInt8, _ field: Field, _ time: ZonedTime, into output: inout [UInt8]
  ) -> Bool {
    func number(_ value: Int, _ width: Int, blank: Bool = false) -> Bool {
      Self.pad(
        value, width: width, with: UInt8(ascii: blank ? " " : "0"), field, into: &output)
      return true
    }
    func words(_ text: String, swapped: String? = nil) -> Bool {
      var text = field.swapped ? swapped ?? text.uppercased() : text
      if field.upper { text = text.uppercased() }
      Self.pad(text, field, into: &output)
      return true
    }
    func compound(_ pattern: String) -> Bool {
      var inner: [UInt8] = []
      format(time, Array(pattern.utf8), into: &inner)
      return words(String(decoding: inner, as: UTF8.self))
    }
    let date = time.date
    let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch Unicode.Scalar(letter) {
    case "Y": return number(date.year, date.year < 0 ? 5 : 4)
    case "C": return number(Self.century(of: date.year), 2)
    case "y": return number(date.year - Self.century(of: date.year) * 100, 2)
    case "m": return number(date.month, 2)
    case "B": return words(Self.months[date.month - 1])
    case "b", "h": return words(String(Self.months[date.month - 1].prefix(3)))
    case "d": return number(date.day, 2)
    case "e": return number(date.day, 2, blank: true)
    case "j": return number(date.dayOfYear + 1, 3)
    case "H": return number(time.hour, 2)
    case "k": return number(time.hour, 2, blank: true)
    case "I": return number(hour12, 2)
    case "l": return number(hour12, 2, blank: true)
    case "M": return number(time.minute, 2)
    case "S": return number(time.second, 2)
    case "s": return number(Int(time.secondsSinceEpoch), 1)
    case "L": return words(Self.fraction(time.nanosecond, digits: field.width ?? 3))
    case "N": return words(Self.fraction(time.nanosecond, digits: field.width ?? 9))
    case "p": return words(time.hour < 12 ? "AM" : "PM", swapped: time.hour < 12 ? "am" : "pm")
    case "P": return words(time.hour < 12 ? "am" : "pm")
    case "A": return words(Self.weekdays[date.weekday])
    case "a": return words(String(Self.weekdays[date.weekday].prefix(3)))
    case "u": return number(date.weekday == 0 ? 7 : date.weekday, 1)
    case "w": return number(date.weekday, 1)
    case "U": return number((date.dayOfYear + 7 - date.weekday) / 7, 2)
    case "W": return number((date.dayOfYear + 7 - (date.weekday + 6) % 7) / 7, 2)
    case "G": return number(Self.isoWeek(of: date).year, 4)
    case "g":
      let year = Self.isoWeek(of: date).year
      return number(year - Self.century(of: year) * 100, 2)
    case "V": return number(Self.isoWeek(of: date).week, 2)
    case "z": return words(Self.offset(time.utcOffset, colons: field.colons))
    case "Z": return words(time.zoneName, swapped: time.zoneName.lowercased())
    case "c": return compound("%a %b %e %H:%M:%S %Y")
    case "D", "x": return compound("%m/%d/%y")
    case "F": return compound("%Y-%m-%d")
    case "T", "X": return compound("%H:%M:%S")
    case "R": return compound("%H:%M")
    case "r": return compound("%I:%M:%S %p")
    case "v": return compound("%e-%^b-%Y")
    case "+": return compound("%a %b %e %H:%M:%S %Z %Y")
    case "n": return words("\n")
    case "t": return words("\t")
    case "%": return words("%")
    default: return false
    }
  }

  private static func pad(
    _ value: Int, width: Int, with usual: UInt8, _ field: Field, into output: inout [UInt8]
  ) {
    var digits = Array(String(value.magnitude).utf8)
    let padding = field.padding ?? usual
    let wanted = field.isUnpadded ? 0 : max(field.width ?? width, 0)
    let isZero = padding == UInt8(ascii: "0")
    let sign: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    if !isZero { digits = sign + digits }
    let missing = max(0, wanted - digits.count - (isZero ? sign.count : 0))
    if isZero { output += sign }
    output += [UInt8](repeating: padding, count: missing)
    output += digits
  }

  private static func pad(_ text: String, _ field: Field, into output: inout [UInt8]) {
    let bytes = Array(text.utf8)
    let missing = max(0, (field.width ?? 0) - bytes.count)
    output += [UInt8](repeating: field.padding ?? UInt8(ascii: " "), count: missing)
    output += bytes
  }

  private static func fraction(_ nanosecond: Int, digits: Int) -> String {
    let text = String(nanosecond)
    let all = String(repeating: "0", count: max(0, 9 - text.count)) + text
    let kept = String(all.prefix(digits))
    return kept + String(repeating: "0", count: max(0, digits - 9))
  }

  private static func offset(_ seconds: Int, colons: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let size = abs(seconds)
    let separator = colons > 0 ? ":" : ""
    var text = (seconds < 0 ? "-" : "+") + two(size / 3_600) + separator + two(size / 60 % 60)
    if colons > 1 { text += ":" + two(size % 60) }
    return text
  }

  /// The year and week by ISO 8601: weeks begin on Monday, week 1 holds the first Thursday.
  private static func isoWeek(of date: CivilDate) -> (year: Int, week: Int) {
    let thursday = CivilDate(
      daysSinceEpoch: date.daysSinceEpoch - Int64((date.weekday + 6) % 7) + 3)
    return (thursday.year, thursday.dayOfYear / 7 + 1)
  }

  /// Whole centuries, rounded down.
  private static func century(of year: Int) -> Int {
    year >= 0 ? year / 100 : (year - 99) / 100
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
}

extension [UInt8] {
  fileprivate func holds(one letters: StaticString, at index: Int) -> Bool {
    index < count && letters.withUTF8Buffer { $0.contains(self[index]) }
  }
}
