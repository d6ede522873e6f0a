internal import JSONText
internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let diagram = FuzzTarget(
    "diagram", "state diagrams, as workflows and as Mermaid's own",
    seeds: [
      .cases(file: "mermaid-state.dev.json", member: "source"),
      .cases(file: "mermaid-mutants.dev.json", member: "source"),
      .literals(below: "Tests/WorkflowParsingTests"),
      .texts([
        "stateDiagram-v2\n[*] --> A: x\nstate A {\n  [*] --> B\n  --\n  [*] --> C\n}\nA --> [*]"
      ]),
    ],
    words: WorkflowFiles.words
  ) { bytes in
    let source = SourceText(name: "fuzz.mmd", bytes: bytes)
    for dialect in [DiagramDialect.workflow, .mermaid] {
      let diagram = Diagram(source, in: source.range, dialect: dialect)
      Readings.check(diagram.diagnostics, in: source)
      for statement in diagram.statements {
        Readings.check(statement.range, in: source, "a statement")
      }
      _ = diagram.mermaidFacts
      if dialect == .workflow {
        Readings.check(Diagram.mermaidWarnings(source, for: diagram), in: source)
      }
    }
  }
}
