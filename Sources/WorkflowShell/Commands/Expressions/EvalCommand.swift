internal import JSONText
internal import WorkflowEngine
internal import WorkflowLanguage

struct EvalCommand: ShellCommand {
  static let description = CommandDescription(
    "eval", group: .expressions,
    summary: "Evaluate an expression and show how it came to its value.",
    discussion: """
      With --trace: the tree of its parts with their values, texts that were read as numbers or
      booleans, undefined names, parts that were not evaluated, and a mark under what decided.
      'with' gives names a value for this once.
      """,
    arguments: .sequence([
      .value("EXPR", .expression),
      .optional(.sequence([.keyword("with"), .repeated(.value("NAME=VALUE", .assignment))])),
    ]),
    options: [CommandOption("--trace", "Show every part."), .json],
    examples: [
      "eval retry_count + 1",
      "eval MigrationError.retryable == 'true' and retry_count < 3 --trace",
      "eval retry_count < 3 with retry_count=5",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let expression = arguments.expression("EXPR") else { return }
    let locals = try shell.locals(arguments)
    let record = EvaluationRecord(tracing: arguments.hasOption("--trace"))
    let mode: OutputMode? = arguments.hasOption("--json") ? .json : nil
    let value: Value
    let origin: Origin
    do {
      (value, origin) = try shell.evaluate(expression, arguments, record: record, locals: locals)
    } catch {
      shell.show(failed: error, record, mode: mode)
      throw error
    }
    shell.state.lastValue = value
    var facts: JSONObject = [
      "value": value.json, "type": .string(value.typeName), "origin": .string(origin.rawValue),
    ]
    guard let tree = record.trace.map(TraceTree.init) else {
      let text = StyledText(value, limit: 4000) + StyledText(mark: origin)
      return shell.output.show(.line("value", text, facts: facts), mode: mode)
    }
    facts["trace"] = tree.json
    let lines = tree.lines(suffix: StyledText(mark: origin))
    shell.output.show(.lines("trace", lines, facts: facts), mode: mode)
  }
}
