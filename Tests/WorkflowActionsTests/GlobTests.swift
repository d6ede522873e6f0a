import Testing
import WorkflowActions

@Suite struct GlobTests {
  @Test(arguments: [
    ("database/*", "database/create-backup", true), ("database/*", "database/", true),
    ("database/*", "database", false), ("database/*", "database/a/b", true),
    ("*", "", true), ("*", "anything", true), ("", "", true), ("", "x", false),
    ("a", "a", true), ("a", "A", false), ("a", "ab", false), ("a*", "ab", true),
    ("*b", "ab", true), ("*b", "aba", false), ("a*b*c", "aXXbYYc", true),
    ("a*b*c", "aXXcYYb", false), ("?", "é", true), ("?", "", false), ("a?c", "abc", true),
    ("**", "x", true), ("*a*a*a*", "aa", false), ("[ab]", "a", false), ("[ab]", "[ab]", true),
    ("日*", "日本", true),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }

  /// Backtracking over each star would take longer than anybody waits.
  @Test func manyStarsAreNoTrap() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 5000)))
  }
}
