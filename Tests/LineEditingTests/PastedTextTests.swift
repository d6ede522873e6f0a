internal import Testing

@testable import LineEditing

@Suite struct PastedTextTests {
  private func paste(_ text: String) -> PastedText {
    var pasted = PastedText()
    for scalar in text.unicodeScalars { pasted.take(scalar) }
    return pasted
  }

  @Test(arguments: [
    ("list\u{1B}[201~", "list"), ("\u{1B}[201~", ""), ("a\rb\r\nc\nd\u{1B}[201~", "a\nb\nc\nd"),
    ("a\n\n\u{1B}[201~", "a"), ("a\0\tb\u{1B}[0m\u{1B}[201~", "a\u{FFFD}\tb\u{1B}[0m"),
    ("\u{1B}\u{1B}[201~", "\u{1B}"), ("日本\u{1B}[201~", "日本"),
  ])
  func endsAtTheMark(_ sent: String, _ expected: String) {
    let pasted = paste(sent)
    #expect(pasted.isComplete)
    #expect(pasted.text == expected)
    #expect(!pasted.isCut)
  }

  @Test func goesOnUntilTheMark() {
    #expect(!paste("list\u{1B}[201").isComplete)
  }

  @Test func isBounded() {
    for surplus in [1, 3, 6, 100] {
      let long = String(repeating: "x", count: PastedText.limit + surplus)
      let pasted = paste(long + "\u{1B}[201~")
      #expect(pasted.isComplete && pasted.isCut)
      #expect(pasted.text.utf8.count == PastedText.limit)
    }
    let fits = paste(String(repeating: "x", count: PastedText.limit) + "\u{1B}[201~")
    #expect(!fits.isCut && fits.text.utf8.count == PastedText.limit)
  }
}
