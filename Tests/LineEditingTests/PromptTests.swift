internal import Testing

@testable import LineEditing

@Suite struct PromptTests {
  @Test(arguments: [
    (StyledText("db> "), "db> "),
    (StyledText("db", TextStyle(.cyan)) + "> ", "\u{1}\u{1B}[0;36m\u{1}db\u{1}\u{1B}[m\u{1}> "),
    // One escape between marks for each change, also from one colour to the next.
    (
      StyledText("a", TextStyle(.red)) + StyledText("b", TextStyle(bold: true)) + " ",
      "\u{1}\u{1B}[0;31m\u{1}a\u{1}\u{1B}[0;1m\u{1}b\u{1}\u{1B}[m\u{1} "
    ),
    // The last character is plain: libedit loses an escape at the very end.
    (StyledText("ab", TextStyle(.red)), "\u{1}\u{1B}[0;31m\u{1}a\u{1}\u{1B}[m\u{1}b"),
    (StyledText("a", TextStyle(.red)), "a"),
    (StyledText(""), ""),
    // What would upset the columns, or end an escape, is made harmless.
    (StyledText("a\u{1}\u{1B}[2Jb\nc> "), "a\u{FFFD}\u{FFFD}[2Jb\u{FFFD}c> "),
    (StyledText("x\u{200D}y "), "xy "),
  ])
  func marksEscapesForLibedit(_ text: StyledText, _ expected: String) {
    #expect(text.promptText(colour: true) == expected)
  }

  @Test func withoutColourIsPlain() {
    #expect((StyledText("db", TextStyle(.cyan)) + "> ").promptText(colour: false) == "db> ")
  }

  @Test(arguments: [
    (TextStyle(), "\u{1B}[0m"), (TextStyle(.brightBlack), "\u{1B}[0;90m"),
    (
      TextStyle(.green, bold: true, dim: true, italic: true, underlined: true, reversed: true),
      "\u{1B}[0;1;2;3;4;7;32m"
    ),
  ])
  func styleIsOneEscape(_ style: TextStyle, _ expected: String) {
    #expect(style.escape == expected)
  }
}
