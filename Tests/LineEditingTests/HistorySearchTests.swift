internal import Testing

@testable import LineEditing

@Suite struct HistorySearchTests {
  private let commands = ["print a", "load X.md", "print b", "load x.md", "print b"]

  /// What is shown after typing keys, one by one.
  private func shown(_ keys: String) -> (String?, HistorySearch) {
    let history = History()
    for command in commands { history.add(command) }
    var search = HistorySearch(from: buffer("typed|"))
    var last: String?
    for key in keys.unicodeScalars {
      switch search.key(key, in: history) {
      case .show(let buffer): last = buffer.text
      case .leave(let buffer): last = "left: " + buffer.text
      case .leaveAndPass(let buffer): last = "passed: " + buffer.text
      case .beep: last = nil
      }
    }
    return (last, search)
  }

  @Test(arguments: [
    ("p", "print b"), ("print a", "print a"), ("p\u{12}", "print a"), ("p\u{12}\u{13}", "print b"),
    ("p\u{12}\u{12}", nil), ("q", nil), ("\u{12}", nil), ("\u{13}", nil),
    ("x", "load x.md"), ("X", "load X.md"), ("x\u{12}", "load X.md"),
    ("pq\u{7F}", "print b"), ("p\u{7F}", "typed"), ("\u{7F}", nil),
    ("p\u{07}", "left: typed"), ("p\u{1B}", "left: typed"), ("p\t", "left: print b"),
    ("p\r", "passed: print b"), ("p\u{01}", "passed: print b"), ("p\u{03}", "passed: print b"),
  ])
  func keys(_ keys: String, _ expected: String?) {
    #expect(shown(keys).0 == expected)
  }

  @Test func promptSaysHowItGoes() {
    #expect(shown("").1.prompt.plain == "(search '') ")
    #expect(shown("pr").1.prompt.plain == "(search 'pr') ")
    #expect(shown("prq").1.prompt.plain == "(nothing found 'prq') ")
  }

  @Test(arguments: [
    ("b", "abc", 1..<2), ("", "abc", nil), ("abcd", "abc", nil), ("本", "日本", 1..<2),
    ("É", "é", nil), ("é", "É", 0..<1), ("İ", "i", nil),
  ])
  func finds(_ pattern: String, _ text: String, _ expected: Range<Int>?) {
    #expect(HistorySearch.find(pattern, in: text) == expected)
  }
}
