internal import Testing

@testable import LineEditing

@Suite struct LinePainterTests {
  private let red = TextStyle(.red)

  /// A screen as libedit leaves it: prompt and text drawn, the cursor in its place.
  private func drawn(
    _ text: String, prompt: String = "> ", rows: Int = 6, columns: Int = 12, above: Int = 0
  ) -> (TerminalScreen, LinePainter) {
    let line = buffer(text)
    let origin = ScreenPlace(row: 0, column: 0)
    let start = LineLayout(
      from: origin, Array(prompt.unicodeScalars), columns: columns, measure: plainMeasure
    ).end
    let layout = LineLayout(from: start, line.scalars, columns: columns, measure: plainMeasure)
    var screen = TerminalScreen(rows: rows, columns: columns)
    screen.write(Array(repeating: UInt8(ascii: "\n"), count: above))
    screen.write(prompt.utf8)
    var row = 0
    func goDown(to wanted: Int) {
      while row < wanted {
        screen.write("\r\n".utf8)
        row += 1
      }
    }
    for (scalar, place) in zip(line.scalars, layout.places) {
      goDown(to: place.row)
      screen.write("\r\u{1B}[\(place.column)C".replacing("\u{1B}[0C", with: "").utf8)
      switch ScalarShape(scalar, measure: plainMeasure) {
      case .lineFeed, .tab: break
      case .printed: screen.write(String(scalar).utf8)
      case .spelled(let text):
        screen.write(text.utf8)
        if place.column + text.utf8.count > columns { row += 1 }
      }
    }
    goDown(to: layout.end.row)
    let home = layout.places[line.cursor]
    let up = row - home.row
    screen.write(((up > 0 ? "\u{1B}[\(up)A" : "") + "\r").utf8)
    if home.column > 0 { screen.write("\u{1B}[\(home.column)C".utf8) }
    let painter = LinePainter(
      columns: columns, rows: rows, buffer: line, start: start, measure: plainMeasure)
    return (screen, painter)
  }

  @Test(arguments: [
    "ab cd|", "ab |cd", "|ab cd", "ab cdefghij|", "ab cdefghijklmnopq|", "ab cd|efghijklmnopq",
    "ab c\nd efgh|", "ab|\n\ncd", "ab cdefghi\njkl|", "日本語 日本|語", "xxxxxxxxx日本|", "a\u{1}b|",
    "xxxxxxxxx\u{1}b|", "\tx|y",
  ])
  func colouringChangesNothingButColour(_ text: String) throws {
    for above in [0, 4] {
      var (screen, painter) = drawn(text, above: above)
      let before = screen
      painter.spans = [(0..<1, red), (1..<painter.buffer.scalars.count, TextStyle(.green))]
      screen.write(try #require(painter.paint()).bytes.utf8)
      #expect(screen.text == before.text)
      #expect([screen.row, screen.column] == [before.row, before.column])
    }
  }

  @Test func stylesAreWhereTheSpansAre() throws {
    var (screen, painter) = drawn("ab cdefghijkl mn|")
    painter.spans = [(0..<2, red), (3..<12, TextStyle(.green, bold: true))]
    screen.write(try #require(painter.paint()).bytes.utf8)
    #expect(screen.style(of: "ab") == "31")
    #expect(screen.style(of: "cdef") == "1;32")
    #expect(screen.style(of: "jkl") == "1;32")
    #expect(screen.style(of: "mn") == "")
  }

  @Test(arguments: [
    ("ab|", "cd efghijklm", 0, "> abcd efgh"),
    ("ab|", "cd\nef", 0, "> abcd"),
    ("ab|", "日本語日本", 0, "> ab日本語"),
    ("ab|", "cd efghijklm", 4, "> abcd"),
    ("abcdefghi|", "jkl", 0, "> abcdefghi"),
    ("a|b", "cd", 0, "> ab"),
    // The next row has the whole width.
    ("abcdefghijkl|", "mnopqrstuvwxyz", 4, "> abcdefghij/klmnopqrstu"),
  ])
  func ghostFitsAndGoes(_ text: String, _ ghost: String, _ right: Int, _ shown: String) throws {
    var (screen, painter) = drawn(text)
    let before = screen
    painter.ghost = ghost
    painter.rightPrompt = right
    let painted = try #require(painter.paint())
    screen.write(painted.bytes.utf8)
    #expect(screen.text.joined(separator: "/") == shown)
    #expect([screen.row, screen.column] == [before.row, before.column])
    screen.write(painted.erasure.utf8)
    #expect(screen.text == before.text)
    #expect([screen.row, screen.column] == [before.row, before.column])
  }

  @Test(arguments: [0, 2, 3, 5])
  func rowsBelowStandAndGoAlsoWhenTheScreenScrolls(above: Int) throws {
    var (screen, painter) = drawn("ab cdefghijkl|", above: above)
    let before = screen
    painter.below = ["one", "two", "three", "four", "five"]
    let painted = try #require(painter.paint())
    screen.write(painted.bytes.utf8)
    let top = screen.text.drop { $0.isEmpty }
    #expect(Array(top) == ["> ab cdefghi", "jkl", "one", "two", "three", "four"])
    screen.write(painted.erasure.utf8)
    #expect(screen.text.filter { !$0.isEmpty } == before.text.filter { !$0.isEmpty })
    screen.write("X".utf8)
    #expect(screen.text.last == "jklX")
  }

  @Test func textHigherThanTheScreenIsLeftAlone() {
    #expect(drawn("a\nb\nc\nd\ne\nf|").1.paint() != nil)
    #expect(drawn("a\nb\nc\nd\ne\nf\ng|").1.paint() == nil)
  }

  @Test func nothingToPaintWritesNothing() {
    #expect(drawn("ab|").1.paint() == LinePainter.Painted(bytes: "", erasure: ""))
  }

  @Test func remarkStandsAfterTheTextWhereThereIsRoom() {
    var (screen, painter) = drawn("a|b")
    screen.write(painter.remark("^C").utf8)
    #expect(screen.text == ["> ab^C"])
    painter.rightPrompt = 6
    #expect(painter.remark("^C") == "")
  }
}
