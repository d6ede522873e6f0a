package import WorkflowLanguage

/// Durations as workflows write them: `1800` seconds, `30s`, `5m`, `1h30m`, `250ms`, `5 seconds`,
/// `1 hour 30 minutes`.
package enum DurationText {
  /// Nil when the text is no duration, or a negative one.
  package static func read(_ text: String) -> TimeSpan? {
    guard let first = text.utf8.first, isNumberPart(first), text.utf8.count <= 100 else {
      return nil
    }
    if text.utf8.allSatisfy(isNumberPart) { return TimeSpan(text + "s") }
    return TimeSpan(text, days: true) ?? shortened(text).flatMap { TimeSpan($0, days: true) }
  }

  /// `1h30m` for `1 hour 30 minutes`; nil where a unit is none.
  private static func shortened(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var result = ""
    var index = 0
    func take(while isPart: (UInt8) -> Bool) -> String {
      let start = index
      while index < bytes.count, isPart(bytes[index]) { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    while index < bytes.count {
      let number = take(while: isNumberPart)
      _ = take { $0 == 0x20 }
      guard !number.isEmpty, let unit = units[take(while: isLetter).lowercased()] else {
        return nil
      }
      result += number + unit
      _ = take { $0 == 0x20 }
    }
    return result
  }

  private static let units: [String: String] = {
    let rows = [
      ("ms", ["ms", "millisecond", "milliseconds"]),
      ("s", ["s", "sec", "secs", "second", "seconds"]),
      ("m", ["m", "min", "mins", "minute", "minutes"]),
      ("h", ["h", "hr", "hrs", "hour", "hours"]),
      ("d", ["d", "day", "days"]),
    ]
    var table: [String: String] = [:]
    for (unit, words) in rows {
      for word in words { table[word] = unit }
    }
    return table
  }()

  private static func isNumberPart(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: ".")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }
}
