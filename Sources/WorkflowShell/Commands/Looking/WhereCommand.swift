internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowModel

struct WhereCommand: ShellCommand {
  static let description = CommandDescription(
    "where", "bt", group: .looking,
    summary: "Show where the run is, and the way it has come.",
    arguments: .optional("N", .integer),
    examples: ["where", "bt 5"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let words = EventWords(session)
    shell.output.show(StatusCommand.document(of: session))
    let edges = session.events.filter { if case .edge = $0.kind { true } else { false } }
    let rows = edges.suffix(arguments.integer("N") ?? 10).reversed().enumerated().map {
      depth, event -> [Cell] in
      let text = words.text(of: event)
      return [
        Cell(depth), Cell(event.number), Cell(shown: text, json: .string(text.plain)),
        words.origin(of: event).map { Cell($0) } ?? .none,
      ]
    }
    let table = Table(
      [
        .init("depth", title: "#", isRightAligned: true),
        .init("event", title: "@", isRightAligned: true), .init("transition"), .init("origin"),
      ], rows: rows)
    if !rows.isEmpty { shell.output.show(.table("where", table)) }
  }
}

struct StatusCommand: ShellCommand {
  static let description = CommandDescription(
    "status", group: .looking,
    summary: "Show in one line where the run is.",
    examples: ["status"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    shell.output.show(document(of: try shell.needSession(arguments)))
  }

  /// `#12 @17 at CreateBackup`
  static func line(of session: any DebugSession) -> StyledText {
    let snapshot = session.snapshot
    let workflow = session.selectedWorkflow
    var line: StyledText = "\("#\(snapshot.transitionCount) @\(snapshot.eventCount)", .faint) "
    switch snapshot.phase {
    case .ready: line += "before the start of \(workflow.name, .name)"
    case .ended(let result): line += "ended " + StopReport.text(of: result)
    case .running:
      for (index, place) in snapshot.places.enumerated() {
        let own = snapshot.frames[place.frame].program.workflow
        if index > 0 { line += ", " }
        line += "at \(own[place.state].name, .state)"
        if place.frame > 0 { line += " of \(own.name, .name)" }
        if place.visit > 1 { line += " visit \(place.visit)" }
      }
    }
    if session.options.mode == .live { line += "  \("LIVE", .bad)" }
    return line
  }

  static func document(of session: any DebugSession) -> Document {
    let snapshot = session.snapshot
    let workflow = session.selectedWorkflow
    return .line(
      "status", line(of: session),
      facts: [
        "workflow": .string(workflow.name), "event": .int(Int64(snapshot.eventCount)),
        "transitions": .int(Int64(snapshot.transitionCount)),
        "states": .array(
          snapshot.places.map {
            .string(snapshot.frames[$0.frame].program.workflow[$0.state].name)
          }),
        "result": snapshot.result.map { .string($0.status.rawValue) } ?? .null,
        "live": .bool(session.options.mode == .live),
      ])
  }
}
