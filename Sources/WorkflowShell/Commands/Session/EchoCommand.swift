internal import WorkflowLanguage
internal import WorkflowSource

struct EchoCommand: ShellCommand {
  static let description = CommandDescription(
    "echo", group: .session,
    summary: "Write the rest of the line.",
    discussion: "{{ expr }} is computed; everything else is written as it stands.",
    arguments: .optional("TEXT", .raw),
    examples: ["echo done: {{ retry_count }} retries"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let text = arguments.text("TEXT") ?? ""
    guard text.contains("{{") || text.contains("{%") else {
      return shell.output.say("echo", StyledText(text))
    }
    let lexer = ScriptLexer(arguments.source)
    let template: Template
    do throws(ScriptError) {
      template = try lexer.template(text, at: arguments.range(of: "TEXT").lower)
    } catch {
      throw ShellError([error.diagnostic], in: arguments.source, status: .commandFailed)
    }
    shell.output.say("echo", StyledText(try shell.render(template, arguments)))
  }
}
