/// Text in HTML.
enum HTMLText {
  /// - Parameter once: leaves `&name;` and `&#1;` as they are.
  static func escape(_ text: String, once: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      case UInt8(ascii: "&") where !once || !isEntity(bytes, at: index): result += "&amp;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `&letters;` or `&#digits;`
  private static func isEntity(_ bytes: [UInt8], at start: Int) -> Bool {
    var index = start + 1
    let isNumber = index < bytes.count && bytes[index] == UInt8(ascii: "#")
    if isNumber { index += 1 }
    let first = index
    while index < bytes.count,
      isNumber ? bytes[index].isDigit : (0x41...0x5A).contains(bytes[index] & 0xDF)
    {
      index += 1
    }
    return index > first && index < bytes.count && bytes[index] == UInt8(ascii: ";")
  }

  /// Without tags, comments, scripts and styles; what is never closed stays.
  static func strip(_ text: String) -> String {
    let blocks = [("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>")]
    let rest = removeStretches(Array(text.utf8)) { bytes, place in
      blocks.first { starts(bytes, $0.0, at: place) }?.1
    }
    let plain = removeStretches(rest) { bytes, place in
      bytes[place] == UInt8(ascii: "<") ? ">" : nil
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func starts(_ bytes: [UInt8], _ letters: String, at place: Int) -> Bool {
    let wanted = letters.utf8
    return place + wanted.count <= bytes.count
      && bytes[place..<place + wanted.count].elementsEqual(wanted)
  }

  /// Takes out what lies between a place and the end that `ending` names for it.
  private static func removeStretches(
    _ bytes: [UInt8], _ ending: ([UInt8], Int) -> String?
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    // Ends that are not there any more are not looked for again.
    var missing: Set<String> = []
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), let end = ending(bytes, index), !missing.contains(end) {
        var place = index + 1
        while place < bytes.count, !starts(bytes, end, at: place) { place += 1 }
        if place < bytes.count {
          index = place + end.utf8.count
          continue
        }
        missing.insert(end)
      }
      result.append(bytes[index])
      index += 1
    }
    return result
  }
}
