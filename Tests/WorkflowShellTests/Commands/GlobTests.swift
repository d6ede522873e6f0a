import Testing

@testable import WorkflowShell

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", "", true), ("a*", "abc", true), ("*c", "abc", true), ("a?c", "abc", true),
    ("a*b*c", "aXbYbZc", true), ("", "", true), ("a", "ab", false), ("?", "", false),
    ("a*d", "abc", false), ("**", "x", true),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }
}
