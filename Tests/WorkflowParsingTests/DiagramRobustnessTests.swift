import Testing
import WorkflowParsing
import WorkflowSource

/// Whatever is read: no crash, an end, and ranges inside the text.
@Suite struct DiagramRobustnessTests {
  static let units = [
    "\0", "A ", "A --> B\n", "[", "{", "}", "\"", "state ", "state A {\n", "state \"", "note ",
    "note right of A\n", "note \"", "%%", "%%{", "%%{a", "%% c\n", ":", ": ", "A:\n", ";", "--",
    "-->", "direction LR ", "A direction LR ", "<<fork>> ", "state a <<end>> ", "click ", "class ",
    "classDef ", "style a", "scale ", "accDescr {", "accTitle:", "#", "\r", "\r\n", "\n", "\t",
    "\u{2028}", "\u{A0}", "é", "end note\n", "---\n", "title x\n", "<a =\"", "as ", "default\n",
    "\u{FEFF}", "::", ":::", "stateDiagram\n", "state A {}\n", "A --> \n", "{\n",
  ]

  @Test(arguments: units)
  func endsOn(_ unit: String) {
    let text = "stateDiagram-v2\n" + String(repeating: unit, count: 4000)
    for dialect in [DiagramDialect.workflow, .mermaid, .mermaidParser] {
      let source = SourceText(name: "t", text: text)
      let diagram = Diagram(source, in: source.range, dialect: dialect)
      #expect(diagram.diagnostics.count <= 101)
      checkRanges(diagram.statements, in: source.range)
      _ = diagram.mermaidFacts
    }
  }

  @Test func bytesThatAreNoText() {
    var bytes = Array("stateDiagram-v2\n".utf8)
    for index in 0..<100_000 { bytes.append(UInt8(truncatingIfNeeded: index &* 31 ^ index >> 5)) }
    let source = SourceText(name: "t", bytes: bytes)
    let diagram = Diagram(source, in: source.range)
    checkRanges(diagram.statements, in: source.range)
    #expect(!diagram.diagnostics.isEmpty)
  }

  @Test func deepNestingIsRefused() {
    let text = "stateDiagram\n" + String(repeating: "state A {\n", count: 100_000)
    let source = SourceText(name: "t", text: text)
    let diagram = Diagram(source, in: source.range)
    #expect(diagram.diagnostics.map(\.code).contains("diagram-depth"))
    #expect(diagram.diagnostics.count <= 2)
  }

  @Test func nestingAsDeepAsAllowedIsRead() {
    let text =
      "stateDiagram\n" + String(repeating: "state A {\n", count: 200)
      + String(repeating: "}\n", count: 200)
    let source = SourceText(name: "t", text: text)
    #expect(Diagram(source, in: source.range).diagnostics.isEmpty)
  }

  @Test(arguments: [SourceRange(-5, 10), SourceRange(5, 1_000), SourceRange(900, 1_000)])
  func rangesOutsideAreCut(_ range: SourceRange) {
    let source = SourceText(name: "t", text: "stateDiagram\nA --> B")
    let diagram = Diagram(source, in: range)
    checkRanges(diagram.statements, in: source.range)
  }

  /// Sources of the suites, when they are there, with small changes; and the seed.
  @Test func mutatedSources() throws {
    let corpus = try SharedCorpus.texts()
    guard !corpus.isEmpty else { return }
    var random = SmallRandom(state: 20_261_122)
    for _ in 0..<1000 {
      var bytes = Array(corpus[random.below(corpus.count)].utf8)
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count + 1)
        switch random.below(3) {
        case 0: bytes.insert(contentsOf: Self.units[random.below(Self.units.count)].utf8, at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.below(6)))
        default:
          let other = random.below(bytes.count + 1)
          bytes.insert(
            contentsOf: bytes[min(place, other)..<max(place, other)].prefix(200), at: place)
        }
      }
      let source = SourceText(name: "t", bytes: bytes)
      let outline = MarkdownOutline(source)
      for element in outline.elements { #expect(source.range.contains(element.range.lower)) }
      for range in outline.diagrams + [source.range] {
        let diagram = Diagram(source, in: range)
        checkRanges(diagram.statements, in: range)
      }
    }
  }

  private func checkRanges(_ statements: [Diagram.Statement], in range: SourceRange) {
    var last = range.lower
    for statement in statements {
      let it = statement.range
      guard it.lower >= last, it.upper <= range.upper else {
        Issue.record("\(it) not in \(last)..<\(range.upper): \(statement.kind)")
        return
      }
      last = it.lower
      if case .state(let state) = statement.kind { checkRanges(state.body ?? [], in: it) }
      if case .description(let description) = statement.kind, !description.text.range.isEmpty {
        #expect(
          it.lower <= description.text.range.lower && description.text.range.upper <= it.upper)
      }
    }
  }
}
