package import WorkflowLanguage
package import WorkflowModel
internal import WorkflowSource

/// Builds small workflows by hand, so that the engine is tested without the parser.
package struct ModelBuilder {
  private var names: [String] = []
  private var edges: [(from: String, to: String, label: TransitionLabel)] = []
  private var actions: [String: ActionCall] = [:]
  private var properties: [String: StateProperties] = [:]
  private var titles: [String: String] = [:]
  private static let nowhere = SourceRange(0, 0)

  package init() {}

  /// Adds an edge; `[*]` is the start or the end. An edge without a class is the sole exit.
  package mutating func edge(
    _ from: String, _ to: String, _ exitClass: ExitClass = .always, _ text: String = "",
    rule: ExitRule? = nil, guarded: String? = nil, mentionsTrouble: Bool = false
  ) {
    for name in [from, to] where name != "[*]" && !names.contains(name) { names.append(name) }
    let label = TransitionLabel(
      text: text, exitClass: exitClass, rule: rule ?? (text.isEmpty ? .unlabelled : .sole),
      guardExpression: guarded.flatMap { try? CompiledExpression.parse($0) },
      mentionsTrouble: mentionsTrouble)
    edges.append((from, to, label))
  }

  package mutating func action(_ state: String, _ kind: ActionCall.Kind) {
    actions[state] = ActionCall(kind, range: Self.nowhere)
  }

  package mutating func properties(
    _ state: String, _ change: (inout StateProperties) -> Void
  ) {
    change(&properties[state, default: StateProperties()])
  }

  package mutating func title(_ state: String, _ title: String) { titles[state] = title }

  /// `execute_prompt` with variables that are templates.
  package static func prompt(
    _ name: String, _ variables: KeyValuePairs<String, String> = [:]
  ) -> ActionCall.Kind {
    .executePrompt(
      PromptCall(prompt: template(name), variables: variables.map { member($0, $1) }))
  }

  package static func set(_ name: String, _ value: String) -> ActionCall.Kind {
    .setVariables(SetVariablesCall(assignments: [member(name, value)]))
  }

  package static func log(_ message: String) -> ActionCall.Kind {
    .log(LogCall(message: .template(template(message))))
  }

  package static func call(_ kind: ActionCall.Kind) -> ActionCall {
    ActionCall(kind, range: nowhere)
  }

  package static func template(_ text: String) -> Template { Template.parse(text).template }

  private static func member(_ name: String, _ value: String) -> TemplateMember {
    TemplateMember(name: name, nameRange: nowhere, value: .template(template(value)))
  }

  package func build(_ name: String = "test") -> Workflow {
    let ids = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, StateID($0)) })
    func end(_ name: String) -> Transition.End {
      ids[name].map(Transition.End.state) ?? .terminal(.root)
    }
    let transitions = edges.enumerated().map { index, edge in
      Transition(
        id: TransitionID(index), source: end(edge.from), target: end(edge.to), label: edge.label,
        range: Self.nowhere)
    }
    let states = names.enumerated().map { index, name in
      State(
        name: name, title: titles[name],
        exits: transitions.filter { $0.source == .state(StateID(index)) }.map(\.id),
        action: actions[name], properties: properties[name] ?? StateProperties(),
        range: Self.nowhere)
    }
    let starts = transitions.filter { $0.source == .terminal(.root) }.map(\.id)
    return Workflow(
      name: name, source: SourceText(name: "\(name).md", text: ""), states: states,
      transitions: transitions, regions: [Region(starts: starts, range: Self.nowhere)],
      diagramRange: Self.nowhere)
  }
}
