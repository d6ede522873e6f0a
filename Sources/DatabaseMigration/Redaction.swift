import JSONText

/// Takes passwords in URLs out of whatever is said.
enum Redaction {
  static let mask = "***"

  /// Every `scheme://user:password@` loses its password, and so does `password=…` in a query.
  static func redact(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ":")) || text.utf8.contains(UInt8(ascii: "=")) else {
      return text
    }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if starts(bytes, index, "://"), let span = passwordSpan(bytes, after: index + 3) {
        out += bytes[index..<span.lowerBound] + Array(mask.utf8)
        index = span.upperBound
      } else if starts(bytes, index, "password=") {
        out += Array("password=\(mask)".utf8)
        index += 9
        while index < bytes.count, !endsValue(bytes[index]) { index += 1 }
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Redacts every text in a value.
  static func redact(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(redact(text))
    case .array(let elements): .array(elements.map(redact))
    case .object(let object): .object(redact(object))
    default: value
    }
  }

  static func redact(_ object: JSONObject) -> JSONObject {
    JSONObject(object.members.map { ($0.name, redact($0.value)) })
  }

  private static func starts(_ bytes: [UInt8], _ index: Int, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    return (0..<count).allSatisfy { bytes[index + $0] | 0x20 == word.utf8Start[$0] | 0x20 }
  }

  /// The password in `user:password@host`, whose last `@` before the path counts.
  private static func passwordSpan(_ bytes: [UInt8], after start: Int) -> Range<Int>? {
    var colon: Int?
    var at: Int?
    var index = start
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "/"),
      bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "'")
    {
      if bytes[index] == UInt8(ascii: ":"), colon == nil { colon = index }
      if bytes[index] == UInt8(ascii: "@") { at = index }
      index += 1
    }
    guard let colon, let at, colon + 1 < at else { return nil }
    return colon + 1..<at
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "\"")
  }
}
