struct HelpCommand: ShellCommand {
  static let description = CommandDescription(
    "help", "h", ".help", "\\?", group: .session,
    summary: "Show the commands, all about one, a filter or function, or a page of the manual.",
    arguments: .optional("TOPIC", .topic),
    examples: [
      "help", "help break", "help when", "help filters", "help truncate", "help WorkflowFormat",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let pages = HelpPages(shell.commands, manual: shell.services.manual)
    guard let topic = arguments.text("TOPIC") else { return shell.output.show(pages.overview) }
    guard let page = pages.page(named: topic) else {
      throw arguments.failure(
        "no help on '\(topic)'", at: "TOPIC", hint: pages.hint(for: topic) ?? "'help' lists all",
        code: "unknown-topic")
    }
    shell.output.show(page)
  }
}
