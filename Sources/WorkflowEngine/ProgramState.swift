internal import WorkflowLanguage
package import WorkflowModel

/// A state made ready to run; shared, since a state is large to copy and asked about at every step.
package final class ProgramState: Sendable {
  package let state: State
  /// Its exits in file order; of those that are taken together, the first stands for all.
  let exits: [Transition]
  /// Whether branches come together here.
  let isJoin: Bool
  /// Whether it decides by what the state before it came to.
  let isLookedThrough: Bool

  init(_ state: State, in workflow: Workflow) {
    self.state = state
    let followers = Set(state.forks.flatMap { $0.dropFirst() })
    exits = state.exits.filter { !followers.contains($0) }.map { workflow[$0] }
    isJoin = state.isJoin
    isLookedThrough = state.isLookedThrough
  }

  var name: String { state.name }
  var action: ActionCall? { state.action }
  var inner: [RegionID] { state.inner }
  var properties: StateProperties { _read { yield state.properties } }
}
