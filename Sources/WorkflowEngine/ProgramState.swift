internal import WorkflowLanguage
package import WorkflowModel

/// A state made ready to run; shared, since a state is large to copy and asked about at every step.
package final class ProgramState: Sendable {
  package let state: State
  let name: String
  /// Whether it has an action of its own.
  let hasAction: Bool
  /// Its exits in file order; of those that are taken together, the first stands for all.
  let exits: [ProgramExit]
  /// Those that neither a guard nor a pattern decides about.
  let unguardedExits: [ProgramExit]
  let hasFailureExit: Bool
  /// Output fields that a success leaves by a failure exit for when they hold something.
  let fieldsOfFindings: [String]
  /// Whether branches come together here.
  let isJoin: Bool
  /// Whether it decides by what the state before it came to.
  let isLookedThrough: Bool

  /// - Parameter all: the exits of the whole workflow, by the numbers of their transitions.
  init(_ state: State, exits all: [ProgramExit]) {
    self.state = state
    name = state.name
    hasAction = state.action != nil
    let followers = Set(state.forks.flatMap { $0.dropFirst() })
    exits = state.exits.filter { !followers.contains($0) }.map { all[$0.index] }
    unguardedExits = exits.filter { $0.guardExpression == nil && $0.label.pattern == nil }
    let failureLabels = exits.filter { $0.exitClass == .failure }.map(\.label)
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

  var action: ActionCall? { _read { yield state.action } }
  var inner: [RegionID] { _read { yield state.inner } }
  var properties: StateProperties { _read { yield state.properties } }
}

/// A transition as the exit of a state, shared as the states are.
final class ProgramExit: Sendable {
  let transition: Transition
  let exitClass: ExitClass
  /// The condition that must hold besides, or alone.
  let guardExpression: CompiledExpression?

  init(_ transition: Transition) {
    self.transition = transition
    exitClass = transition.label.exitClass
    guardExpression = transition.label.guardExpression
  }

  var id: TransitionID { transition.id }
  var target: Transition.End { transition.target }
  var label: TransitionLabel { _read { yield transition.label } }
}
