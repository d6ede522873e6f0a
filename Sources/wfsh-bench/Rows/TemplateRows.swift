internal import JSONText
internal import WorkflowLanguage

extension BenchRow {
  static let smallTemplate = BenchRow(
    name: "small-template", title: "`{{ retry_count + 1 }}`, compiled", wanted: .atMost(0.3)
  ) { bench in
    rendered("{{ retry_count + 1 }}", bench, topic: "small-template")
  }

  static let smallTemplateParsed = BenchRow(
    name: "small-template-parsed", title: "the same, parsed and rendered", wanted: .atMost(1.5)
  ) { bench in
    parsedAndRendered("{{ retry_count + 1 }}", bench, topic: "small-template-parsed")
  }

  static let template = BenchRow(
    name: "template", title: "a template of 2 KB, compiled", wanted: .atMost(15)
  ) { bench in
    rendered(bench.sharedText("template.liquid"), bench, topic: "template")
  }

  static let templateParsed = BenchRow(
    name: "template-parsed", title: "the same, parsed and rendered", wanted: .atMost(40)
  ) { bench in
    parsedAndRendered(bench.sharedText("template.liquid"), bench, topic: "template-parsed")
  }

  private static let peers = ["minijinja", "jinja2", "python-liquid"]

  private static func rendered(_ text: String, _ bench: Bench, topic: String) -> Measured {
    let scope = BenchScope(bench)
    let (template, problems) = Template.parse(text)
    guard problems.isEmpty else { fatalError("the template has errors") }
    let options = EvaluationOptions()
    return measured(topic, bench) {
      guard (try? template.render(in: scope, options: options)) != nil else { fatalError(text) }
    }
  }

  private static func parsedAndRendered(
    _ text: String, _ bench: Bench, topic: String
  ) -> Measured {
    let scope = BenchScope(bench)
    let options = EvaluationOptions()
    return measured(topic, bench) {
      let template = Template.parse(text).template
      guard (try? template.render(in: scope, options: options)) != nil else { fatalError(text) }
    }
  }

  private static func measured(
    _ topic: String, _ bench: Bench, _ body: () -> Void
  ) -> Measured {
    Measured(
      figure: bench.nanoseconds(body) / 1e3, unit: .microseconds,
      peers: bench.pythonPeers(topic, peers).map { peer in
        .init(name: peer.name, figure: peer.nanoseconds.map { $0 / 1e3 })
      })
  }
}
