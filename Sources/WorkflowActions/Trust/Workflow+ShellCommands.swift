internal import JSONText
internal import WorkflowLanguage
package import WorkflowModel

extension Workflow {
  /// What the workflow's own text may have a shell run, in file order, as it is written: commands
  /// with their environment and folder, and sentences that are read only when they run.
  package var shellCommands: [String] {
    states.flatMap(\.allActions).compactMap { action in
      switch action.kind {
      case .shell(let call):
        let environment = call.environment.map { "\($0.name)=\(Self.text(of: $0.value))" }
        return ([call.written, call.workingDirectory?.text ?? ""] + environment)
          .joined(separator: "\n")
      case .sentence(let call): return call.template.text
      default: return nil
      }
    }
  }

  private static func text(of value: TemplateValue) -> String {
    switch value {
    case .literal(let value, _): JSONWriter().write(value.json)
    case .template(let template): template.text
    case .list(let elements, _): elements.map(text).description
    case .map(let members, _): members.map { "\($0.name): \(text(of: $0.value))" }.description
    }
  }
}
