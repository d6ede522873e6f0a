/// UML's form of a label: `event [condition] / action`, of which event and action may be absent.
struct BracketedGuard {
  /// Words before the bracket; may be empty.
  var event: String
  /// What stands in the brackets, blanks at the ends removed.
  var condition: String
  /// The byte of the label at which `condition` begins.
  var offset: Int

  /// Nil for any other label, expressions with brackets of their own among them.
  init?(_ label: String) {
    let bytes = Array(label.utf8)
    guard let open = bytes.firstIndex(of: UInt8(ascii: "[")),
      open == 0 || bytes[open - 1] == 0x20,
      let close = Self.end(of: bytes, from: open)
    else { return nil }
    let rest = bytes[(close + 1)...].drop { $0 == 0x20 }
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    guard Self.isEvent(bytes[..<open]) else { return nil }

    var lower = open + 1
    var upper = close
    while lower < upper, bytes[lower] == 0x20 { lower += 1 }
    while upper > lower, bytes[upper - 1] == 0x20 { upper -= 1 }
    guard lower < upper else { return nil }
    event = String(decoding: bytes[..<max(open - 1, 0)], as: UTF8.self)
    condition = String(decoding: bytes[lower..<upper], as: UTF8.self)
    offset = lower
  }

  /// The `]` that closes the bracket at `open`; quotes and inner brackets are passed over.
  private static func end(of bytes: [UInt8], from open: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    for index in open..<bytes.count {
      let byte = bytes[index]
      if let opened = quote {
        if byte == opened { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// Plain words that do not end in an operator: `x in [1]` is an expression.
  private static func isEvent(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isPlain = bytes.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 || byte >= 0x30 && byte <= 0x39
        || byte == 0x20 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "'")
    }
    guard isPlain else { return false }
    let last = bytes.split(separator: 0x20).last.map { String(decoding: $0, as: UTF8.self) }
    return !["in", "and", "or", "not", "contains", "includes"].contains(last)
  }
}
