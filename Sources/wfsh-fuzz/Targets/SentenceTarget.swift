internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let sentence = FuzzTarget(
    "sentence", "sentences that are actions, a line each: as actions, titles and rendered texts",
    seeds: [
      .literals(below: "Tests/WorkflowParsingTests"),
      .texts([
        "Execute prompt \"a/b\" with x=\"{{ y | upcase }}\" z=1", "Wait 1s", "Log error \"x\"",
        "Set a=\"1\"", "Shell \"ls -l\" with timeout=5 result=\"out\"", "`Run workflow \"w\"`.",
        "Wait for user confirmation", "Abort \"why\"", "Delegate to \"w\" with a=\"b\"",
      ]),
    ],
    words: WorkflowFiles.words + [
      "Execute prompt ", "Execute command ", "Run workflow ", "Delegate to ", "Shell ", "Wait ",
      "Wait for user ", "Log ", "Set ", "Unset ", "Abort ", " with ", " and ", " to ", "timeout=",
      "result=", "=\"", "\"", "'", "`", ".", "{{", "}}", "${x}", "{% if a %}", "1s", "500ms",
      "warning ", "error ", "\\", "\\\"", "**Action**: ", "- **Type**: Choice",
    ]
  ) { bytes in
    let source = SourceText(name: "fuzz.md", bytes: bytes)
    for number in 1...min(100, max(1, source.lineStarts.count)) {
      guard let range = source.lineRange(number) else { continue }
      let text = source.text(in: range)
      // Only of valid UTF-8 do the offsets in the text stand in the file.
      guard text.utf8.count == range.count else { continue }
      for setting in [SentenceSetting.action, .title, .rendered] {
        let reading = SentenceReader.read(
          text, places: TextPlaces(startingAt: range.lower), in: setting)
        Readings.check(reading.diagnostics, in: source)
        if let problem = reading.problem {
          demand(!problem.message.isEmpty, "a problem without words")
          Readings.check(problem.range, in: source, "a problem")
          demand(reading.action == nil, "both an action and a problem")
        }
        if let action = reading.action { Readings.check(action.range, in: source, "an action") }
      }
    }
  }
}
