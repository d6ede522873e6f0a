import Testing

@testable import DatabaseMigration

@Suite struct ShellTests {
  @Test(arguments: [
    ("a b  c", ["a", "b", "c"]), ("'a b' \"c d\"", ["a b", "c d"]), ("a\\ b", ["a b"]),
    ("''", [""]), ("a'b'c", ["abc"]), ("\"a\\\"b\"", ["a\"b"]), ("$HOME;x", ["$HOME;x"]),
    ("", []),
  ])
  func words(_ text: String, _ expected: [String]) {
    #expect(Shell.words(text) == expected)
  }

  @Test(arguments: ["'a", "\"a", "a\\"]) func unclosed(_ text: String) {
    #expect(Shell.words(text) == nil)
  }

  @Test(arguments: ["a.db", "a b.db", "it's", "", "$x"]) func quotedIsOneWord(_ text: String) {
    #expect(Shell.words(Shell.quoted(text)) == [text])
  }
}
