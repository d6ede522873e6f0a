internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct InspectCommand: ShellCommand {
  static let description = CommandDescription(
    "inspect", group: .looking,
    summary: "Show everything about a state in this run.",
    arguments: .optional("STATE", .state),
    options: [
      CommandOption("--in", "Only what its action was called with."),
      CommandOption("--out", "Only what it has put out."),
      CommandOption("--error", "Only its failures."),
      CommandOption("--attempts", "Only its attempts."), .json,
    ],
    examples: ["inspect", "inspect CreateBackup", "inspect ApplyMigrations --attempts"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let state = try state(arguments, in: shell, session)
    let view = StateView(state, of: session)
    let parts = ["--in", "--out", "--error", "--attempts"]
    let wanted = parts.filter(arguments.hasOption)
    let mode: OutputMode? = arguments.hasOption("--json") ? .json : nil
    if mode == .json || shell.output.mode == .json {
      return shell.output.show(.line("state", "", facts: view.facts), mode: .json)
    }
    if wanted.isEmpty { shell.output.show(.lines("state", view.heading)) }
    for part in wanted.isEmpty ? parts : wanted {
      if let table = view.table(of: part) {
        shell.output.say("heading", "\(StateView.title(of: part), .heading)")
        shell.output.show(.table("state", table))
      } else if !wanted.isEmpty {
        shell.output.say("heading", "\("none", .faint)")
      }
    }
  }

  /// The state asked for, else the one the run is at.
  private static func state(
    _ arguments: ParsedArguments, in shell: Shell, _ session: any DebugSession
  ) throws -> StateID {
    if arguments.item("STATE") != nil { return try shell.stateID("STATE", arguments) }
    if let state = session.selectedPlace?.state { return state }
    throw arguments.failure("the run is at no state", hint: "name one: 'inspect STATE'")
  }
}

/// What is known of a state in a run.
private struct StateView {
  let id: StateID
  let workflow: Workflow
  let frame: Frame
  let record: StateRecord?
  let events: ArraySlice<Event>

  init(_ id: StateID, of session: any DebugSession) {
    self.id = id
    workflow = session.selectedWorkflow
    frame = session.snapshot.frames[session.selectedPlace?.frame ?? 0]
    record = session.memory.records[id.index]
    events = session.events
  }

  static func title(of part: String) -> String {
    switch part {
    case "--in": "in"
    case "--out": "out"
    case "--error": "errors"
    default: "attempts"
    }
  }

  var heading: [StyledText] {
    let state = workflow[id]
    var line: StyledText = "\(state.name, .state)"
    if let title = state.title { line += "  \(title)" }
    let place = workflow.source.position(at: state.range.lower)
    line += "  \("\(workflow.source.name):\(place.line)", .faint)"
    var lines = [line]
    if let action = state.action { lines.append("  action    \(action.word)") }
    lines.append("  visits    \(frame.visits(of: id))")
    if let record {
      lines.append(
        "  status    \(record.status.rawValue)\(StyledText(mark: record.origin))  \("@\(record.event)", .faint)"
      )
    } else {
      lines.append("  status    \("has not run", .faint)")
    }
    return lines
  }

  func table(of part: String) -> Table? {
    switch part {
    case "--in": return record.flatMap { fields($0.calledWith) { _ in .workflow } }
    case "--out": return record.flatMap { record in fields(record.fields, record.origin(of:)) }
    case "--error": return attempts(failedOnly: true)
    default: return attempts(failedOnly: false)
    }
  }

  private func fields(_ map: ValueMap, _ origin: (Name) -> Origin) -> Table? {
    guard !map.isEmpty else { return nil }
    let rows = map.entries.map { key, value in
      [Cell(key.text, .name), Cell(value), Cell(value.typeName), Cell(origin(Name(key.text)))]
    }
    return Table([.init("name"), .init("value"), .init("type"), .init("origin")], rows: rows)
  }

  private func attempts(failedOnly: Bool) -> Table? {
    let rows = events.compactMap { event -> [Cell]? in
      guard case .attemptEnded(let state, let number, let summary) = event.kind, state == id,
        !failedOnly || summary.failure != nil
      else { return nil }
      return [
        Cell(number), Cell(event.number), Cell(event.time.description),
        Cell(summary.status.rawValue), .optional(summary.failure?.type),
        .optional(summary.failure?.message), Cell(summary.origin),
      ]
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      [
        .init("attempt", isRightAligned: true), .init("event", isRightAligned: true),
        .init("time"), .init("status"), .init("type"), .init("message"), .init("origin"),
      ], rows: rows)
  }

  var facts: JSONObject {
    let state = workflow[id]
    return [
      "name": .string(state.name), "title": state.title.map { .string($0) } ?? .null,
      "action": state.action.map { .string($0.word) } ?? .null,
      "visits": .int(Int64(frame.visits(of: id))),
      "status": record.map { .string($0.status.rawValue) } ?? .null,
      "origin": record.map { .string($0.origin.rawValue) } ?? .null,
      "in": record.map { Value.map($0.calledWith).json } ?? .null,
      "out": record.map { Value.map($0.fields).json } ?? .null,
      "exits": .array(
        state.exits.map {
          .string(workflow[$0].target.state.map { workflow[$0].name } ?? "[*]")
        }),
    ]
  }
}
