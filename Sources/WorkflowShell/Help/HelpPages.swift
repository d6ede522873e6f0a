internal import JSONText
internal import WorkflowLanguage
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
    lines.append(
      "Language: \(LanguageHelp.topics.map(\.name).joined(separator: " ")); 'help FILTER'")
    if !manual.isEmpty {
      lines.append("The manual: \(manual.map(\.name).joined(separator: " "))")
    }
    let commands = table.commands.map { JSONValue.object(Self.facts($0.description)) }
    return .lines("help", lines, facts: ["commands": .array(commands)])
  }

  /// Everything about one command.
  ///
  /// - Parameter name: what was asked for; a tag or filter of that name is told of too.
  package func page(of command: CommandDescription, called name: String? = nil) -> Document {
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
    var facts = Self.facts(command)
    if let name {
      if let topic = HelpTopic.all.first(where: { $0.name == name }) {
        lines += [""] + topic.lines
        facts["text"] = .string(topic.text)
      }
      Self.addLanguage(name, to: &lines, &facts)
    }
    return .lines("help", lines, facts: facts)
  }

  /// A page with what the language knows by its name too.
  private static func page(of topic: HelpTopic, called name: String) -> Document {
    var lines = topic.lines
    var facts = topic.facts
    addLanguage(name, to: &lines, &facts)
    return .lines("help", lines, facts: facts)
  }

  private static func addLanguage(
    _ name: String, to lines: inout [StyledText], _ facts: inout JSONObject
  ) {
    let entries = LanguageReference.entries(named: name)
    guard !entries.isEmpty else { return }
    lines += ["", "\("In expressions and templates", .heading)"]
    lines += LanguageHelp.lines(of: entries).map { $0.plain.isEmpty ? $0 : "  \($0)" }
    for member in LanguageHelp.facts(of: entries).members { facts[member.name] = member.value }
  }

  /// The page of a command, a topic, or something of the language; nil when there is none of that
  /// name.
  package func page(named name: String) -> Document? {
    if let command = table[name] { return page(of: command.description, called: name) }
    let topics = HelpTopic.all + manual
    // The manual's page 'Functions' is not the list of 'functions'.
    if let topic = topics.first(where: { $0.name == name }) {
      return Self.page(of: topic, called: name)
    }
    if let topic = LanguageHelp.topics.first(where: { $0.name == name.lowercased() }) {
      return LanguageHelp.page(of: topic)
    }
    if let topic = topics.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return Self.page(of: topic, called: name)
    }
    return LanguageHelp.page(named: name)
  }

  /// Names that are near one that has no page.
  package func hint(for name: String) -> String? {
    Suggestion.hint(for: name, among: names)
  }

  /// Everything `help` has a page for.
  package var names: [String] { candidates.map(\.text) }

  /// The same, with what each is about.
  package var candidates: [ShellCandidate] {
    let commands = table.commands.map {
      ShellCandidate(text: $0.description.name, summary: $0.description.summary)
    }
    let topics = (HelpTopic.all + manual).map { ShellCandidate(text: $0.name, summary: $0.summary) }
    let lists = LanguageHelp.topics.map { ShellCandidate(text: $0.name, summary: $0.summary) }
    let known = commands + topics + lists
    let taken = Set(known.map(\.text))
    return known + LanguageHelp.candidates.filter { !taken.contains($0.text) }
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
