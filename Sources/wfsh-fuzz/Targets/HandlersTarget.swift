internal import WorkflowActions
internal import WorkflowSource

extension FuzzTarget {
  static let handlers = FuzzTarget(
    "handlers", "handlers.yaml: patterns of prompts and the programs that serve them",
    seeds: [
      .literals(below: "Tests/WorkflowActionsTests/Bindings"),
      .texts([
        "handlers:\n  database/*: [./h, --x]\n  \"**\": {command: [sh], env: [A], scope: true}"
      ]),
    ],
    words: [
      "handlers:\n", "  ", "a/*: ", "**", "[", "]", "{", "}", "command: ", "env: ", "scope: ",
      "true",
      "secrets: ", "agent: ", "dry_run: ", "\n", "'", "\"", ", ", "?", "{a,b}", "[!x]",
    ]
  ) { bytes in
    let file = HandlersFile(path: "/fuzz/handlers.yaml", bytes: bytes)
    Readings.check(file.diagnostics, in: file.source)
    for binding in file.bindings { _ = binding.glob.matches("database/pre-check") }
  }
}
