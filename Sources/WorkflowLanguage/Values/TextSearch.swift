/// Finds texts in texts, byte for byte.
enum TextSearch {
  /// The offset in UTF-8 at which `part` first stands in `text`, at or after `start`.
  static func find(_ part: String, in text: String, from start: Int = 0) -> Int? {
    var part = part
    var text = text
    return text.withUTF8 { bytes in
      part.withUTF8 { wanted in find(wanted, in: bytes, from: start) }
    }
  }

  static func find(
    _ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard wanted.count > 0 else { return start <= bytes.count ? start : nil }
    guard bytes.count >= wanted.count else { return nil }
    let first = wanted[0]
    var index = start
    while index <= bytes.count - wanted.count {
      if bytes[index] == first {
        var length = 1
        while length < wanted.count, bytes[index + length] == wanted[length] { length += 1 }
        if length == wanted.count { return index }
      }
      index += 1
    }
    return nil
  }
}
