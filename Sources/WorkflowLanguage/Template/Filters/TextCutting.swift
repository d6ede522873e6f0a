/// Cutting and joining of text, by bytes where UTF-8 allows.
enum TextCutting {
  private static func isBlank(_ byte: UInt8) -> Bool { byte.isLiquidBlank || byte == 0 }

  static func strip(_ text: String, left: Bool, right: Bool) -> String {
    var rest = text.utf8[...]
    if left { rest = rest.drop(while: isBlank) }
    if right { while let last = rest.last, isBlank(last) { rest = rest.dropLast() } }
    return rest.count == text.utf8.count ? text : String(Substring(rest))
  }

  /// Replaces LF and CRLF.
  static func replaceLineBreaks(in text: String, by replacement: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      guard byte == 0x0A else {
        result.append(byte)
        continue
      }
      if result.last == 0x0D { result.removeLast() }
      result += replacement.utf8
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func truncate(_ text: String, length: Int, end: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > length else { return text }
    let kept = max(0, max(0, length) - end.unicodeScalars.count)
    return String(String.UnicodeScalarView(scalars.prefix(kept))) + end
  }

  static func truncate(_ text: String, words count: Int, end: String) -> String {
    let bytes = Array(text.utf8)
    var words: [ArraySlice<UInt8>] = []
    var index = 0
    while true {
      while index < bytes.count, isBlank(bytes[index]) { index += 1 }
      if words.count == count {
        // White space behind the last word already counts as more.
        let isMore = index < bytes.count || bytes.last.map(isBlank) == true
        guard isMore else { return text }
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") + end
      }
      let start = index
      while index < bytes.count, !isBlank(bytes[index]) { index += 1 }
      if index == start { return text }
      words.append(bytes[start..<index])
    }
  }

  /// The parts between separators, empty ones at the end left out; a blank splits at white space,
  /// an empty separator between letters.
  static func split(_ text: String, by separator: String) -> [String] {
    if separator.isEmpty { return text.unicodeScalars.map { String($0) } }
    let bytes = Array(text.utf8)
    var parts: [String] = []
    if separator == " " {
      for part in bytes.split(whereSeparator: isBlank) {
        parts.append(String(decoding: part, as: UTF8.self))
      }
      return parts
    }
    var start = 0
    while let place = TextSearch.find(separator, in: text, from: start) {
      parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + separator.utf8.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts
  }

  /// Nil when the text gets longer than `limit` bytes.
  static func replaceAll(
    _ part: String, in text: String, by replacement: String, limit: Int
  ) -> String? {
    let bytes = Array(text.utf8)
    let new = Array(replacement.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    if part.isEmpty {
      for byte in bytes {
        if byte & 0xC0 != 0x80 { result += new }
        result.append(byte)
        if result.count > limit { return nil }
      }
      result += new
      return String(decoding: result, as: UTF8.self)
    }
    var start = 0
    while let place = TextSearch.find(part, in: text, from: start) {
      result += bytes[start..<place]
      result += new
      start = place + part.utf8.count
      if result.count > limit { return nil }
    }
    if start == 0 { return text }
    result += bytes[start...]
    return result.count > limit ? nil : String(decoding: result, as: UTF8.self)
  }

  static func replaceFirst(_ part: String, in text: String, by replacement: String) -> String {
    guard let place = TextSearch.find(part, in: text) else { return text }
    return replaced(at: place, part, in: text, by: replacement)
  }

  static func replaceLast(_ part: String, in text: String, by replacement: String) -> String {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    var place = bytes.count - wanted.count
    while place >= 0 {
      if bytes[place..<place + wanted.count].elementsEqual(wanted) {
        return replaced(at: place, part, in: text, by: replacement)
      }
      place -= 1
    }
    return text
  }

  private static func replaced(
    at place: Int, _ part: String, in text: String, by replacement: String
  ) -> String {
    let bytes = Array(text.utf8)
    let result =
      Array(bytes[..<place]) + Array(replacement.utf8) + bytes[(place + part.utf8.count)...]
    return String(decoding: result, as: UTF8.self)
  }
}
