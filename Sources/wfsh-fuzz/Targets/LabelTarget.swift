internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let label = FuzzTarget(
    "label", "labels of transitions, a line each: classes, conditions, patterns, prose",
    seeds: [
      .literals(below: "Tests/WorkflowParsingTests/Labels"),
      .literals(below: "Tests/WorkflowModelTests/Labels"),
    ],
    words: LanguageSubject.words + [
      "success", "failure", "error", "default", "otherwise", "always", "timeout", "on ", "not ",
      "[", "]", "/", "/i", "\"", "max retries", "exhausted", "yes", "no", "validation failed", "\n",
      "[a] / do", "when ", "if ", "unless ",
    ]
  ) { bytes in
    let source = SourceText(name: "fuzz.md", bytes: bytes)
    let reader = LabelReader(declaredNames: ["a", "b", "retry_count"])
    var readings: [LabelReading] = []
    for number in 1...min(200, max(1, source.lineStarts.count)) {
      guard let range = source.lineRange(number) else { continue }
      let text = source.text(in: range)
      // Only of valid UTF-8 do the offsets in the text stand in the file.
      guard text.utf8.count == range.count else { continue }
      let reading = reader.read(text, places: TextPlaces(startingAt: range.lower))
      Readings.check(reading.diagnostics, in: source)
      readings.append(reading)
    }
    for kind in [ExitClassifier.Source.start, .action, .conditional, .idle, .passage] {
      let labels = ExitClassifier(source: kind).classify(readings)
      demand(labels.count == readings.count, "\(labels.count) labels of \(readings.count)")
    }
  }
}
