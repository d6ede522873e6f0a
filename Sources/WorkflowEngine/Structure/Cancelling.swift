internal import WorkflowModel

/// Stopping parts of a run while the rest goes on.
extension Machine {
  /// Takes a place away with all that is inside it, stopping its handlers.
  mutating func drop(_ id: Int) {
    cancelInside(of: id)
    guard let index = position(of: id) else { return }
    stop(snapshot.places[index].work)
    guard let index = position(of: id) else { return }
    let branch = snapshot.branchIndex(snapshot.places[index].branch)
    if snapshot.branches[branch].fork != nil, snapshot.branches[branch].result == nil {
      snapshot.branches[branch].result = .cancelled
      snapshot.branches[branch].endedAt = snapshot.places[index].state
    }
    snapshot.places.remove(at: index)
  }

  /// Takes away everything inside a composite place, or inside what its action runs.
  mutating func cancelInside(of id: Int) {
    while let inner = snapshot.places.first(where: { $0.container == id }) { drop(inner.id) }
    let forks = snapshot.forks.filter { $0.container == id }
    for fork in forks { remove(fork) }
    guard let index = position(of: id) else { return }
    stop(snapshot.places[index].work)
  }

  /// Stops the handlers and sub-workflows of an action, or a part of it.
  mutating func stop(_ work: Work?) {
    guard let work else { return }
    for call in work.calls { cancel(call) }
    for frame in work.frames { cancel(frame: frame) }
  }

  /// Takes a sub-workflow away with all that it runs.
  mutating func cancel(frame: Int) {
    guard snapshot.frames[frame].result == nil else { return }
    snapshot.frames[frame].result = .cancelled
    emit(.workflowEnded(.cancelled), frame: frame)
    while let place = snapshot.places.first(where: { $0.frame == frame }) { drop(place.id) }
    forget(frame: frame)
  }

  /// Lets go of what is remembered for a workflow that has ended.
  mutating func forget(frame: Int) {
    snapshot.forks.removeAll { $0.frame == frame }
    snapshot.branches.removeAll { $0.frame == frame && $0.id != 0 }
  }

  /// Takes away the forks within a fork's branches.
  mutating func removeForks(inside fork: Fork) {
    let inner = snapshot.forks.filter { fork.branches.contains($0.parent) && $0.id != fork.id }
    for inner in inner {
      removeForks(inside: inner)
      remove(inner)
    }
  }

  private mutating func remove(_ fork: Fork) {
    snapshot.forks.removeAll { $0.id == fork.id }
    snapshot.branches.removeAll { $0.fork == fork.id }
  }
}

extension RunResult {
  static let cancelled = RunResult(
    status: .failed, reason: "cancelled",
    failure: ActionFailure(type: "cancelled", message: "cancelled"))
}
