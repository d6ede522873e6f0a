import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource

@Suite struct PromptFileReaderTests {
  private func read(_ text: String) -> PromptFile {
    PromptFileReader().read(SourceText(name: "p.md", text: text))
  }

  @Test func theTemplateBeginsBehindTheFrontMatter() {
    let file = read(
      "---\ntitle: T\narguments:\n  - name: a\n    type: number\n---\n\n\nHello {{ a }}\n")
    #expect(file.about.title == "T")
    #expect(file.arguments.map(\.name) == ["a"])
    #expect(file.arguments.first?.kind == .number)
    #expect(file.template.text == "Hello {{ a }}\n")
    #expect(file.diagnostics == [])
  }

  @Test(arguments: [
    "just text", "\u{FEFF}just text", "\r\n\njust text", "# Title\n\n---\nA: b\n---\n",
  ])
  func withoutFrontMatterAllIsText(_ text: String) {
    let file = read(text)
    #expect(file.arguments.isEmpty && file.diagnostics.isEmpty)
    #expect(file.template.text.hasPrefix(text.hasPrefix("#") ? "# Title" : "just text"))
  }

  @Test(arguments: [
    ("---\ntitel: x\n---\ny", "2:1: unknown-key"), ("---\na: [\n---\ny", "syntax"),
    ("---\ntitle: x\n---\nsee {{ a | }} and {% if %}", "4:"),
    ("---\ntitle: x\nnever closed", "1:1: front-matter-unclosed"), ("", "1:1: empty-file"),
    ("a\0b", "1:2: binary-file"), ("---\nhandlers: {a: [b]}\n---\nx", "2:12: unknown-key"),
  ])
  func mistakesHavePlaces(_ text: String, _ expected: String) {
    let file = read(text)
    let shown = file.diagnostics.map {
      "\(file.source.position(at: $0.range?.lower ?? 0)): \($0.code)"
    }
    #expect(shown.contains { $0.contains(expected) }, "\(shown)")
  }
}
