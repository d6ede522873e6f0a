/// Reads JSON (RFC 8259) from bytes.
///
/// Stricter than lenient readers where leniency loses data: unpaired surrogates, invalid UTF-8 and
/// numbers beyond the range of a double are errors.
package struct JSONReader {
  /// How deep arrays and objects may nest.
  package static let deepest = 512

  private let bytes: [UInt8]
  private var index: Int
  private var depth = 0

  /// The value of a text that holds one value and nothing else but white space.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes: bytes, index: 0)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.index == bytes.count else {
      throw reader.failure("unexpected text after the value")
    }
    return value
  }

  package static func read(_ text: String) throws(JSONError) -> JSONValue {
    try read(Array(text.utf8))
  }

  /// The value at the start of a text and the offset just past it.
  package static func readPrefix(
    of bytes: [UInt8], from start: Int = 0
  ) throws(JSONError) -> (value: JSONValue, end: Int) {
    var reader = JSONReader(bytes: bytes, index: start)
    let value = try reader.value()
    return (value, reader.index)
  }

  private init(bytes: [UInt8], index: Int) {
    self.bytes = bytes
    self.index = index
  }

  private func failure(_ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(message: message, offset: offset ?? index)
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    guard let byte = current else { throw failure("a value is missing") }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("expected a value")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let expected = Array(word.utf8)
    guard bytes.count - index >= expected.count,
      bytes[index..<index + expected.count].elementsEqual(expected)
    else { throw failure("expected a value") }
    index += expected.count
    return value
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    index += 1
    if depth > Self.deepest { throw failure("nested deeper than \(Self.deepest)", at: index - 1) }
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    skipBlanks()
    if current == UInt8(ascii: "]") {
      index += 1
      return .array(elements)
    }
    while true {
      elements.append(try value())
      skipBlanks()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"):
        index += 1
        return .array(elements)
      default: throw failure("expected ',' or ']'")
      }
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var object = JSONObject()
    skipBlanks()
    if current == UInt8(ascii: "}") {
      index += 1
      return .object(object)
    }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw failure("expected a member name in quotes") }
      let name = try string()
      skipBlanks()
      guard current == UInt8(ascii: ":") else { throw failure("expected ':'") }
      index += 1
      object[name] = try value()
      skipBlanks()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"):
        index += 1
        return .object(object)
      default: throw failure("expected ',' or '}'")
      }
    }
  }

  private mutating func string() throws(JSONError) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    var from = index
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[from..<index]
        index += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("invalid UTF-8 in a string", at: start)
        }
        return string
      case UInt8(ascii: "\\"):
        text += bytes[from..<index]
        index += 1
        try escape(into: &text)
        from = index
      case 0..<0x20: throw failure("control character in a string")
      default: index += 1
      }
    }
    throw failure("string is not closed", at: start)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard let byte = current else { throw failure("string is not closed") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape(into: &text)
    default: throw failure("unknown escape", at: index - 2)
    }
  }

  private mutating func unicodeEscape(into text: inout [UInt8]) throws(JSONError) {
    let start = index - 2
    var code = UInt32(try hexadecimal())
    if code & 0xFC00 == 0xD800 {
      guard current == UInt8(ascii: "\\"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "u")
      else { throw failure("unpaired surrogate", at: start) }
      index += 2
      let low = UInt32(try hexadecimal())
      guard low & 0xFC00 == 0xDC00 else { throw failure("unpaired surrogate", at: start) }
      code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw failure("unpaired surrogate", at: start)
    }
    text += Array(String(scalar).utf8)
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    var code: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("expected four hexadecimal digits")
      }
      code = code << 4 | UInt16(digit)
      index += 1
    }
    return code
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    return index - start
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let leadingZero = current == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0 else { throw failure("expected a digit") }
    if leadingZero && whole > 1 { throw failure("number begins with a zero", at: start) }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      guard digits() > 0 else { throw failure("expected a digit") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isWhole = false
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { throw failure("expected a digit") }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole {
      if text == "-0" { return .double(-0.0) }
      if let int = Int64(text) { return .int(int) }
      if let uint = UInt64(text) { return .uint(uint) }
    }
    guard let double = Double(text), double.isFinite else {
      throw failure("number out of range", at: start)
    }
    return .double(double)
  }
}
