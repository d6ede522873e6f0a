internal import WorkflowLanguage

struct LetCommand: ShellCommand {
  static let description = CommandDescription(
    "let", group: .variables,
    summary: "Keep a value in the shell, read as $NAME.",
    discussion: """
      The workflow does not see it. The shell's own are $1… $_ $status $state $from $to $error
      $event $attempt $visit $calls $clock $bp.
      """,
    arguments: .sequence([
      .value("NAME", .variable), .keyword("="), .value("EXPR", .expression),
    ]),
    examples: ["let limit = 2 + 1"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let name = arguments.text("NAME"), let expression = arguments.expression("EXPR") else {
      return
    }
    guard name.utf8.allSatisfy(\.isNameByte) else {
      throw arguments.failure(
        "'\(name)' is no name", at: "NAME", hint: "letters, digits and _")
    }
    shell.state.variables[name] = try shell.evaluate(expression, arguments).value
  }
}
