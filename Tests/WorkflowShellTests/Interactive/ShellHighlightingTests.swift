import LineEditing
import Testing

@testable import WorkflowShell

@Suite struct ShellHighlightingTests {
  private let highlighting = ShellHighlighting(.standard, states: ["Work"])

  /// The coloured pieces of a text, each with the first letter of its colour.
  private func pieces(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return highlighting.spans(in: text).map { span in
      let colour = span.style.color.map { "\($0)".prefix(1) } ?? "dim"
      return "\(colour):\(String(decoding: bytes[span.range], as: UTF8.self))"
    }
  }

  @Test(arguments: [
    ("break Work if n > 2", ["b:break", "c:Work", "m:2"]),
    ("brek Work", ["r:brek", "c:Work"]),
    ("print \"a b\" # why", ["b:print", "g:\"a b\"", "dim:# why"]),
    ("run; next", ["b:run", "b:next"]),
    ("test \"x\" { run }", ["b:test", "g:\"x\"", "b:run"]),
    ("list --raw", ["b:list", "y:--raw"]),
    ("break Work->Done", ["b:break", "c:Work"]),
    ("print \"open", ["b:print", "g:\"open"]),
    ("print/json x", ["b:print/json"]),
    ("é日本", ["r:é日本"]),
    ("", []),
  ])
  func colours(_ text: String, _ expected: [String]) {
    #expect(pieces(text) == expected)
  }

  @Test func spansAreInOrderAndInside() {
    for text in ["\"\\", "a\"b'c", "#", "{{{{", "-->", "x\\", "'"] {
      var last = 0
      for span in highlighting.spans(in: text) {
        #expect(span.range.lowerBound >= last)
        #expect(span.range.upperBound <= text.utf8.count)
        last = span.range.upperBound
      }
    }
  }
}
