internal import JSONText
internal import WorkflowSource

/// What `help` shows, from the command table and the pages of the manual.
package struct HelpPages {
  private let table: CommandTable
  private let manual: [HelpTopic]

  /// - Parameter manual: the pages that come with the program.
  package init(_ table: CommandTable, manual: [HelpTopic] = []) {
    self.table = table
    self.manual = manual
  }

  /// Every command with its summary, by group.
  package var overview: Document {
    let width = table.commands.map { $0.description.name.utf8.count }.max() ?? 0
    var lines: [StyledText] = []
    for group in CommandGroup.allCases {
      let commands = table.commands.map { $0.description }.filter { $0.group == group }
      if commands.isEmpty { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append("\(group.rawValue, .heading)")
      lines += commands.map { command in
        "  \(StyledText(command.name, .name).padded(to: width))  \(command.summary)"
      }
    }
    lines += ["", "'help COMMAND' tells more, 'help keys' the keys of the prompt."]
    lines.append("Topics: \(HelpTopic.all.map(\.name).joined(separator: " "))")
    if !manual.isEmpty {
      lines.append("The manual: \(manual.map(\.name).joined(separator: " "))")
    }
    let commands = table.commands.map { JSONValue.object(Self.facts($0.description)) }
    return .lines("help", lines, facts: ["commands": .array(commands)])
  }

  /// Everything about one command.
  package func page(of command: CommandDescription) -> Document {
    var lines: [StyledText] = ["\(command.synopsis, .name)", "", StyledText(command.summary)]
    if !command.discussion.isEmpty {
      lines.append("")
      lines += Self.lines(of: command.discussion)
    }
    let aliases = command.names.dropFirst()
    if !aliases.isEmpty { lines += ["", "Also: \(aliases.joined(separator: ", "))"] }
    if !command.options.isEmpty {
      let width = command.options.map { $0.synopsis.utf8.count }.max() ?? 0
      lines += ["", "\("Options", .heading)"]
      lines += command.options.map { option in
        "  \(StyledText(option.synopsis, .name).padded(to: width))  \(option.summary)"
      }
    }
    if !command.examples.isEmpty {
      lines += ["", "\("Examples", .heading)"]
      lines += command.examples.flatMap { Self.lines(of: $0).map { "  " + $0 } }
    }
    return .lines("help", lines, facts: Self.facts(command))
  }

  /// The page of a command or topic; nil when there is none of that name.
  package func page(named name: String) -> Document? {
    if let command = table[name] { return page(of: command.description) }
    return (HelpTopic.all + manual).first { $0.name.lowercased() == name.lowercased() }?.document
  }

  /// Names that are near one that has no page.
  package func hint(for name: String) -> String? {
    Suggestion.hint(for: name, among: names)
  }

  /// Everything `help` has a page for.
  package var names: [String] {
    table.commands.map { $0.description.name } + (HelpTopic.all + manual).map(\.name)
  }

  private static func lines(of text: String) -> [StyledText] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
  }

  private static func facts(_ command: CommandDescription) -> JSONObject {
    [
      "name": .string(command.name),
      "names": .array(command.names.map { .string($0) }),
      "group": .string(command.group.rawValue),
      "synopsis": .string(command.synopsis),
      "summary": .string(command.summary),
    ]
  }
}
