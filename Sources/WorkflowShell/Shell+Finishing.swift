internal import JSONText
internal import WorkflowSource

/// What is told at the end of a script.
extension Shell {
  func finish(_ script: Script) {
    if let failure = state.unclaimedFailure {
      report(
        ShellError(
          [
            .error(
              "run-failed", "the run ended failed: \(failure.reason)", range: failure.range,
              hint: "nothing was asserted after it; 'expect result failed' says it should")
          ], in: failure.source, status: .failed))
    }
    let tests = state.tests
    guard tests.total > 0 else { return }
    var parts: [StyledText] = []
    if tests.passed > 0 { parts.append("\("\(tests.passed) passed", .good)") }
    if tests.failed > 0 { parts.append("\("\(tests.failed) failed", .bad)") }
    if tests.skipped > 0 { parts.append("\("\(tests.skipped) skipped", .warning)") }
    var line: StyledText = "\(tests.total) \(tests.total == 1 ? "test" : "tests"): "
    for (index, part) in parts.enumerated() {
      if index > 0 { line += ", " }
      line += part
    }
    output.show(
      .line(
        "tests", line,
        facts: [
          "passed": .int(Int64(tests.passed)), "failed": .int(Int64(tests.failed)),
          "skipped": .int(Int64(tests.skipped)),
        ]))
  }
}
