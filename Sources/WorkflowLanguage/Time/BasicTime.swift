/// Times in ISO 8601's basic format, without marks: `20261122T154500Z`, as the built-in `timestamp`
/// has them, since they are fit for the name of a file.
enum BasicTime {
  /// The same time with its marks, `2026-11-22T15:45:00Z`; nil for other texts.
  static func extended(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 15, bytes[8] | 0x20 == UInt8(ascii: "t"),
      bytes[..<8].allSatisfy(\.isDigit), bytes[9..<15].allSatisfy(\.isDigit),
      bytes.count == 15 || !bytes[15].isDigit
    else { return nil }
    func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return "\(piece(0..<4))-\(piece(4..<6))-\(piece(6..<8))T"
      + "\(piece(9..<11)):\(piece(11..<13)):\(piece(13..<15))\(piece(15..<bytes.count))"
  }
}

extension Timestamp {
  /// The moment that a text spells: RFC 3339, or the basic format of the same.
  package init?(spelledBy text: String) {
    self.init(BasicTime.extended(text) ?? text)
  }
}
