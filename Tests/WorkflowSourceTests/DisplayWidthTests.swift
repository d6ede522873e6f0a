import Testing
import WorkflowSource

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱ", 1), ("Ａ", 2), ("👍", 2),
    ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("─│┌", 3), ("✓", 1), ("✅", 2), ("\u{200B}", 0),
    ("\u{FEFF}", 0), ("…", 1), ("\u{AD}", 1), ("Ω", 1),
  ])
  func countsColumns(_ text: String, _ expected: Int) {
    #expect(DisplayWidth.columns(text) == expected)
  }
}
