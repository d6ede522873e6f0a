internal import JSONText
internal import WorkflowLanguage
internal import WorkflowSource

/// Pages about what expressions and templates know.
enum LanguageHelp {
  /// A list of everything of one kind: `help filters`.
  struct Topic {
    var name: String
    var summary: String
    var kinds: [ReferenceEntry.Kind]
  }

  static let topics = [
    Topic(
      name: "operators", summary: "Operators and literals of expressions and templates",
      kinds: [.operator, .literal]),
    Topic(
      name: "functions", summary: "Functions and macros of expressions and templates",
      kinds: [.function, .macro]),
    Topic(
      name: "filters", summary: "Filters: value | filter: argument, in templates and expressions",
      kinds: [.filter]),
    Topic(name: "tags", summary: "Tags of templates, and what loops tell", kinds: [.tag, .loop]),
  ]

  /// Names of entries, once each, with what they do.
  static var candidates: [ShellCandidate] {
    var seen: Set<String> = []
    return LanguageReference.entries.flatMap { entry in
      entry.names.filter { seen.insert($0).inserted }.map {
        ShellCandidate(text: $0, summary: entry.summary)
      }
    }
  }

  static func page(of topic: Topic) -> Document {
    let entries = LanguageReference.entries.filter { topic.kinds.contains($0.kind) }
    var lines: [StyledText] = ["\(topic.summary, .heading)"]
    let width = 22
    var heading: String?
    var last: String?
    for entry in entries {
      let title = entry.family.isEmpty ? titles[entry.kind] ?? "" : entry.family
      if title != heading {
        lines.append("")
        if !title.isEmpty { lines.append("\(title, .heading)") }
        heading = title
        last = nil
      }
      let isSpelled = entry.kind == .operator || entry.kind == .literal
      let name = isSpelled ? entry.signature : entry.name
      // Forms of one function that do the same are told once.
      if name + entry.summary == last { continue }
      last = name + entry.summary
      var summary = wrapped(entry.summary, to: 72)
      if DisplayWidth.columns(name) > width {
        lines.append("  \(name, .name)")
      } else {
        lines.append("  \(StyledText(name, .name).padded(to: width))  \(summary.removeFirst())")
      }
      lines += summary.map { "  \(StyledText("").padded(to: width))  \($0)" }
    }
    lines += ["", "'help NAME' tells more, 'help Functions' is the manual's page of all."]
    return .lines(
      "help", lines,
      facts: ["topic": .string(topic.name), "entries": .array(entries.map { facts(of: $0) })])
  }

  private static let titles: [ReferenceEntry.Kind: String] = [
    .literal: "Literals", .macro: "Macros: calls that give names to elements",
  ]

  /// All about the entries of one name; nil when there are none.
  static func page(named name: String) -> Document? {
    let entries = LanguageReference.entries(named: name)
    guard !entries.isEmpty else { return nil }
    return .lines("help", lines(of: entries), facts: facts(of: entries))
  }

  static func lines(of entries: [ReferenceEntry]) -> [StyledText] {
    var lines: [StyledText] = []
    for (index, entry) in entries.enumerated() {
      if index > 0 { lines.append("") }
      lines.append("\(entry.signature, .name)  \("(\(entry.kind.rawValue))", .faint)")
      lines += wrapped(entry.summary, to: 92).map { "  \($0)" }
      let text = entry.example.text.split(separator: "\n").map { StyledText("    " + $0) }
      let result = entry.example.result.split(separator: "\n").map { StyledText("    " + $0) }
      let width = DisplayWidth.columns(entry.example.text + entry.example.result)
      if text.count == 1, result.count == 1, width < 85 {
        lines.append("    \(entry.example.text)  →  \(entry.example.result)")
      } else {
        lines += text + ["  →"] + result
      }
    }
    return lines
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if let last = lines.last, DisplayWidth.columns(last) + DisplayWidth.columns(word) < width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  static func facts(of entries: [ReferenceEntry]) -> JSONObject {
    ["entries": .array(entries.map { facts(of: $0) })]
  }

  private static func facts(of entry: ReferenceEntry) -> JSONValue {
    [
      "name": .string(entry.name), "kind": .string(entry.kind.rawValue),
      "signature": .string(entry.signature), "summary": .string(entry.summary),
      "example": .string(entry.example.text), "result": .string(entry.example.result),
    ]
  }
}
