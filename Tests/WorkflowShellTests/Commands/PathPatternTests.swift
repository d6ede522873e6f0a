import Testing

@testable import WorkflowShell

@Suite struct PathPatternTests {
  @Test(arguments: [
    ("A B C", "A B C", nil), ("A * C", "A B B C", nil), ("* C", "C", nil), ("A *", "A", nil),
    ("*", "", nil), ("* B * D", "A B C B D", nil), ("", "", nil),
    ("A B", "A B C", 2), ("A C", "A B C", 1), ("A * D", "A B C", 2), ("B", "A B", 0),
    ("A B C", "A B", 2), ("", "A", 0),
  ])
  func matches(_ pattern: String, _ path: String, _ mismatch: Int?) {
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    #expect(PathPattern(words(pattern)).mismatch(with: words(path)) == mismatch)
  }
}
