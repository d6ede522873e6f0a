import Testing
import WorkflowParsing
import WorkflowSource

@Suite struct DiagramDiagnosticsTests {
  /// What is said, and where, of a diagram whose first line is `stateDiagram-v2`.
  @Test(arguments: [
    ("A -->", ["2:3 a transition needs a state behind '-->'"]),
    ("A --> : x", ["2:3 a transition needs a state behind '-->'"]),
    ("--> B", ["2:1 a transition needs a state before '-->'"]),
    ("A -> B", ["2:3 '->' is not an arrow"]),
    ("A => B", ["2:3 '=>' is not an arrow"]),
    ("A ---> B", ["2:3 '--->' is not an arrow"]),
    ("my-state --> B", ["2:3 a name cannot hold '-'"]),
    (": text", ["2:1 a text needs a state before its ':'"]),
    ("default --> A", ["2:1 'default' is a word of Mermaid's and cannot name a state"]),
    ("click --> A", ["2:7 a transition needs a state before '-->'"]),
    ("\"A\" --> B", ["2:1 a name has no quotes"]),
    ("stateDiagram-v2\nA", ["2:1 a second 'stateDiagram'"]),
    ("state A {\nB", ["2:9 state 'A' is never closed"]),
    ("state A {\nstate B {\nC\n}", ["2:9 state 'A' is never closed"]),
    ("A\n}\nB", ["3:1 '}' without '{'"]),
    ("A {\nB\n}", ["2:3 '{' needs a state before it"]),
    ("state \"abc", ["2:7 this quote is never closed"]),
    ("state \"abc\"\nB", ["2:7 a name is missing behind the text"]),
    ("note right of A\nB --> C", ["2:1 this note has no text"]),
    ("note over A : x", ["2:6 'over' cannot stand here"]),
    ("scale big", ["2:7 'big' cannot stand here"]),
    ("classDef", ["2:9 the diagram ends too early"]),
    ("classDef a-b fill:red", ["2:10 a name cannot hold '-'"]),
    ("state X {\n A -- B --> C\n D -x\n}", ["4:4 a name cannot hold '-'"]),
    ("A ::: b :: c", []),
    ("? ", ["2:1 '?' is not the name of a state"]),
  ])
  func mistakes(_ body: String, _ expected: [String]) {
    #expect(messages("stateDiagram-v2\n" + body) == expected)
  }

  @Test(arguments: [
    ("", "1:1 this diagram is empty"),
    ("stateDiagramA\n", "1:1 a line break is missing behind 'stateDiagramA'"),
    ("stateDiagrm-v2\nA", "1:1 'stateDiagram-v2' expected"),
    ("flowchart TD\nA --> B\nC --> D\n", "1:1 'stateDiagram-v2' expected"),
    ("---\na: [\n---\nstateDiagram\n", "2:5 a value was expected here"),
  ])
  func beginnings(_ text: String, _ expected: String) {
    #expect(messages(text).first == expected)
    #expect(messages(text).count == 1)
  }

  @Test func fiveMistakesAreFive() {
    let text = """
      stateDiagram-v2
        [*] --> A
        A -> B
        --> C
        state D {
          E --> F
          G -- > H
          my-name: x
          state I {
            J --> K
          }
        }
        D --> 
        C --> [*]
      """
    #expect(
      messages(text) == [
        "3:5 '->' is not an arrow",
        "4:3 a transition needs a state before '-->'",
        "7:10 '>' is not the name of a state",
        "8:7 a name cannot hold '-'",
        "13:5 a transition needs a state behind '-->'",
      ])
    let source = SourceText(name: "t", text: text)
    let diagram = Diagram(source, in: source.range)
    #expect(diagram.statements.count == 3, "what is right is kept")
  }

  /// Right here, but not in Mermaid, which has its own words for each.
  @Test(arguments: [
    ("A: variables:", ["2:13 Mermaid refuses a text that ends in ':'"]),
    ("A: x; y", ["2:5 Mermaid ends a text at ';'"]),
    ("A: a::b", ["2:5 Mermaid refuses '::' in a text"]),
    ("A:", ["2:2 Mermaid refuses an empty description"]),
    ("A --> B: on:", ["2:12 Mermaid refuses a text that ends in ':'"]),
    ("title My flow", ["2:1 Mermaid makes states of the words of a title"]),
    ("state E <<end>>", ["2:9 Mermaid does not know this kind of state"]),
    ("state A : x", ["2:9 Mermaid makes states of a text behind 'state'; leave out that word"]),
    ("classDef default fill:red", ["2:10 Mermaid refuses 'classDef default' here"]),
    ("A: go direction LR", ["2:7 Mermaid takes this line for a direction"]),
    ("A: k: \"v\"", []), ("A: http://x:1/y", []), ("A: b ", []),
  ])
  func differences(_ body: String, _ expected: [String]) {
    let source = SourceText(name: "t", text: "stateDiagram-v2\n" + body + "\n")
    let diagram = Diagram(source, in: source.range)
    #expect(diagram.diagnostics.isEmpty)
    let messages = diagram.mermaidDifferences.map { show($0, source) }
    #expect(messages == expected)
    // And Mermaid does read something else, or nothing.
    let other = Diagram(source, in: source.range, dialect: .mermaid)
    #expect(
      (other.diagnostics.isEmpty && other.statements == diagram.statements) == expected.isEmpty)
    #expect(Diagram.mermaidWarnings(source, for: diagram).count == expected.count)
  }

  @Test func everyMessageHasAPlaceInTheText() {
    let text = "stateDiagram\n" + String(repeating: "A -> ; \"\n{ x\n: note right of\n", count: 40)
    let source = SourceText(name: "t", text: text)
    let diagnostics = Diagram(source, in: source.range).diagnostics
    #expect(diagnostics.count == 101, "and then it stops")
    for diagnostic in diagnostics {
      let range = diagnostic.range ?? SourceRange(-1, -1)
      #expect(range.lower >= 0 && range.upper <= source.bytes.count)
    }
  }

  private func messages(_ text: String) -> [String] {
    let source = SourceText(name: "t", text: text)
    return Diagram(source, in: source.range).diagnostics.map { show($0, source) }
  }

  private func show(_ diagnostic: Diagnostic, _ source: SourceText) -> String {
    "\(diagnostic.range.map { source.position(at: $0.lower).description } ?? "-") \(diagnostic.message)"
  }
}
