internal import WorkflowLanguage

struct DisplayCommand: ShellCommand {
  static let description = CommandDescription(
    "display", group: .stops,
    summary: "Show an expression at every stop.",
    discussion: "Without an expression, lists what is displayed.",
    arguments: .optional("EXPR", .expression),
    examples: ["display retry_count"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let expression = arguments.expression("EXPR") else {
      let rows = shell.state.displays.map { [Cell($0.number), Cell($0.expression.text)] }
      let table = Table([.init("number", title: "N"), .init("expression")], rows: rows)
      return shell.show("displays", table, empty: "nothing is displayed", arguments)
    }
    let number = shell.state.nextDisplay
    shell.state.nextDisplay += 1
    shell.state.displays.append(
      ShellState.Display(number: number, expression: expression))
    shell.output.say("display", "\(number): \(expression.text, .name)")
  }
}

struct UndisplayCommand: ShellCommand {
  static let description = CommandDescription(
    "undisplay", group: .stops,
    summary: "Stop showing expressions.",
    discussion: "Without a number, all of them.",
    arguments: .optional("N", .integer),
    examples: ["undisplay 1"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    guard let number = arguments.integer("N") else { return shell.state.displays.removeAll() }
    guard let index = shell.state.displays.firstIndex(where: { $0.number == number }) else {
      throw arguments.failure(
        "nothing is displayed under number \(number)", at: "N", hint: "'display' lists them")
    }
    shell.state.displays.remove(at: index)
  }
}
