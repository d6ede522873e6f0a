import JSONText
import Testing

@Suite struct JSONWriterTests {
  static let sample: JSONValue = [
    "b": [1, 2.5, nil, true], "a": ["x": [], "y": [:], "z": "é"],
  ]

  static let written: [(JSONValue, String)] = [
    (JSONValue.null, "null"), (true, "true"), (.int(.min), "-9223372036854775808"),
    (.uint(.max), "18446744073709551615"), (1.0, "1.0"), (0.1, "0.1"), (1e300, "1e+300"),
    (.double(.infinity), "null"), (.double(.nan), "null"), (.double(-0.0), "-0.0"),
    ("a\"\\/b", #""a\"\\/b""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
    ("\0\u{1B}\u{7F}", #""\u0000\u001b\u007f""#), ("日本😀", "\"日本😀\""),
    (.array([]), "[]"), (.object([:]), "{}"), (.array([[], [:]]), "[[],{}]"),
  ]

  @Test(arguments: JSONWriterTests.written)
  func writes(_ value: JSONValue, _ expected: String) {
    #expect(JSONWriter().write(value) == expected)
  }

  @Test func membersKeepTheirOrderOrAreSorted() {
    #expect(
      JSONWriter().write(Self.sample)
        == #"{"b":[1,2.5,null,true],"a":{"x":[],"y":{},"z":"é"}}"#)
    #expect(
      JSONWriter(sortsMembers: true).write(Self.sample)
        == #"{"a":{"x":[],"y":{},"z":"é"},"b":[1,2.5,null,true]}"#)
  }

  @Test func indents() {
    #expect(
      JSONWriter(indentation: 2).write(Self.sample) == """
        {
          "b": [
            1,
            2.5,
            null,
            true
          ],
          "a": {
            "x": [],
            "y": {},
            "z": "é"
          }
        }
        """)
  }

  static let returning: [JSONValue] = [
    JSONValue.int(.max), .int(.min), .uint(.max), .double(.leastNonzeroMagnitude),
    .double(.greatestFiniteMagnitude), .double(0.1 + 0.2), .double(-0.0), .double(1e15),
    .double(9_007_199_254_740_993), "\0\u{1}\u{1F}\u{7F}\u{80}\u{2028}\u{FFFF}\u{10FFFF}",
    "e\u{301} and é", JSONWriterTests.sample,
  ]

  @Test(arguments: JSONWriterTests.returning)
  func whatIsWrittenReadsBack(_ value: JSONValue) throws {
    for writer in [JSONWriter(), JSONWriter(indentation: 4, sortsMembers: true)] {
      let text = writer.write(value)
      let back = try JSONReader.read(text)
      #expect(back == value)
      #expect(writer.write(back) == text)
    }
  }
}
