internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let description = FuzzTarget(
    "description", "the description lines of a state: title, prose, action and properties",
    seeds: [
      .literals(below: "Tests/WorkflowParsingTests"),
      .texts([
        "action: execute_prompt\nprompt: a\nvariables:\n  x: \"{{ y | upcase }}\"\nretry: {on: [timeout]}",
        "Title\naction: conditional\nconditions:\n  - if: a < 1\n    then: {action: log, message: x}",
        "action: parallel_execute\nerror_mode: collect_all\ntasks:\n  - {action: log, message: m}",
      ]),
    ],
    words: WorkflowFiles.words + [
      "action: ", "execute_prompt", "set_variable", "set_variables", "log", "conditional",
      "parallel_execute", "prompt: ", "variables: ", "timeout: ", "retry: ", "max_attempts: ",
      "delay: 1m30s", "backoff: ", "error_handler: ", "error_capture: ", "output: ", "message: ",
      "level: ", "if: ", "then: ", "else: ", "tasks: ", "error_mode: ", "wait: ", "shell: ",
    ]
  ) { bytes in
    let source = SourceText(name: "fuzz.md", bytes: bytes)
    var lines: [DescriptionProperties.Line] = []
    for number in 1...max(1, source.lineStarts.count) {
      if let range = source.lineRange(number) { lines.append(.init(range: range)) }
    }
    let reading = DescriptionActionReader.read(
      lines, in: source, states: StateNames(["A", "B"]))
    Readings.check(reading.diagnostics, in: source)
    if let range = reading.range { Readings.check(range, in: source, "the properties") }
  }
}
