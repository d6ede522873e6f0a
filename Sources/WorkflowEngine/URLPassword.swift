/// A password that stands in a URL of a text: `scheme://user:password@host`.
struct URLPassword {
  /// Where it stands, in bytes.
  var range: Range<Int>
  private var bytes: ArraySlice<UInt8>

  /// As it is written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// With `%40` and the like replaced by the bytes they stand for.
  var decodedText: String {
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// The passwords of all URLs in a text, in order.
  static func all(in text: [UInt8]) -> [URLPassword] {
    var found: [URLPassword] = []
    var index = 0
    while index + 2 < text.count {
      guard text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "/"),
        text[index + 2] == UInt8(ascii: "/")
      else {
        index += 1
        continue
      }
      let start = index + 3
      let end = text[start...].firstIndex(where: endsAuthority) ?? text.count
      index = start
      guard let at = text[start..<end].lastIndex(of: UInt8(ascii: "@")),
        let colon = text[start..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
      else { continue }
      found.append(URLPassword(range: colon + 1..<at, bytes: text[colon + 1..<at]))
    }
    return found
  }

  /// Whether a byte cannot belong to the part between `://` and the path.
  private static func endsAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }
}
