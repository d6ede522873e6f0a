internal import JSONText
internal import WorkflowDebugging
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

struct RenderCommand: ShellCommand {
  static let description = CommandDescription(
    "render", group: .expressions,
    summary: "Render a template: a text with {{ }}, or one of a state.",
    discussion: """
      With a state, every template of its action and properties; with State.property only those
      of that property. Undefined names are told. 'with' gives names a value for this once.
      """,
    arguments: .sequence([
      .oneOf([.value("TEXT", .text), .value("STATE", .state)]),
      .optional(.sequence([.keyword("with"), .repeated(.value("NAME=VALUE", .assignment))])),
    ]),
    options: [
      CommandOption("--trace", "Show every tag, round, filter and part with what came of it."),
      .json,
    ],
    examples: [
      #"render "backup {{ CreateBackup.backup_id | upcase }}""#, "render CreateBackup",
      "render CreateBackup.backup_name", #"render "{{ name | upcase }}" with name='ada'"#,
    ])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    if let text = arguments.text("TEXT") {
      // The quoted text's places are near enough: escapes shift them.
      let template = try template(text, at: arguments.range(of: "TEXT").lower + 1, arguments)
      return try show(template, named: nil, arguments, in: shell)
    }
    let session = try shell.needSession(arguments)
    let text = arguments.text("STATE") ?? ""
    let (name, property) = split(text, in: session.selectedWorkflow)
    let state = try shell.stateID(
      named: name, in: session.selectedWorkflow, at: arguments.range(of: "STATE"), arguments)
    let all = StateTemplates(session.selectedWorkflow[state]).all
    let wanted = all.filter { property == nil || $0.name == property }
    guard !wanted.isEmpty else {
      throw arguments.failure(
        property.map { "\(name) has no template '\($0)'" } ?? "\(name) has no templates",
        at: "STATE",
        hint: property.flatMap { Suggestion.hint(for: $0, among: all.map(\.name)) })
    }
    for (name, template) in wanted {
      try show(template, named: name, arguments, in: shell)
    }
  }

  private static func split(
    _ text: String, in workflow: Workflow
  ) -> (state: String, property: String?) {
    guard workflow.stateID(named: text) == nil, let dot = text.firstIndex(of: ".") else {
      return (text, nil)
    }
    return (String(text[..<dot]), String(text[text.index(after: dot)...]))
  }

  private static func template(
    _ text: String, at start: Int, _ arguments: ParsedArguments
  ) throws -> Template {
    do throws(ScriptError) {
      return try ScriptLexer(arguments.source).template(text, at: start)
    } catch {
      throw ShellError([error.diagnostic], in: arguments.source, status: .commandFailed)
    }
  }

  private static func show(
    _ template: Template, named name: String?, _ arguments: ParsedArguments, in shell: Shell
  ) throws {
    let record = EvaluationRecord(tracing: arguments.hasOption("--trace"))
    let mode: OutputMode? = arguments.hasOption("--json") ? .json : nil
    let text: String
    do {
      text = try shell.render(
        template, arguments, record: record, locals: try shell.locals(arguments))
    } catch {
      shell.show(failed: error, record, mode: mode)
      throw error
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      StyledText(String($0))
    }
    if let name, let first = lines.first { lines[0] = "\(name, .name) = \(first)" }
    var facts: JSONObject = ["name": name.map { .string($0) } ?? .null, "text": .string(text)]
    if !record.undefined.isEmpty {
      facts["undefined"] = .array(record.undefined.map { .string($0.path) })
    }
    if let trace = record.trace { facts["trace"] = TraceTree(trace).json }
    shell.output.show(.lines("rendered", lines, facts: facts), mode: mode)
    guard mode != .json, shell.output.mode != .json else { return }
    for undefined in record.undefined {
      let hint = undefined.hint.map { ": \($0)" } ?? ""
      shell.output.say("undefined", "\("undefined", .warning) \(undefined.path, .name)\(hint)")
    }
    if let trace = record.trace {
      shell.output.show(.lines("trace", TraceTree(trace).lines(), facts: [:]))
    }
  }
}

/// The templates of a state, by the names of their properties.
private struct StateTemplates {
  private(set) var all: [(name: String, template: Template)] = []

  init(_ state: State) {
    for action in state.action?.all ?? [] { add(action) }
    if let output = state.properties.output { add("output", output) }
    if case .template(let template) = state.properties.timeout { all.append(("timeout", template)) }
  }

  private mutating func add(_ action: ActionCall) {
    for part in action.parts {
      for template in part.templates where !template.isLiteral { all.append((part.name, template)) }
    }
  }

  private mutating func add(_ name: String, _ value: TemplateValue) {
    for template in value.templates { all.append((name, template)) }
  }
}
