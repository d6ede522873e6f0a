internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

struct TrailCommand: ShellCommand {
  static let description = CommandDescription(
    "trail", group: .timeTravel,
    summary: "Show the way the run has come.",
    discussion: """
      Transitions, or with --full every event. As JSON each row has the members of its kind of
      event in 'data'; 'version' is raised when a kind changes its meaning.
      """,
    options: [
      CommandOption("-n", value: ("N", .integer), "Only the latest N."),
      CommandOption("--full", "Every event."), .json,
    ],
    examples: ["trail", "trail -n 20", "trail --full --json"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let words = EventWords(session)
    let isFull = arguments.hasOption("--full")
    let all = session.events.filter { isFull || words.isOnTrail($0) }
    var shown = all[...]
    if case .integer(let count) = arguments.optionValue("-n") { shown = all.suffix(max(0, count)) }
    if arguments.hasOption("--json") || shell.output.mode == .json {
      return shell.output.show(document(shown, words, session), mode: .json)
    }
    let rows = shown.map { event -> [Cell] in
      let text = words.text(of: event)
      return [
        Cell(shown: StyledText("@\(event.number)", .faint), json: .int(Int64(event.number))),
        Cell(event.time.description, .faint), Cell(words.kind(of: event)),
        Cell(shown: text, json: .string(text.plain)),
        words.origin(of: event).map { Cell($0) } ?? .none,
      ]
    }
    let table = Table(
      [.init("event"), .init("time"), .init("kind"), .init("what"), .init("origin")], rows: rows)
    shell.show("trail", table, empty: "nothing has happened yet", arguments)
  }

  private static func document(
    _ events: ArraySlice<Event>, _ words: EventWords, _ session: any DebugSession
  ) -> Document {
    let rows = events.map { event -> JSONValue in
      [
        "event": .int(Int64(event.number)), "time": .string(event.time.description),
        "kind": .string(words.kind(of: event)), "what": .string(words.text(of: event).plain),
        "origin": words.origin(of: event).map { .string($0.rawValue) } ?? .null,
        "data": .object(event.json(in: session.workflow(of: event))),
      ]
    }
    return Document(
      "trail", .lines([]),
      facts: ["version": .int(Int64(Event.version)), "rows": .array(rows)])
  }
}
