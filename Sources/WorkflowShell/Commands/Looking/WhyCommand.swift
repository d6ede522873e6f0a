internal import JSONText
internal import WorkflowDebugging
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct WhyCommand: ShellCommand {
  static let description = CommandDescription(
    "why", group: .looking,
    summary: "Explain the last transition, any other, a state, or a variable.",
    discussion: "'why not A -> B' says why an exit was not taken.",
    arguments: .sequence([.optional(.keyword("not")), .optional("WHAT", .location)]),
    options: [.json],
    examples: [
      "why", "why PreCheck -> CreateBackup", "why not RetryDecision -> Rollback",
      "why Rollback", "why retry_count",
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let why = Why(workflow: session.selectedWorkflow, events: session.events)
    let explanation = try explanation(why, arguments, in: shell, session)
    shell.output.show(
      document(of: explanation, session.selectedWorkflow),
      mode: arguments.hasOption("--json") ? .json : nil)
  }

  private static func explanation(
    _ why: Why, _ arguments: ParsedArguments, in shell: Shell, _ session: any DebugSession
  ) throws -> Explanation {
    guard let text = arguments.text("WHAT") else {
      if let latest = why.latest() { return latest }
      throw arguments.failure("nothing has happened yet", hint: "'run' or 'step' first")
    }
    if text.contains("->") {
      let location = try shell.location("WHAT", arguments)
      let transition = try shell.transition(location, "WHAT", arguments)
      let found = arguments.has("not") ? why.notTaken(transition) : why.edge(transition)
      if let found { return found }
      throw arguments.failure(
        "\(why.name(of: transition)) has had no chance: its state was never left", at: "WHAT")
    }
    let name = try shell.expand(text, arguments, at: arguments.range(of: "WHAT"))
    if let state = session.selectedWorkflow.stateID(named: name) {
      if let found = why.state(state) { return found }
      throw arguments.failure("the run has not come to \(name)", at: "WHAT")
    }
    if let found = why.variable(Name(name)) { return found }
    return try untouched(name, arguments, session)
  }

  /// A variable that was never written in this run.
  private static func untouched(
    _ name: String, _ arguments: ParsedArguments, _ session: any DebugSession
  ) throws -> Explanation {
    let scope = session.scope(locals: [:])
    guard let found = scope.find(Name(name)) else {
      throw arguments.failure(
        "there is no state and no variable '\(name)'", at: "WHAT",
        hint: Suggestion.hint(for: name, among: scope.candidates()), code: "undefined-name")
    }
    let source: String =
      switch found.source {
      case .variable(let variable):
        variable.origin == .argument ? "the default of the argument" : "set before the start"
      case .outputs: "the outputs of the state"
      case .named: "the outputs of a task or sub-workflow"
      case .builtIn: "the shell's own"
      case .field(let state): "a field of \(session.selectedWorkflow[state].name)"
      case .calledWith(let state):
        "a variable \(session.selectedWorkflow[state].name) was called with"
      }
    return Explanation(
      heading: "\(name) = \(found.value.shown())", facts: [.init(label: "because", text: source)])
  }

  private static func document(of explanation: Explanation, _ workflow: Workflow) -> Document {
    var heading: StyledText = "\(explanation.heading, .state)"
    var position: String?
    if let range = explanation.range {
      position = "\(workflow.source.name):\(workflow.source.position(at: range.lower).line)"
      heading = heading.padded(to: 60) + "  \(position ?? "", .faint)"
    }
    let width = explanation.facts.map { $0.label.utf8.count }.max() ?? 0
    var lines = [heading]
    var last = ""
    for fact in explanation.facts {
      let label = fact.label == last ? "" : fact.label
      last = fact.label
      lines.append("  \(StyledText(label, .faint).padded(to: width))  \(fact.text)")
    }
    let facts = explanation.facts.map { fact in
      JSONValue.object(["label": .string(fact.label), "text": .string(fact.text)])
    }
    return .lines(
      "why", lines,
      facts: [
        "heading": .string(explanation.heading), "place": position.map { .string($0) } ?? .null,
        "facts": .array(facts),
      ])
  }
}
