internal import WorkflowSource

struct SourceCommand: ShellCommand {
  /// How deep scripts may call each other.
  static let deepest = 32

  static let description = CommandDescription(
    "source", ".read", "\\i", group: .session,
    summary: "Run the commands of a file.",
    discussion: "The words behind are $1, $2, … in it. The whole file is read before it runs.",
    arguments: .sequence([
      .value("FILE", .file), .optional(.repeated(.value("ARG", .word))),
    ]),
    examples: ["source setup.wfsh", "source migrate.wfsh v2.0"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let range = arguments.range(of: "FILE")
    let path = try shell.expand(arguments.text("FILE") ?? "", arguments, at: range)
    guard shell.state.sourceDepth < deepest else {
      throw arguments.failure("scripts call each other more than \(deepest) deep", at: "FILE")
    }
    let source = SourceText(name: path, bytes: try shell.read(path, at: range, arguments))
    let script: Script
    switch ScriptParser(shell.commands, .script).parse(source) {
    case .success(let read): script = read
    case .failure(let failure):
      throw ShellError(failure.mistakes.map(\.diagnostic), in: source, status: .usage)
    }
    let words = try arguments.all("ARG").map { item -> String in
      guard case .text(let text, let isQuoted) = item.value else { return "" }
      return isQuoted ? text : try shell.expand(text, arguments, at: item.range)
    }
    let outer = shell.state.arguments
    shell.state.arguments = words
    shell.state.sourceDepth += 1
    defer {
      shell.state.arguments = outer
      shell.state.sourceDepth -= 1
    }
    try await shell.run(script.statements)
  }
}
