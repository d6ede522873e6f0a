internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct InfoCommand: ShellCommand {
  static let topics = [
    "breakpoints", "states", "transitions", "vars", "faults", "stubs", "places", "clock",
    "options", "handlers", "files",
  ]

  static let description = CommandDescription(
    "info", "i", group: .looking,
    summary: "List what there is.",
    arguments: .value("TOPIC", .choice(topics)),
    options: [.json],
    examples: ["info breakpoints", "info states", "info handlers"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let topic = arguments.text("TOPIC") ?? ""
    switch topic {
    case "options": return try await OptionCommand.run(arguments, in: shell)
    case "vars": return try await VarsCommand.run(arguments, in: shell)
    case "faults": return try await FaultsCommand.run(arguments, in: shell)
    case "stubs": return try await StubsCommand.run(arguments, in: shell)
    default: break
    }
    let session = try shell.needSession(arguments)
    let lists = InfoTables(session: session, shell: shell)
    switch topic {
    case "breakpoints":
      shell.show(topic, lists.breakpoints, empty: "no breakpoints", arguments)
    case "states": shell.show(topic, lists.states, empty: "no states", arguments)
    case "transitions":
      let table = ExitTable(workflow: session.selectedWorkflow).table(
        of: session.selectedWorkflow.transitions.map(\.id))
      shell.show(topic, table, empty: "no transitions", arguments)
    case "places": shell.show(topic, lists.places, empty: "the run is at no state", arguments)
    case "handlers": shell.show(topic, lists.handlers, empty: "no prompts", arguments)
    case "clock": shell.show(topic, lists.clock, empty: "", arguments)
    default: shell.show("files", lists.files, empty: "", arguments)
    }
  }
}

/// The lists of `info` that no other command shows.
private struct InfoTables {
  let session: any DebugSession
  let shell: Shell

  private var workflow: Workflow { session.selectedWorkflow }

  var breakpoints: Table {
    let rows = session.breakpoints.map { breakpoint -> [Cell] in
      [
        Cell(breakpoint.id), Cell(breakpoint.location.text, .state),
        .optional(breakpoint.condition?.text), Cell(breakpoint.isTemporary ? "once" : "always"),
        Cell(breakpoint.isEnabled ? "on" : "off"), Cell(breakpoint.hits),
        .optional(breakpoint.name),
        Cell(shell.state.breakpointCommands[breakpoint.id] == nil ? "" : "yes"),
      ]
    }
    return Table(
      [
        .init("id", title: "N", isRightAligned: true), .init("location"), .init("condition"),
        .init("stops"), .init("enabled"), .init("hits", isRightAligned: true), .init("name"),
        .init("commands"),
      ], rows: rows)
  }

  var states: Table {
    let frame = session.snapshot.frames[session.selectedPlace?.frame ?? 0]
    let memory = session.memory
    let rows = workflow.states.enumerated().map { index, state -> [Cell] in
      [
        Cell(state.name, .state), .optional(state.title),
        Cell(state.action?.word ?? state.kind.rawValue), Cell(frame.visits(of: StateID(index))),
        .optional(memory.records[index]?.status.rawValue),
        Cell(workflow.source.position(at: state.range.lower).line),
      ]
    }
    return Table(
      [
        .init("name"), .init("title"), .init("action"), .init("visits", isRightAligned: true),
        .init("status"), .init("line", isRightAligned: true),
      ], rows: rows)
  }

  var places: Table {
    let selected = session.selectedPlace?.id
    let rows = session.snapshot.places.map { place -> [Cell] in
      let workflow = session.snapshot.frames[place.frame].program.workflow
      return [
        Cell(place.id), Cell(place.id == selected ? "*" : ""), Cell(workflow.name, .name),
        Cell(workflow[place.state].name, .state), Cell(place.visit),
        Cell(Self.word(for: place.phase)),
      ]
    }
    return Table(
      [
        .init("id", title: "N", isRightAligned: true), .init("selected", title: ""),
        .init("workflow"), .init("state"),
        .init("visit", isRightAligned: true), .init("phase"),
      ], rows: rows)
  }

  static func word(for phase: Place.Phase) -> String {
    switch phase {
    case .entered: "before its action"
    case .attempting(let attempt):
      attempt.work.waitsFor.map { "attempt \(attempt.number), \($0)" }
        ?? "attempt \(attempt.number)"
    case .backingOff(let until, let next, _):
      "waiting until \(until.description) for attempt \(next)"
    case .finished: "action ended"
    case .inside: "inside"
    case .joining(let deadline):
      "waiting for other branches\(deadline.map { " until \($0.description)" } ?? "")"
    case .undecided(_, _, let reason): "undecided: \(reason)"
    }
  }

  var handlers: Table {
    let served = shell.services.handlers(workflow)
    guard served.contains(where: { $0.workflow != workflow.name }) else {
      return Table(
        [.init("prompt"), .init("served_by")],
        rows: served.map { [Cell($0.prompt, .name), Cell($0.server)] })
    }
    return Table(
      [.init("workflow"), .init("prompt"), .init("served_by")],
      rows: served.map { [Cell($0.workflow), Cell($0.prompt, .name), Cell($0.server)] })
  }

  var clock: Table {
    let snapshot = session.snapshot
    return Table(
      [.init("kind"), .init("started"), .init("now")],
      rows: [
        [
          Cell(session.options.mode == .live ? "real" : "virtual"),
          Cell(snapshot.startedAt.description), Cell(snapshot.clock.description),
        ]
      ])
  }

  var files: Table {
    Table(
      [.init("workflow"), .init("origin"), .init("bytes", isRightAligned: true)],
      rows: [
        [
          Cell(workflow.name, .name), Cell(shell.loaded?.workflow.origin ?? workflow.source.name),
          Cell(workflow.source.bytes.count),
        ]
      ])
  }
}

extension Work {
  /// What an attempt waits for, in words; nil when it is a handler, or nothing.
  fileprivate var waitsFor: String? {
    switch self {
    case .asking(let question, _): "asking \(question.kind.rawValue)"
    case .child(let child): "running \(child.name)"
    case .sleeping(let until): "waiting until \(until.description)"
    case .storing(_, let work): work.waitsFor
    default: nil
    }
  }
}
