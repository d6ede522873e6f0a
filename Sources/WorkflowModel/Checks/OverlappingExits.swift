internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// Several exits of a state that the same thing decides.
  static let overlappingExits = Check(
    code: "overlapping-exits", summary: "exits that are open at the same time"
  ) { subject in
    var found: [Diagnostic] = []
    for state in subject.workflow.states {
      var seen: [String: Transition] = [:]
      for exit in subject.exits(of: state) {
        guard let key = key(of: exit.label) else { continue }
        if let first = seen[key] {
          var diagnostic = Diagnostic.warning(
            "overlapping-exits", message(exit, of: state), range: exit.label.range ?? exit.range,
            hint: "tell them apart with a condition such as '[count < 3]'")
          diagnostic.notes = [
            .init("the other one is here", range: first.label.range ?? first.range)
          ]
          found.append(diagnostic)
        } else {
          seen[key] = exit
        }
      }
    }
    return found
  }

  /// What decides an exit; exits with equal keys are open at the same time.
  private static func key(of label: TransitionLabel) -> String? {
    let condition = label.guardExpression.map { "[\($0.text)]" } ?? ""
    switch label.exitClass {
    case .success, .failure, .exhausted, .default: return label.exitClass.rawValue + condition
    case .guard: return condition.isEmpty ? nil : condition
    case .pattern: return label.text
    case .choice: return "choice \(LabelWords(label.text).joined)"
    case .always, .prose: return nil
    }
  }

  private static func message(_ exit: Transition, of state: State) -> String {
    switch exit.label.exitClass {
    case .success: "a second exit for the success of '\(state.name)'"
    case .failure: "a second exit for the failure of '\(state.name)'"
    case .exhausted: "a second exit for when the retries of '\(state.name)' are used up"
    case .default: "a second default exit of '\(state.name)'"
    default: "a second exit of '\(state.name)' with the label \(exit.label.quoted)"
    }
  }
}
