internal import WorkflowLanguage
package import WorkflowModel

/// A state made ready to run; shared, since a state is large to copy and asked about at every step.
package final class ProgramState: Sendable {
  package let state: State
  /// Its exits in file order; of those that are taken together, the first stands for all.
  let exits: [Transition]
  /// Those that neither a guard nor a pattern decides about.
  let unguardedExits: [Transition]
  let hasFailureExit: Bool
  /// Output fields that a success leaves by a failure exit for when they hold something.
  let fieldsOfFindings: [String]
  /// Whether branches come together here.
  let isJoin: Bool
  /// Whether it decides by what the state before it came to.
  let isLookedThrough: Bool

  init(_ state: State, in workflow: Workflow) {
    self.state = state
    let followers = Set(state.forks.flatMap { $0.dropFirst() })
    exits = state.exits.filter { !followers.contains($0) }.map { workflow[$0] }
    unguardedExits = exits.filter { $0.label.guardExpression == nil && $0.label.pattern == nil }
    let failureLabels = exits.map(\.label).filter { $0.exitClass == .failure }
    hasFailureExit = !failureLabels.isEmpty
    fieldsOfFindings = failureLabels.compactMap { Self.nounFound(in: $0.text) }
      .flatMap { [$0, $0 + "s"] }
    isJoin = state.isJoin
    isLookedThrough = state.isLookedThrough
  }

  /// `issues` of a label that reads `Issues found`.
  private static func nounFound(in label: String) -> String? {
    let words = label.lowercased().split { !$0.isLetter && $0 != "_" }
    guard words.count >= 2, let last = words.last, last == "found" || last == "detected" else {
      return nil
    }
    return String(words[words.count - 2])
  }

  var name: String { state.name }
  var action: ActionCall? { state.action }
  var inner: [RegionID] { state.inner }
  var properties: StateProperties { _read { yield state.properties } }
}
