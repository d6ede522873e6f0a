internal import Testing

@testable import LineEditing

@Suite struct LineLayoutTests {
  /// Places as libedit reckons them, on a screen of ten columns.
  @Test(arguments: [
    ("", 3, "0,3"),
    ("abc", 3, "0,3 0,4 0,5 0,6"),
    // The cursor is wrapped as soon as the last column is taken.
    ("abc", 7, "0,7 0,8 0,9 1,0"),
    ("abcd", 7, "0,7 0,8 0,9 1,0 1,1"),
    ("a\nb", 3, "0,3 0,4 1,0 1,1"),
    ("a\nb", 9, "0,9 1,0 2,0 2,1"),
    // Wide characters do not straddle the margin.
    ("日本", 6, "0,6 0,8 1,0"),
    ("日本", 7, "0,7 1,0 1,2"),
    ("e\u{301}x", 3, "0,3 0,4 0,4 0,5"),
    ("\tx", 3, "0,3 0,8 0,9"),
    ("\tx", 8, "0,8 1,0 1,1"),
    ("\u{1B}x", 3, "0,3 0,5 0,6"),
    ("\u{1B}x", 9, "0,9 1,1 1,2"),
    ("\u{200B}x", 1, "0,1 0,8 0,9"),
  ])
  func wrapsLikeLibedit(_ text: String, _ start: Int, _ expected: String) {
    let layout = LineLayout(
      from: ScreenPlace(row: 0, column: start), Array(text.unicodeScalars), columns: 10,
      measure: plainMeasure)
    let places = layout.places.map { "\($0.row),\($0.column)" }.joined(separator: " ")
    #expect(places == expected)
  }

  @Test(
    arguments: [
      ("a", ScalarShape.printed(columns: 1)), ("日", .printed(columns: 2)), ("\t", .tab),
      ("\n", .lineFeed), ("\u{1}", .spelled("^A")), ("\u{1B}", .spelled("^[")),
      ("\u{7F}", .spelled("^?")), ("\u{200B}", .spelled("\\U+200b")),
    ] as [(Unicode.Scalar, ScalarShape)])
  func spellsWhatCannotBePrinted(_ scalar: Unicode.Scalar, _ shape: ScalarShape) {
    #expect(ScalarShape(scalar, measure: plainMeasure) == shape)
  }
}
