import Testing
import WorkflowParsing
import WorkflowSource

/// The seed, where it is there.
@Suite(.enabled(if: SharedCorpus.seed() != nil))
struct DiagramSeedTests {
  @Test func seedIsReadWhole() throws {
    let source = try #require(SharedCorpus.seed())
    let outline = MarkdownOutline(source)
    #expect(outline.frontMatter != nil)
    #expect(outline.diagnostics.isEmpty)
    #expect(outline.headings.map { source.text(in: $0.text) }.contains("Usage"))
    let range = try #require(outline.diagrams.first)
    #expect(outline.diagrams.count == 1)
    let diagram = Diagram(source, in: range)
    #expect(diagram.diagnostics.isEmpty)
    let transitions = diagram.statements.filter {
      if case .transition = $0.kind { true } else { false }
    }
    #expect(transitions.count == 34)
    let descriptions = diagram.statements.compactMap { statement -> Diagram.Description? in
      if case .description(let description) = statement.kind { description } else { nil }
    }
    #expect(descriptions.count + transitions.count == diagram.statements.count)
    for description in descriptions {
      #expect(source.text(in: description.text.range) == description.text.text)
    }
    #expect(descriptions.contains { $0.text.text == "   - action: execute_prompt" })
  }

  /// Mermaid refuses the eighteen lines that end in a colon, and nothing else.
  @Test func mermaidRefusesTheColons() throws {
    let source = try #require(SharedCorpus.seed())
    let range = try #require(MarkdownOutline(source).diagrams.first)
    let diagram = Diagram(source, in: range)
    let warnings = Diagram.mermaidWarnings(source, for: diagram)
    #expect(warnings == diagram.mermaidDifferences)
    let lines = warnings.compactMap { warning in
      warning.range.map { source.text(in: $0) }
    }
    #expect(lines == [String](repeating: ":", count: lines.count))
    #expect(lines.count >= 18)
  }
}
