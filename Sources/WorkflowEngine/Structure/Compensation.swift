internal import WorkflowModel

/// `compensation_state`: when a workflow fails, the states that undo what was done are run, the
/// latest completed first; their exits are not taken, and the failure stands.
extension Machine {
  /// The states that undo what the way to a place has done.
  func compensations(at index: Int) -> [StateID] {
    let place = snapshot.places[index]
    guard snapshot.frames[place.frame].compensation == nil else { return [] }
    let workflow = program(at: index).workflow
    var seen: Set<StateID> = []
    return Chain.latestFirst(snapshot.memory(at: place).completed).compactMap { state in
      guard seen.insert(state).inserted else { return nil }
      return workflow[state].properties.compensation?.state
    }
  }

  mutating func compensate(_ states: [StateID], _ result: RunResult, at index: Int) {
    emit(.compensating(states), at: index)
    snapshot.frames[snapshot.places[index].frame].compensation = Compensation(
      states: states, result: result)
    compensateNext(at: index)
  }

  /// Runs the next state that undoes something, or ends the workflow.
  mutating func compensateNext(at index: Int) {
    let frame = snapshot.places[index].frame
    guard var compensation = snapshot.frames[frame].compensation else { return }
    guard !compensation.states.isEmpty else {
      snapshot.places.remove(at: index)
      return end(frame: frame, compensation.result)
    }
    let state = compensation.states.removeFirst()
    snapshot.frames[frame].compensation = compensation
    enter(state, via: nil, at: index)
  }
}
