import Testing
import WorkflowSource

@Suite struct DiagnosticFormatterTests {
  /// The diagnostic at the first place of `mark` in `text`, printed whole.
  static func print(
    _ text: String, at mark: String, hint: String? = nil, notes: [Diagnostic.Note] = []
  ) -> String {
    let source = SourceText(name: "deploy.md", text: text)
    let diagnostic = Diagnostic(
      .error, "test", "no state '\(mark)'", range: place(of: mark, in: text), hint: hint,
      notes: notes)
    return DiagnosticFormatter().format(diagnostic, in: source)
  }

  static func place(of mark: String, in text: String) -> SourceRange {
    let bytes = Array(text.utf8)
    let wanted = Array(mark.utf8)
    let lower = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
    return SourceRange(lower, lower + wanted.count)
  }

  @Test func showsPlaceLineCaretAndHint() {
    #expect(
      Self.print("a\n  Check --> Depoly\n", at: "Depoly", hint: "did you mean 'Deploy'?") == """
        deploy.md:2:13: error: no state 'Depoly'
           2 |   Check --> Depoly
             |             ^~~~~~ did you mean 'Deploy'?
        """)
  }

  @Test func wideCharactersMoveTheCaretByTheirColumns() {
    #expect(
      Self.print("é日本 --> 語x y", at: "語x") == """
        deploy.md:1:9: error: no state '語x'
           1 | é日本 --> 語x y
             |           ^~~
        """)
  }

  @Test func tabsAreOneBlankAndControlsAreEscaped() {
    #expect(
      Self.print("\ta\u{1B}[31m\u{7}\u{202E} bad", at: "bad") == """
        deploy.md:1:11: error: no state 'bad'
           1 |  a\\x1b[31m\\x07\\u{202e} bad
             |                        ^~~
        """)
  }

  @Test func aCarriageReturnIsNotShown() {
    #expect(
      Self.print("one\r\ntwo bad\r\nthree", at: "bad") == """
        deploy.md:2:5: error: no state 'bad'
           2 | two bad
             |     ^~~
        """)
  }

  @Test func aByteOrderMarkDoesNotMoveTheCaret() {
    #expect(
      Self.print("\u{FEFF}bad", at: "bad") == """
        deploy.md:1:1: error: no state 'bad'
           1 | bad
             | ^~~
        """)
  }

  @Test func anEmptyRangeHasACaretOnly() {
    let source = SourceText(name: "x", text: "ab\ncd")
    let shown = DiagnosticFormatter().format(
      .warning("test", "text is missing", range: SourceRange(2, 2)), in: source)
    #expect(
      shown == """
        x:1:3: warning: text is missing
           1 | ab
             |   ^
        """)
  }

  @Test func aRangeOfSeveralLinesIsMarkedToTheEndOfTheFirst() {
    #expect(
      Self.print("x: {a\n  b}", at: "{a\n  b}").split(separator: "\n").suffix(2).joined(
        separator: "\n") == """
             1 | x: {a
               |    ^~
          """)
  }

  @Test func withoutARangeThereIsNoExcerpt() {
    let shown = DiagnosticFormatter().format(
      .error("empty", "the file is empty", hint: "write a diagram"),
      in: SourceText(name: "x.md", text: ""))
    #expect(shown == "x.md: error: the file is empty\n  hint: write a diagram")
  }

  @Test func notesShowTheirOwnPlaces() {
    let text = "fork Split\njoin Both\n"
    let shown = Self.print(
      text, at: "Both",
      notes: [
        .init("'Split' opened here", range: Self.place(of: "Split", in: text)),
        .init("a fork needs a join"),
      ])
    #expect(
      shown == """
        deploy.md:2:6: error: no state 'Both'
           2 | join Both
             |      ^~~~
        deploy.md:1:6: note: 'Split' opened here
           1 | fork Split
             |      ^~~~~
        deploy.md: note: a fork needs a join
        """)
  }

  @Test func manyLinesWidenTheGutter() {
    let shown = Self.print(String(repeating: "\n", count: 12344) + "bad", at: "bad")
    #expect(
      shown == """
        deploy.md:12345:1: error: no state 'bad'
        12345 | bad
              | ^~~
        """)
  }

  @Test(arguments: [0, 10, 39, 40, 41, 200, 5000])
  func aLongLineIsCutAroundTheMark(_ before: Int) throws {
    let text = String(repeating: "é", count: before) + "BAD" + String(repeating: "日", count: 5000)
    let lines = Self.print(text, at: "BAD").split(separator: "\n").map { Array($0.unicodeScalars) }
    #expect(lines.count == 3)
    let caret = try #require(lines[2].firstIndex(of: "^"))
    #expect(String(String.UnicodeScalarView(lines[1][caret..<caret + 3])) == "BAD")
    #expect(lines[2].filter { $0 == "~" }.count == 2)
    #expect(lines[1].last == "…")
    #expect(lines[1].contains("é") == (before > 0))
    #expect((lines[1][7] == "…") == (before > 40))
    #expect(lines[1].count <= DiagnosticFormatter.widestLine + 9)
  }

  @Test func aMarkLongerThanTheWindowIsCutWithIt() {
    let lines = Self.print(
      String(repeating: "x", count: 900), at: String(repeating: "x", count: 900)
    )
    .split(separator: "\n")
    #expect(lines[2].utf8.filter { $0 == UInt8(ascii: "~") }.count == 159)
  }

  /// Wherever the place and whatever the bytes, there is a message and no crash.
  @Test func anyPlaceInAnyBytesIsPrinted() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...900, using: &random)).map { _ in
        [0x0A, 0x0D, 0x80, 0xC3, 0xA9, 0xE6, 0xF0, 0xFF, 0x1B, 0x61].randomElement(using: &random)
          ?? 0 as UInt8
      }
      let source = SourceText(name: "x", bytes: bytes)
      let range = SourceRange(
        Int.random(in: -5...1000, using: &random), Int.random(in: -5...1000, using: &random))
      let shown = DiagnosticFormatter().format(.error("c", "m", range: range), in: source)
      #expect(shown.contains("error: m") && shown.contains("^"))
      #expect(!shown.utf8.contains(0x1B))
    }
  }
}
