internal import WorkflowLanguage
internal import WorkflowModel

/// Forks and joins (WorkflowFormat.md, «At the same time»).
///
/// A branch has variables and outputs of its own, begun as a copy. A join goes on as soon as every
/// branch of the fork that can still get there has come; what the branches wrote is put together
/// in file order.
extension Machine {
  /// Splits a place into one for each exit of a group.
  mutating func fork(
    _ state: StateID, _ group: [TransitionID], _ departure: Departure, at index: Int
  ) {
    let place = snapshot.places[index]
    let workflow = program(at: index).workflow
    let branches = split(place, at: state, container: place.container, count: group.count)
    let branched = branches.map { branch in
      Place(
        id: snapshot.makeID(), frame: place.frame, branch: branch, container: place.container,
        state: state, visit: place.visit, via: nil)
    }
    snapshot.places.replaceSubrange(index...index, with: branched)
    emit(.forked(state, places: branched.map(\.id)), frame: place.frame, place: place.id)
    for (branch, id) in zip(branched, group) {
      guard let position = position(of: branch.id) else { continue }
      var departure = departure
      departure.transition = id
      emit(.edge(departure), at: position)
      remember(PathStep(workflow[id], departure.reason), at: position)
      snapshot.transitionCount += 1
      switch workflow[id].target {
      case .terminal(let region):
        guard let position = leave(upTo: region, at: position) else { return }
        endFlow(at: position, verdict(at: position))
      case .state(let target):
        guard isWithinLimit(at: position) else { return }
        relocate(to: target, via: id, at: position)
      }
    }
  }

  /// Makes branches out of the one a place is in, and gives back their numbers.
  mutating func split(
    _ place: Place, at state: StateID, container: Int?, count: Int, isOfRegions: Bool = false
  ) -> [Int] {
    let memory = snapshot.memory(at: place)
    let fork = snapshot.makeID()
    let branches = (0..<count).map { _ in
      Branch(id: snapshot.makeID(), frame: place.frame, fork: fork, memory: memory)
    }
    snapshot.branches += branches
    snapshot.forks.append(
      Fork(
        id: fork, frame: place.frame, state: state, parent: place.branch, container: container,
        isOfRegions: isOfRegions, branches: branches.map(\.id), event: snapshot.eventCount))
    return branches.map(\.id)
  }

  func fork(of branch: Int) -> Fork? {
    guard let id = snapshot.branches[snapshot.branchIndex(branch)].fork else { return nil }
    return snapshot.forks.first { $0.id == id }
  }

  // MARK: Arriving

  /// At a join a place waits for the branches beside it.
  ///
  /// - Returns: whether it does; the place may then be gone already, into one with theirs.
  mutating func arrive(at index: Int) -> Bool {
    let place = snapshot.places[index]
    let state = state(at: index)
    guard state.isJoin, let fork = fork(of: place.branch), !fork.isOfRegions,
      fork.container == place.container
    else { return false }
    let waiting = snapshot.places.compactMap { other -> Timestamp?? in
      guard other.state == place.state, other.frame == place.frame, other.id != place.id,
        case .joining(let deadline) = other.phase
      else { return nil }
      return .some(deadline)
    }
    snapshot.places[index].phase = .joining(
      deadline: waiting.first ?? joinDeadline(of: state, at: index))
    settleJoins()
    return true
  }

  private mutating func joinDeadline(of state: ProgramState, at index: Int) -> Timestamp? {
    var timeout = state.properties.timeout
    if case .waitForParallel(let call) = state.action?.kind { timeout = call.timeout ?? timeout }
    do {
      let span = try setting(timeout, at: index, Self.timeSpan)
      return span.flatMap { snapshot.clock.adding($0) }
    } catch {
      warn(error, at: index)
      return nil
    }
  }

  /// Lets every join go on whose branches have all come.
  mutating func settleJoins() {
    while let (fork, join) = completeJoin() { merge(fork, at: join, timedOut: false) }
  }

  /// A fork with a state at which all its branches that can get there wait.
  private func completeJoin() -> (fork: Fork, join: StateID)? {
    // Inner forks come together before those around them.
    for fork in snapshot.forks.reversed() {
      let live = livePlaces(of: fork)
      var seen: Set<StateID> = []
      for place in live where place.isJoining && isDirect(place, in: fork) {
        guard seen.insert(place.state).inserted else { continue }
        let program = snapshot.frames[fork.frame].program
        let reach = program.statesReaching(place.state, without: fork.state)
        let isAwaited = live.contains { other in
          if other.isJoining, other.state == place.state, isDirect(other, in: fork) {
            return false
          }
          return reach.contains(directState(of: other, in: fork))
        }
        if !isAwaited { return (fork, place.state) }
      }
    }
    return nil
  }

  /// The places in a fork's branches, and in all that is inside them.
  private func livePlaces(of fork: Fork) -> [Place] {
    snapshot.places.filter { $0.frame == fork.frame && isInside($0.branch, fork) }
  }

  private func isInside(_ branch: Int, _ fork: Fork) -> Bool {
    var branch = branch
    while true {
      if fork.branches.contains(branch) { return true }
      guard let around = self.fork(of: branch) else { return false }
      branch = around.parent
    }
  }

  /// Whether a place is in one of the fork's own branches, and not inside something there.
  private func isDirect(_ place: Place, in fork: Fork) -> Bool {
    fork.branches.contains(place.branch) && place.container == fork.container
  }

  /// The state of a place, or of the composite around it that stands where the fork's branches do.
  private func directState(of place: Place, in fork: Fork) -> StateID {
    var place = place
    while place.container != fork.container, let outer = place.container.flatMap(snapshot.place) {
      place = outer
    }
    return place.state
  }

  // MARK: Coming together

  mutating func timeOutJoin(at index: Int) {
    let place = snapshot.places[index]
    guard let fork = fork(of: place.branch) else { return }
    merge(fork, at: place.state, timedOut: true)
  }

  /// Puts the branches that wait at a state together into one place there.
  private mutating func merge(_ fork: Fork, at join: StateID, timedOut: Bool) {
    let waiting = snapshot.places.filter {
      $0.isJoining && $0.state == join && isDirect($0, in: fork)
    }
    guard let first = waiting.first else { return }
    if timedOut {
      for place in livePlaces(of: fork) where !waiting.contains(where: { $0.id == place.id }) {
        drop(place.id)
      }
      removeForks(inside: fork)
      for branch in fork.branches where !waiting.contains(where: { $0.branch == branch }) {
        // One whose places were all inside a fork of its own had none to be dropped.
        end(branch: branch, .cancelled, at: nil)
      }
    }
    let reach = snapshot.frames[fork.frame].program.statesReaching(join, without: fork.state)
    let isLast = livePlaces(of: fork).count == waiting.count
    let ended = fork.branches.filter { branch in
      guard result(of: branch) != nil else { return false }
      return isLast || endedState(of: branch).map(reach.contains) ?? true
    }
    let failures = fork.branches.compactMap { branch -> ActionFailure? in
      let found = snapshot.branches[snapshot.branchIndex(branch)]
      if let failure = found.failure { return failure.value }
      guard ended.contains(branch), let result = found.end?.value.result, result.status == .failed
      else {
        return nil
      }
      return result.failure ?? ActionFailure(type: "branch_failed", message: result.reason)
    }
    let joined = fork.branches.filter { branch in
      ended.contains(branch) || waiting.contains { $0.branch == branch }
    }
    let isComplete = joined.count == fork.branches.count
    let target: Int
    if isComplete {
      target = fork.parent
    } else {
      target = snapshot.makeID()
      snapshot.branches.append(
        Branch(
          id: target, frame: fork.frame, fork: fork.id,
          memory: snapshot.branches[snapshot.branchIndex(fork.parent)].memory))
    }
    combine(joined, into: target, of: fork, at: first.id)
    close(fork, joined, replacedBy: isComplete ? nil : target)

    let ids = waiting.map(\.id)
    snapshot.places.removeAll { ids.dropFirst().contains($0.id) }
    guard let index = position(of: first.id) else { return }
    snapshot.places[index].branch = target
    emit(.joined(join, places: ids), at: index)
    var failure = Self.together(failures)
    if timedOut {
      failure = ActionFailure(
        type: "timeout", message: "not every branch came to \(state(at: index).name) in time")
    }
    snapshot.places[index].phase = .entered
    // The fork around this one may end at the same state.
    if isComplete, !snapshot.forks.isEmpty {
      snapshot.branches[snapshot.branchIndex(target)].failure = failure.map { Shared($0) }
      if arrive(at: index) { return }
      snapshot.branches[snapshot.branchIndex(target)].failure = nil
    }
    countVisit(at: index)
    if let failure { joinFailed(failure, at: index) }
  }

  /// Several failures as one, with the type of the first.
  private static func together(_ failures: [ActionFailure]) -> ActionFailure? {
    guard let first = failures.first else { return nil }
    return ActionFailure(
      type: first.type, message: failures.map(\.message).joined(separator: "; "))
  }

  private mutating func joinFailed(_ failure: ActionFailure, at index: Int) {
    finish(
      StateOutcome(work: .failed(failure), attempts: 1, startedAt: snapshot.clock), at: index)
  }

  private func result(of branch: Int) -> RunResult? {
    snapshot.branches[snapshot.branchIndex(branch)].end?.value.result
  }

  private func endedState(of branch: Int) -> StateID? {
    snapshot.branches[snapshot.branchIndex(branch)].end?.value.state
  }

  /// Takes branches out of a fork; one without branches left is gone.
  private mutating func close(_ fork: Fork, _ branches: [Int], replacedBy: Int?) {
    snapshot.branches.removeAll { branches.contains($0.id) }
    guard let index = snapshot.forks.firstIndex(where: { $0.id == fork.id }) else { return }
    if let replacedBy,
      let position = snapshot.forks[index].branches.firstIndex(
        where: { branches.contains($0) })
    {
      snapshot.forks[index].branches.insert(replacedBy, at: position)
    }
    snapshot.forks[index].branches.removeAll { branches.contains($0) }
    if snapshot.forks[index].branches.isEmpty { snapshot.forks.remove(at: index) }
  }

  /// Puts what branches wrote since their fork into one, in file order; of two values for one name
  /// the later one in the file stands, with a warning.
  mutating func combine(_ branches: [Int], into target: Int, of fork: Fork, at place: Int) {
    var merging = Merging(snapshot.branches[snapshot.branchIndex(target)].memory, since: fork.event)
    for branch in branches {
      merging.add(snapshot.branches[snapshot.branchIndex(branch)].memory)
    }
    snapshot.branches[snapshot.branchIndex(target)].memory = merging.memory
    let index = position(of: place)
    for name in merging.conflicts {
      emit(
        .warning(
          code: "merge-conflict",
          message: "branches gave '\(name)' different values; the last in the file stands", nil,
          hint: nil), frame: fork.frame, place: index.map { snapshot.places[$0].id })
    }
  }

  // MARK: Ending

  /// A place has come to the end of its branch, its region or its workflow.
  mutating func endFlow(at index: Int, _ result: RunResult) {
    let place = snapshot.places[index]
    if let fork = fork(of: place.branch), fork.container == place.container {
      end(branch: place.branch, result, at: place.state)
      emit(.branchEnded(place.state, result), at: index)
      snapshot.places.remove(at: index)
      if fork.branches.allSatisfy({ self.result(of: $0) != nil }) { return endFork(fork, place) }
      return settleJoins()
    }
    if let container = place.container {
      snapshot.places.remove(at: index)
      return finishComposite(container, result)
    }
    let undo = result.failure == nil ? [] : compensations(at: index)
    if !undo.isEmpty { return compensate(undo, result, at: index) }
    snapshot.places.remove(at: index)
    end(frame: place.frame, result)
  }

  /// Every branch has ended, none of them at a join.
  private mutating func endFork(_ fork: Fork, _ last: Place) {
    let results = fork.branches.compactMap { self.result(of: $0) }
    let worst = results.first { $0.status == .failed } ?? results[results.count - 1]
    combine(fork.branches, into: fork.parent, of: fork, at: last.id)
    close(fork, fork.branches, replacedBy: nil)
    var place = last
    place.branch = fork.parent
    snapshot.places.append(place)
    let index = snapshot.places.count - 1
    if worst.status == .failed, !fork.isOfRegions,
      let join = program(at: index).join(of: fork.state)
    {
      // A branch that failed without an exit ends at the join; here all of them ended before it.
      enterFailedJoin(join, worst, at: index)
    } else {
      endFlow(at: index, worst)
    }
  }

  private mutating func enterFailedJoin(_ join: StateID, _ result: RunResult, at index: Int) {
    snapshot.places[index].state = join
    snapshot.places[index].via = nil
    countVisit(at: index)
    joinFailed(
      result.failure ?? ActionFailure(type: "branch_failed", message: result.reason), at: index)
  }
}

extension Place {
  /// Whether it waits at a join.
  var isJoining: Bool { if case .joining = phase { true } else { false } }
}
