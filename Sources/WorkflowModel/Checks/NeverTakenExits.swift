internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// Exits whose condition is never true, or before which another is always taken.
  static let neverTakenExits = Check(
    code: "never-taken-exit", summary: "exits that can never be taken"
  ) { subject in
    subject.workflow.states.flatMap { state in
      constantGuards(subject.exits(of: state)) + shadowed(subject.exits(of: state), of: state)
    }
  }

  private static func constantGuards(_ exits: [Transition]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var certain: Transition?
    for exit in exits {
      guard let expression = exit.label.guardExpression else { continue }
      let range = exit.label.range ?? exit.range
      if let certain, exit.label.exitClass == .guard {
        var diagnostic = Diagnostic.warning(
          "never-taken-exit", "never taken: the exit before it is always open", range: range)
        diagnostic.notes = [.init("this one", range: certain.label.range)]
        found.append(diagnostic)
      }
      switch constant(expression) {
      case false:
        found.append(
          .warning("never-taken-exit", "this condition is never true", range: range))
      case true where exit.label.exitClass == .guard: certain = certain ?? exit
      default: break
      }
    }
    return found
  }

  /// The value of a condition that reads nothing; nil for others.
  private static func constant(_ expression: CompiledExpression) -> Bool? {
    guard expression.references.isEmpty, !expression.shape.hasCall else { return nil }
    return try? expression.evaluateBool(in: DictionaryScope([:]), options: EvaluationOptions())
  }

  /// `default` and `always` exits where success and failure have exits of their own.
  private static func shadowed(_ exits: [Transition], of state: State) -> [Diagnostic] {
    let open = exits.filter { $0.label.guardExpression == nil }.map(\.label.exitClass)
    guard open.contains(.success), open.contains(.failure) else { return [] }
    return exits.filter { [.default, .always].contains($0.label.exitClass) }.map { exit in
      .warning(
        "never-taken-exit",
        "never taken: success and failure of '\(state.name)' have exits of their own",
        range: exit.label.range ?? exit.range)
    }
  }
}
