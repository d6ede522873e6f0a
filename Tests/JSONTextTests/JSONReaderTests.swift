import JSONText
import Testing

@Suite struct JSONReaderTests {
  static let readable: [(String, JSONValue)] = [
    ("null", JSONValue.null), ("true", true), ("false", false), (" \t\r\n1 ", 1),
    ("0", 0), ("-1", -1), ("-0", .double(-0.0)), ("1.0", .double(1)), ("1e3", .double(1000)),
    ("1E+2", .double(100)), ("25e-1", .double(2.5)), ("1e-400", .double(0)),
    ("9007199254740993", .int(9_007_199_254_740_993)),
    ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
    ("9223372036854775808", .uint(9_223_372_036_854_775_808)),
    ("18446744073709551615", .uint(.max)),
    ("18446744073709551616", .double(18_446_744_073_709_551_616)),
    ("-9223372036854775809", .double(-9_223_372_036_854_775_808)),
    ("\"\"", ""), ("\"日本 é\"", "日本 é"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u20AC\ud83d\ude00""#, "Aé€😀"), (#""\u0000""#, "\0"),
    ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
    ("[]", .array([])), ("[ ]", .array([])), ("[1,[2,[]]]", .array([1, .array([2, .array([])])])),
    ("{}", .object([:])),
    (#"{"a":1,"b":{"c":[true]}}"#, ["a": 1, "b": ["c": [true]]]),
    (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2]),
  ]

  @Test(arguments: JSONReaderTests.readable)
  func reads(_ text: String, _ expected: JSONValue) throws {
    #expect(try JSONReader.read(text) == expected)
  }

  @Test(arguments: [
    ("", "a value is missing", 0), ("  ", "a value is missing", 2),
    ("nul", "expected a value", 0), ("nulll", "unexpected text after the value", 4),
    ("True", "expected a value", 0), ("'a'", "expected a value", 0), ("+1", "expected a value", 0),
    (".5", "expected a value", 0), ("01", "number begins with a zero", 0),
    ("-01", "number begins with a zero", 0), ("-", "expected a digit", 1),
    ("1.", "expected a digit", 2), ("1e", "expected a digit", 2), ("1e+", "expected a digit", 3),
    ("1e400", "number out of range", 0), ("NaN", "expected a value", 0),
    ("0x10", "unexpected text after the value", 1), ("1 2", "unexpected text after the value", 2),
    ("[1", "expected ',' or ']'", 2), ("[1,]", "expected a value", 3),
    ("[,1]", "expected a value", 1), ("[1 2]", "expected ',' or ']'", 3),
    ("{", "expected a member name in quotes", 1), ("{a:1}", "expected a member name in quotes", 1),
    (#"{"a" 1}"#, "expected ':'", 5), (#"{"a":}"#, "expected a value", 5),
    (#"{"a":1,}"#, "expected a member name in quotes", 7), (#"{"a":1"#, "expected ',' or '}'", 6),
    ("\"abc", "string is not closed", 0), ("[\"abc\\", "string is not closed", 6),
    ("\"a\nb\"", "control character in a string", 2), (#""\x""#, "unknown escape", 1),
    (#""\u12""#, "expected four hexadecimal digits", 5),
    (#""\ud800""#, "unpaired surrogate", 1), (#""ab\udc00""#, "unpaired surrogate", 3),
    (#""\ud800\u0041""#, "unpaired surrogate", 1), ("\u{FEFF}1", "expected a value", 0),
    ("{} // no", "unexpected text after the value", 3),
  ])
  func refuses(_ text: String, _ message: String, _ offset: Int) {
    #expect(throws: JSONError(message: message, offset: offset)) {
      try JSONReader.read(text)
    }
  }

  @Test func refusesInvalidUTF8() {
    #expect(throws: JSONError(message: "invalid UTF-8 in a string", offset: 1)) {
      try JSONReader.read([0x5B, 0x22, 0xFF, 0x22, 0x5D])
    }
    #expect(throws: JSONError(message: "expected a value", offset: 0)) {
      try JSONReader.read([0xC3, 0xA9])
    }
  }

  @Test func readsAPrefix() throws {
    let bytes = Array(#"x {"a":1} tail"#.utf8)
    let (value, end) = try JSONReader.readPrefix(of: bytes, from: 1)
    #expect(value == ["a": 1])
    #expect(end == 9)
  }

  @Test func nestingIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONReader.read(nested(JSONReader.deepest)) }
    #expect(
      throws: JSONError(message: "nested deeper than 512", offset: JSONReader.deepest)
    ) {
      try JSONReader.read(nested(JSONReader.deepest + 1))
    }
    #expect(throws: JSONError.self) {
      try JSONReader.read(String(repeating: #"{"a":"#, count: 100_000))
    }
  }

  /// Damaged texts are refused or read, at places inside the text, and what is read is stable.
  @Test func mutationsNeverCrash() throws {
    let seeds = [
      #"{"event":"result","status":"success","outputs":{"n":[1,-2.5e3,null],"s":"é\u20ac\\"}}"#,
      #"[true,false,"\ud83d\ude00",18446744073709551615,{"a":{"b":[[]]}}]"#,
    ]
    let alphabet = Array("{}[]\",:\\u0dD8e-+.19tfn \n".utf8) + [0x00, 0x80, 0xC3, 0xFF]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<4000 {
      var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = byte
        case 1: bytes.insert(byte, at: index)
        case 2 where bytes.count > 1: bytes.remove(at: index)
        default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...8, using: &random)))
        }
      }
      try examine(bytes)
    }
  }

  private func examine(_ bytes: [UInt8]) throws {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.read(bytes)
    } catch {
      #expect((0...bytes.count).contains(error.offset), "\(bytes)")
      return
    }
    let back = try JSONReader.read(JSONWriter().write(value))
    #expect(back == value, "\(bytes)")
  }
}
