internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let outline = FuzzTarget(
    "outline", "Markdown is divided into elements that follow each other",
    seeds: WorkflowFiles.seeds + [.files(below: "Sources/WorkflowLibrary/Manual", ending: ".md")],
    words: WorkflowFiles.words
  ) { bytes in
    let source = SourceText(name: "fuzz.md", bytes: bytes)
    let outline = MarkdownOutline(source)
    Readings.check(outline.diagnostics, in: source)
    var end = outline.frontMatter?.range.upper ?? 0
    for element in outline.elements {
      Readings.check(element.range, in: source, "an element")
      demand(element.range.lower >= end, "\(element) begins before byte \(end)")
      end = element.range.upper
    }
    for diagram in outline.diagrams { Readings.check(diagram, in: source, "a diagram") }
    if outline.diagrams.isEmpty { Readings.check([outline.missingDiagram(in: source)], in: source) }
  }
}
