internal import JSONText
internal import WorkflowEngine
internal import WorkflowLanguage

struct EvalCommand: ShellCommand {
  static let description = CommandDescription(
    "eval", group: .expressions,
    summary: "Evaluate an expression and show how it came to its value.",
    discussion: """
      With --trace: the tree of its parts with their values, texts that were read as numbers or
      booleans, and parts that were not evaluated. 'with' gives names a value for this once.
      """,
    arguments: .sequence([
      .value("EXPR", .expression),
      .optional(.sequence([.keyword("with"), .repeated(.value("NAME=VALUE", .assignment))])),
    ]),
    options: [CommandOption("--trace", "Show every part.")],
    examples: [
      "eval retry_count + 1",
      "eval MigrationError.retryable == 'true' and retry_count < 3 --trace",
      "eval retry_count < 3 with retry_count=5",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let expression = arguments.expression("EXPR") else { return }
    var locals: [Name: Value] = [:]
    for assignment in arguments.assignments() {
      locals[Name(assignment.name)] = try shell.value(
        of: assignment.value, at: assignment.valueRange, arguments)
    }
    let record = EvaluationRecord(tracing: arguments.hasOption("--trace"))
    defer {
      // A failed evaluation has a trace too, and it shows where.
      if let trace = record.trace { shell.output.show(TraceTree(trace).document) }
    }
    let (value, origin) = try shell.evaluate(
      expression, arguments, record: record, locals: locals)
    shell.state.lastValue = value
    if record.trace == nil {
      shell.output.show(
        .line(
          "value", StyledText(value, limit: 4000) + StyledText(mark: origin),
          facts: [
            "value": value.json, "type": .string(value.typeName),
            "origin": .string(origin.rawValue),
          ]))
    }
  }
}
