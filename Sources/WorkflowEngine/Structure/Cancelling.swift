internal import WorkflowLanguage
internal import WorkflowModel

/// Stopping parts of a run while the rest goes on.
extension Machine {
  /// Takes a place away with all that is inside it, stopping its handlers.
  mutating func drop(_ id: Int) {
    cancelInside(of: id)
    guard let index = position(of: id) else { return }
    stop(snapshot.places[index].work)
    guard let index = position(of: id) else { return }
    publishCancelled(at: index)
    let place = snapshot.places.remove(at: index)
    // The branch of a place inside a composite goes on where the composite is left.
    if let fork = fork(of: place.branch), fork.container == place.container {
      end(branch: place.branch, .cancelled, at: place.state)
    }
  }

  /// A state that was at work when it was stopped has outputs too: its status is `cancelled`, and it
  /// is not among `all_errors`. Where the whole workflow is stopped, nobody is left to read them.
  private mutating func publishCancelled(at index: Int) {
    let place = snapshot.places[index]
    guard snapshot.frames[place.frame].result == nil else { return }
    let attempts: (count: Int, startedAt: Timestamp)
    switch place.phase {
    case .attempting(let attempt): attempts = (attempt.number, attempt.firstStartedAt)
    case .backingOff(_, let next, let startedAt): attempts = (next - 1, startedAt)
    case .inside(let inside): attempts = (inside.attempts, inside.startedAt)
    case .entered, .joining, .finished, .undecided: return
    }
    finish(
      StateOutcome(work: .cancelled, attempts: attempts.count, startedAt: attempts.startedAt),
      at: index)
  }

  /// Notes how a branch has ended, unless that is known.
  mutating func end(branch id: Int, _ result: RunResult, at state: StateID?) {
    let branch = snapshot.branchIndex(id)
    guard snapshot.branches[branch].end == nil else { return }
    snapshot.branches[branch].end = Shared(BranchEnd(result: result, state: state))
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
