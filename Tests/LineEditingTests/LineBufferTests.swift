internal import Testing

@testable import LineEditing

/// A buffer written with `|` at the cursor.
func buffer(_ text: String) -> LineBuffer {
  let scalars = Array(text.unicodeScalars)
  let cursor = scalars.firstIndex(of: "|") ?? scalars.count
  return LineBuffer(scalars: scalars.filter { $0 != "|" }, cursor: cursor)
}

/// The same back.
func marked(_ buffer: LineBuffer?) -> String? {
  guard var buffer else { return nil }
  buffer.scalars.insert("|", at: buffer.cursor)
  return buffer.text
}

@Suite struct LineBufferTests {
  @Test(arguments: [
    ("ab\ncd|", "ab|\ncd"), ("abc\nd|", "a|bc\nd"), ("a\nbcd|", "a|\nbcd"), ("\n|", "|\n"),
    ("a\n\n|b", "a\n|\nb"), ("日本\nab|", "日本|\nab"),
  ])
  func movesUp(_ from: String, _ to: String) {
    #expect(marked(buffer(from).movedUp()) == to)
  }

  @Test(arguments: [
    ("ab|\ncd", "ab\ncd|"), ("abc|\nd", "abc\nd|"), ("a|\nbcd\ne", "a\nb|cd\ne"), ("|\n", "\n|"),
  ])
  func movesDown(_ from: String, _ to: String) {
    #expect(marked(buffer(from).movedDown()) == to)
  }

  @Test func staysOnTheOnlyRow() {
    #expect(buffer("ab|c").movedUp() == nil)
    #expect(buffer("ab|c").movedDown() == nil)
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 2), (6, 3), (99, 3)])
  func countsBytes(_ offset: Int, _ index: Int) {
    #expect(buffer("aé日").index(ofByte: offset) == index)
  }
}
