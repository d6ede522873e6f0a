internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct BreakCommand: ShellCommand {
  static let arguments = ArgumentSyntax.sequence([
    .value("LOC", .location),
    .anyOrder([
      .clause("if", "EXPR", .expression), .clause("after", "N", .integer),
      .clause("as", "NAME", .word),
    ]),
  ])

  static let description = CommandDescription(
    "break", "b", group: .stops,
    summary: "Stop at a location.",
    discussion: """
      With a condition only where it is true; with 'after N' only from hit N+1 on. In a script a
      breakpoint needs commands, see 'help commands'. See also 'help locations', 'delete'.
      """,
    arguments: arguments,
    examples: [
      "break ApplyMigrations", "break ApplyMigrations if retry_count > 1",
      "break RetryDecision -> Rollback", "break /Failed$/ after 2",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    try add(arguments, in: shell, isTemporary: false)
  }

  static func add(
    _ arguments: ParsedArguments, in shell: Shell, isTemporary: Bool
  ) throws {
    let session = try shell.needSession(arguments)
    let location = try shell.location(
      "LOC", arguments, allowsPending: shell.settings.isInteractive)
    var breakpoint = session.addBreakpoint(
      location, condition: arguments.expression("EXPR"), isTemporary: isTemporary,
      name: arguments.text("NAME"))
    if let count = arguments.integer("N") {
      breakpoint.ignoreCount = max(0, count)
      session.updateBreakpoint(breakpoint)
    }
    let words = BreakpointWords(breakpoint, in: session.selectedWorkflow)
    shell.output.show(.line("breakpoint", words.line, facts: words.facts))
  }
}

/// A breakpoint in words: `breakpoint 1 before ApplyMigrations if retry_count > 1`.
struct BreakpointWords {
  let breakpoint: Breakpoint
  let workflow: Workflow

  init(_ breakpoint: Breakpoint, in workflow: Workflow) {
    self.breakpoint = breakpoint
    self.workflow = workflow
  }

  var line: StyledText {
    var line: StyledText = breakpoint.isTemporary ? "temporary breakpoint" : "breakpoint"
    line += " \(breakpoint.id) \(place)"
    if let condition = breakpoint.condition { line += " if \(condition.text)" }
    if breakpoint.ignoreCount > 0 { line += " after \(breakpoint.ignoreCount)" }
    if let name = breakpoint.name { line += " as \(name, .name)" }
    if let position { line += "  \(position, .faint)" }
    if let hint { line += "  \(hint, .faint)" }
    return line
  }

  var facts: JSONObject {
    [
      "id": .int(Int64(breakpoint.id)), "location": .string(breakpoint.location.text),
      "condition": breakpoint.condition.map { .string($0.text) } ?? .null,
      "temporary": .bool(breakpoint.isTemporary), "enabled": .bool(breakpoint.isEnabled),
      "hits": .int(Int64(breakpoint.hits)), "pending": .bool(isPending),
      "hint": hint.map { .string($0) } ?? .null,
      "name": breakpoint.name.map { .string($0) } ?? .null,
    ]
  }

  var place: StyledText {
    let text = StyledText(breakpoint.location.text, .state)
    if isPending { return "pending at \(text)" }
    switch breakpoint.location.kind {
    case .entry: return "before \(text)"
    case .exit, .edge, .end: return "at \(text)"
    }
  }

  private var isPending: Bool { !pendingNames.isEmpty }

  /// Names in the location that no state has yet.
  private var pendingNames: [String] {
    let matchers: [StateMatcher] =
      switch breakpoint.location.kind {
      case .entry(let state), .exit(let state): [state]
      case .edge(let from, let to): [from, to]
      case .end: []
      }
    return matchers.compactMap { if case .pending(let name) = $0 { name } else { nil } }
  }

  /// What a pending name may have meant: it waits for a state that a reload may bring.
  private var hint: String? {
    let near = pendingNames.compactMap {
      Suggestion.hint(for: $0, among: workflow.states.map(\.name))
    }
    if let first = near.first { return first }
    return isPending ? "no such state yet; 'reload' may bring it" : nil
  }

  /// Where the one state stands that is meant.
  private var position: String? {
    breakpoint.location.state.map {
      "\(workflow.source.name):\(workflow.source.position(at: workflow[$0].range.lower).line)"
    }
  }
}
