import Testing
import WorkflowParsing
import WorkflowSource

@Suite struct MarkdownOutlineTests {
  private static let file = """
    ---
    name: x
    ---

    # Title #

    Text here.
    Underlined
    ----------

    ```mermaid
    flowchart TD
    ```

    - item **one**
      more
    1) two

    ~~~~ Mermaid
    %% c
    stateDiagram-v2
      A --> B
    ~~~
    ~~~~

    ```mermaid
    stateDiagram
    ```

    """

  /// The same file with every way to end a line, with and without byte order mark.
  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func elements(_ lineBreak: String, _ mark: String) throws {
    let source = text(mark + Self.file.replacing("\n", with: lineBreak))
    let outline = MarkdownOutline(source)
    #expect(outline.frontMatter.map { source.text(in: $0.content) } == "name: x" + lineBreak)
    #expect(
      outline.headings.map { "\($0.level) \(source.text(in: $0.text))" } == [
        "1 Title", "2 Underlined",
      ])
    #expect(outline.items.map { source.text(in: $0.text) } == ["item **one**", "two"])
    #expect(outline.fences.map(\.language) == ["mermaid", "mermaid", "mermaid"])
    #expect(
      outline.diagrams.map { source.text(in: $0) } == [
        ["%% c", "stateDiagram-v2", "  A --> B", "~~~", ""].joined(separator: lineBreak),
        "stateDiagram" + lineBreak,
      ])
    let lines = outline.elements.compactMap {
      if case .line(let line) = $0 { source.text(in: line.text) } else { nil }
    }
    #expect(lines == ["Text here.", "more"])
    #expect(outline.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("```mermaid\nstateDiagram-v2\n```", 1),
    ("  ````mermaid\n  stateDiagram-v2\n  ```\n  ````", 1),
    ("- list\n\n\t```mermaid\n\tstateDiagram-v2\n\t```", 1),
    ("~~~mermaid title=\"x\"\n\n\n  StateDiagram\n~~~", 1),
    ("```{.mermaid}\nstateDiagram\n```", 1),
    ("```mermaid\n---\ntitle: t\n---\nstateDiagram\n```", 1),
    ("```mermaid\n%%{init: {}}%% stateDiagram\n```", 1),
    ("```mermaid\ngraph TD\n```\n```\nstateDiagram\n```", 0),
    ("```mermaid x`\nstateDiagram\n", 0),
    ("<!--\n```mermaid\nstateDiagram\n```\n-->\n", 0),
    ("<!-- one --> two\n```mermaid\nstateDiagram\n```", 1),
    ("```text\n```mermaid\nstateDiagram\n```\n", 0),
    ("\n\n  stateDiagram-v2\n A --> B\n", 1),
    ("%% c\nstateDiagram-v2\n A --> B\n", 1),
    ("---\nname: x\n---\n\nstateDiagram-v2\n A --> B\n", 1),
    ("\u{FEFF}\r\nstateDiagram-v2\r\n", 1),
    ("Text about stateDiagram", 0),
    ("", 0),
  ])
  func diagrams(_ content: String, _ count: Int) {
    let source = text(content)
    let outline = MarkdownOutline(source)
    #expect(outline.diagrams.count == count)
    for diagram in outline.diagrams {
      #expect(source.text(in: diagram).lowercased().contains("statediagram"))
    }
  }

  @Test(arguments: ["a.mermaid", "a.mmd", "A.MMD"])
  func namedDiagramsAreWhole(_ name: String) {
    let source = SourceText(name: name, text: "stat Diagram\n")
    #expect(MarkdownOutline(source).diagrams == [source.range])
  }

  @Test(arguments: [
    ("```mermaid\nstateDiagram\nA --> B", "fence-unclosed", 0),
    ("---\nname: x\n\ntext", "front-matter-unclosed", 0),
  ])
  func whatIsNotClosedIsReported(_ content: String, _ code: String, _ offset: Int) {
    let diagnostics = MarkdownOutline(text(content)).diagnostics
    #expect(diagnostics.map(\.code) == [code])
    #expect(diagnostics.first?.range?.lower == offset)
  }

  @Test(arguments: [
    ("```\nstateDiagram-v2\n```", "this state diagram is not marked as Mermaid"),
    ("```mermaid\npie\n```", "no state diagram: this Mermaid diagram is of another kind"),
    ("Text", "no state diagram in this file"),
    ("", "no state diagram in this file"),
  ])
  func missingDiagram(_ content: String, _ message: String) {
    let source = text(content)
    #expect(MarkdownOutline(source).missingDiagram(in: source).message == message)
  }

  @Test(arguments: [
    ("# a\n#b\n####### c\n#\n## d ##  \n### e#", ["1 a", "1 ", "2 d", "3 e#"]),
    ("a\n===\nb\n\n---\n- c\n---", ["1 a"]),
    ("    # code\n\t# code", []),
  ])
  func headings(_ content: String, _ expected: [String]) {
    let source = text(content)
    #expect(
      MarkdownOutline(source).headings.map { "\($0.level) \(source.text(in: $0.text))" } == expected
    )
  }

  @Test(arguments: [
    ("- a\n* b\n+ c\n-d\n10. e\n1234567890. f\n* * *\n-", ["0 a", "0 b", "0 c", "0 e", "0 "]),
    ("- a\n  - b\n\t- c\n **x**", ["0 a", "2 b", "4 c"]),
  ])
  func items(_ content: String, _ expected: [String]) {
    let source = text(content)
    #expect(
      MarkdownOutline(source).items.map { "\($0.indentation) \(source.text(in: $0.text))" }
        == expected)
  }

  @Test(arguments: [
    "\0", "```\n", "---\n", "<!--", "`", "\r", "- ", "# ", "~~~mermaid\nstateDiagram",
  ])
  func anythingEnds(_ unit: String) {
    let source = text(String(repeating: unit, count: 20_000))
    let outline = MarkdownOutline(source)
    for element in outline.elements { #expect(element.range.upper <= source.bytes.count) }
  }

  private func text(_ content: String) -> SourceText { SourceText(name: "t.md", text: content) }
}
