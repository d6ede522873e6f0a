internal import WorkflowShell
internal import WorkflowSource

extension FuzzTarget {
  static let script = FuzzTarget(
    "script", "scripts of the shell, and lines typed at its prompt",
    seeds: [
      .files(below: "Tests/Fixtures/Sessions", ending: ""),
      .literals(below: "Tests/WorkflowShellTests"),
      .literals(below: "Tests/WorkflowCommandLineTests"),
    ],
    words: CommandTable.standard.commands.flatMap { $0.description.names }.map { $0 + " " } + [
      "{", "}", "{\n", "\n}", "\n", ";", "#", "\\\n", "'", "\"", "<<EOF\n", "\nEOF\n", " > f",
      " >> f", " | sort", " |! sort", "--json", "--trace", "--", "-", "=", "@1", "@-3", "A", "A.b",
      "if a == 1", "on 1-2,5", "return {\"a\": 1}", "ignore 2", "$HOME", "*", "every 2", "not ",
    ]
  ) { bytes in
    let source = SourceText(name: "fuzz.wfsh", bytes: bytes)
    for strictness in [CommandTable.Strictness.script, .interactive] {
      let parser = ScriptParser(.standard, strictness)
      switch parser.parse(source) {
      case .success(let script):
        for statement in script.statements {
          Readings.check(statement.range, in: source, "a statement")
        }
      case .failure(let failure):
        demand(!failure.mistakes.isEmpty, "a failure without a mistake")
        Readings.check(failure.mistakes.map(\.diagnostic), in: source)
      }
      if strictness == .interactive { _ = parser.isComplete(Readings.text(bytes)) }
    }
  }
}
