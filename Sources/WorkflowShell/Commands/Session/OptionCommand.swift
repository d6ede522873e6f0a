internal import WorkflowSource

struct OptionCommand: ShellCommand {
  static let description = CommandDescription(
    "option", group: .session,
    summary: "Show or change a setting of the shell.",
    arguments: .optional(
      .sequence([.value("NAME", .setting), .optional("VALUE", .word)])),
    options: [.json],
    examples: ["option", "option mode json", "option keep-going on"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let name = arguments.text("NAME") else {
      let rows = ShellOption.all.map { option in
        [
          Cell(option.name, .name), Cell(option.read(shell)), Cell(option.summary, .faint),
          Cell(option.expected, .faint),
        ]
      }
      let table = Table(
        [.init("name"), .init("value"), .init("summary"), .init("values")], rows: rows)
      return shell.show("options", table, empty: "", arguments)
    }
    guard let option = ShellOption.all.first(where: { $0.name == name }) else {
      throw arguments.failure(
        "no option '\(name)'", at: "NAME",
        hint: Suggestion.hint(for: name, among: ShellOption.all.map(\.name))
          ?? "'option' lists them", code: "unknown-setting")
    }
    guard let value = arguments.text("VALUE") else {
      return shell.output.say("option", "\(option.name, .name) = \(option.read(shell))")
    }
    guard option.write(value, shell) else {
      throw arguments.failure(
        "'\(option.name)' cannot be '\(value)'", at: "VALUE",
        hint: Suggestion.hint(for: value, among: option.values)
          ?? "it takes \(option.expected)", code: "bad-value")
    }
  }
}

struct ModeCommand: ShellCommand {
  static let description = CommandDescription(
    ".mode", group: .session,
    summary: "Choose how results are written: 'option mode' in sqlite's spelling.",
    arguments: .optional("MODE", .choice(OutputMode.available.map(\.rawValue))),
    examples: [".mode json"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    if let mode = arguments.text("MODE").flatMap(OutputMode.init) {
      shell.output.mode = mode
    } else {
      shell.output.say("option", "\("mode", .name) = \(shell.output.mode.rawValue)")
    }
  }
}
