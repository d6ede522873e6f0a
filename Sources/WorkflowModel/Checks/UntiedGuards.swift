internal import WorkflowLanguage
internal import WorkflowSource

extension Check {
  /// Conditions that are asked whatever the outcome, beside exits for success and failure.
  static let untiedGuards = Check(
    code: "untied-guard", summary: "conditions not tied to an outcome beside exits that are"
  ) { subject in
    subject.workflow.states.flatMap { state -> [Diagnostic] in
      let exits = subject.exits(of: state)
      guard exits.contains(where: { [.success, .failure].contains($0.label.exitClass) }) else {
        return []
      }
      return exits.compactMap { exit in
        guard exit.label.exitClass == .guard, let condition = exit.label.guardExpression else {
          return nil
        }
        return .warning(
          "untied-guard", "this condition is asked after success and failure alike",
          range: exit.label.range ?? exit.range,
          hint: "write 'OnFailure [\(condition.text)]' if it is for failures")
      }
    }
  }
}
