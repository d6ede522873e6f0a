import Testing
import WorkflowSource

@Suite struct SourceTextTests {
  struct Place: Sendable, CustomTestStringConvertible {
    var text: String
    var offset: Int
    var expected: String
    var testDescription: String { "\(text.debugDescription) at \(offset)" }
  }

  @Test(arguments: [
    Place(text: "", offset: 0, expected: "1:1"),
    Place(text: "abc", offset: 0, expected: "1:1"),
    Place(text: "abc", offset: 2, expected: "1:3"),
    Place(text: "abc", offset: 3, expected: "1:4"),
    Place(text: "abc", offset: 99, expected: "1:4"),
    Place(text: "abc", offset: -5, expected: "1:1"),
    Place(text: "a\nb", offset: 1, expected: "1:2"),
    Place(text: "a\nb", offset: 2, expected: "2:1"),
    Place(text: "a\n", offset: 2, expected: "2:1"),
    Place(text: "a\r\nb", offset: 3, expected: "2:1"),
    Place(text: "a\r\nb", offset: 2, expected: "1:3"),
    Place(text: "a\rb", offset: 2, expected: "2:1"),
    Place(text: "a\r\r\nb", offset: 4, expected: "3:1"),
    Place(text: "\n\n\n", offset: 2, expected: "3:1"),
    Place(text: "é!", offset: 2, expected: "1:2"),
    Place(text: "日本語!", offset: 9, expected: "1:4"),
    Place(text: "e\u{301}!", offset: 3, expected: "1:3"),
    Place(text: "👍🏽!", offset: 8, expected: "1:3"),
    Place(text: "\t!", offset: 1, expected: "1:2"),
    Place(text: "\u{FEFF}ab", offset: 3, expected: "1:1"),
    Place(text: "\u{FEFF}ab", offset: 0, expected: "1:1"),
    Place(text: "\u{FEFF}ab\nc", offset: 6, expected: "2:1"),
    Place(text: "a\u{FEFF}b", offset: 4, expected: "1:3"),
  ])
  func countsLinesAndColumns(_ place: Place) {
    let source = SourceText(name: "t", text: place.text)
    #expect(source.position(at: place.offset).description == place.expected)
  }

  @Test(arguments: [
    ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
    ("\r\n\r\n", ["", "", ""]), ("\u{FEFF}a\nb", ["a", "b"]), ("日\r\n本", ["日", "本"]),
  ])
  func linesHaveNoBreaks(_ text: String, _ expected: [String]) {
    let source = SourceText(name: "t", text: text)
    let lines = (1...source.lineStarts.count).compactMap { number in
      source.lineRange(number).map { source.text(in: $0) }
    }
    #expect(lines == expected)
    #expect(source.lineRange(0) == nil)
    #expect(source.lineRange(expected.count + 1) == nil)
  }

  @Test func invalidUTF8TakesTheColumnsItIsShownWith() {
    let source = SourceText(name: "t", bytes: [0x61, 0x80, 0xFF, 0xC3, 0x62])
    #expect(source.text(in: source.range) == "a\u{FFFD}\u{FFFD}\u{FFFD}b")
    #expect(source.position(at: 4).column == 5)
  }

  @Test func textIsClampedToTheSource() {
    let source = SourceText(name: "t", text: "abc")
    #expect(source.text(in: SourceRange(-4, 2)) == "ab")
    #expect(source.text(in: SourceRange(2, 400)) == "c")
    #expect(source.text(in: SourceRange(50, 60)) == "")
  }

  @Test func positionsSayWhatCompilersSay() {
    #expect(SourcePosition(line: 3, column: 14).description == "3:14")
    #expect(SourcePosition(line: 2, column: 9) < SourcePosition(line: 10, column: 1))
    #expect(SourcePosition(line: 2, column: 1) < SourcePosition(line: 2, column: 2))
  }
}
