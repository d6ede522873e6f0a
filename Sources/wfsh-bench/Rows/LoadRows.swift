internal import ToolSupport
internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

extension BenchRow {
  static let loadSeed = BenchRow(
    name: "load-seed", title: "load and check the seed", wanted: .atMost(1)
  ) { bench in
    let source = bench.seed
    let time = bench.nanoseconds { load(source) }
    return Measured(
      figure: time / 1e6, unit: .milliseconds,
      peers: [.init(name: "mermaid.js", figure: mermaidTime(source, bench).map { $0 / 1e6 })],
      note: "Mermaid parses the diagram alone, in Node with the DOM of the wheel mermaidx")
  }

  static let loadGrowth = BenchRow(
    name: "load-growth", title: "load and check 10 000 states", wanted: .atLeast(8)
  ) { bench in
    let growth = [10, 100, 1_000, 10_000].prefix(bench.size(4, quick: 2)).map { states in
      let source = GeneratedWorkflow.ring(states: states)
      let time = bench.nanoseconds { load(source) }
      return (size: "\(states)", figure: Double(source.bytes.count) / time * 1e3)
    }
    return Measured(figure: growth.last?.figure, unit: .megabytesPerSecond, growth: growth)
  }

  private static func load(_ source: SourceText) {
    let loaded = WorkflowParser().parse(source, name: "bench", origin: "bench")
    guard loaded.isSound else { fatalError("the workflow has errors") }
    _ = loaded.checked()
  }

  /// Mermaid refuses descriptions that end in a colon, so it gets the diagram without them.
  private static func mermaidTime(_ source: SourceText, _ bench: Bench) -> Double? {
    guard let range = MarkdownOutline(source).diagrams.first else { return nil }
    let lines = source.text(in: range).split(separator: "\n").filter { !$0.hasSuffix(":") }
    let file = "\(bench.scratch)/diagram.mmd"
    Files.write(Array(lines.joined(separator: "\n").utf8), to: file)
    return bench.pythonPeers("mermaid", ["mermaid.js"], input: file)[0].nanoseconds
  }
}
