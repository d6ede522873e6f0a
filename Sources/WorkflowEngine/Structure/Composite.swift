internal import WorkflowLanguage
internal import WorkflowModel

/// Composite states: their regions run at the same time, each from its own start to its own end.
extension Machine {
  /// The composite's own action has ended well: its regions begin.
  ///
  /// - Parameter entered: the region and state by which an edge leads right inside; the other
  ///   regions begin at their starts.
  mutating func goInside(_ inside: Place.Inside, at index: Int) {
    let composite = snapshot.places[index]
    let regions = state(at: index).inner
    snapshot.places[index].phase = .inside(inside)
    let places = regionPlaces(of: composite, regions)
    snapshot.places.insert(contentsOf: places, at: index + 1)
    if places.count > 1 {
      emit(
        .forked(composite.state, places: places.map(\.id)), frame: composite.frame,
        place: composite.id)
    }
    for (region, place) in zip(regions, places) { begin(region, place: place.id) }
  }

  /// A place for each region, before anything in it.
  private mutating func regionPlaces(of composite: Place, _ regions: [RegionID]) -> [Place] {
    branches(of: composite, regions).map { branch in
      Place(
        id: snapshot.makeID(), frame: composite.frame, branch: branch, container: composite.id,
        state: composite.state, visit: 0, via: nil)
    }
  }

  /// The branches in which regions run: a single one shares its composite's.
  private mutating func branches(of composite: Place, _ regions: [RegionID]) -> [Int] {
    regions.count > 1
      ? split(
        composite, at: composite.state, container: composite.id, count: regions.count,
        isOfRegions: true)
      : [composite.branch]
  }

  /// A region begins at its `[*]`; one without, at its first state.
  private mutating func begin(_ region: RegionID, place: Int) {
    guard let index = position(of: place) else { return }
    let workflow = program(at: index).workflow
    if let start = workflow[region].starts.first {
      return follow(workflow[start], at: index)
    }
    if let first = workflow.states.indices.first(where: { workflow.states[$0].region == region }) {
      return enter(StateID(first), via: nil, at: index)
    }
    endFlow(
      at: index, RunResult(status: .succeeded, reason: "the region is empty"))
  }

  /// Everything inside a composite has ended.
  mutating func finishComposite(_ id: Int, _ result: RunResult) {
    guard let index = position(of: id), case .inside(let inside) = snapshot.places[index].phase
    else { return }
    var outcome = inside.outcome
    if let failure = result.failure {
      outcome.status = .failed
      outcome.failure = failure
    } else if result.status == .failed {
      outcome.badEnding = result.reason
    }
    endInside(inside, outcome, at: index)
  }

  /// What was inside is over, for good or for another attempt.
  private mutating func endInside(
    _ inside: Place.Inside, _ outcome: WorkOutcome, at index: Int
  ) {
    if backsOff(after: inside.attempts, outcome, startedAt: inside.startedAt, at: index) { return }
    finish(
      StateOutcome(work: outcome, attempts: inside.attempts, startedAt: inside.startedAt),
      at: index)
  }

  mutating func timeOut(_ inside: Place.Inside, at index: Int) {
    let id = snapshot.places[index].id
    cancelInside(of: id)
    guard let index = position(of: id) else { return }
    let span = inside.deadline.flatMap { $0.since(inside.startedAt) } ?? .zero
    let failure = ActionFailure(
      type: "timeout", message: "timed out after \(span.description)")
    endInside(inside, .failed(failure), at: index)
  }

  // MARK: Crossing borders

  /// Puts a place before a state that may stand in another region: leaves the composites around
  /// the place, and enters those around the state.
  mutating func relocate(to target: StateID, via: TransitionID?, at index: Int) {
    let workflow = program(at: index).workflow
    guard let index = leave(upTo: workflow[target].region, at: index) else { return }
    let here = snapshot.places[index].container.flatMap(snapshot.place)?.state
    var around: [StateID] = []
    var region = workflow[target].region
    while let composite = workflow[region].parent, composite != here {
      around.insert(composite, at: 0)
      region = workflow[composite].region
    }
    if around.isEmpty { return enter(target, via: via, at: index) }
    enter(around[...], target, via: via, at: index)
  }

  /// Leaves every composite that is not around a region as well.
  ///
  /// - Returns: where the place stands then.
  mutating func leave(upTo region: RegionID, at index: Int) -> Int? {
    let workflow = program(at: index).workflow
    let id = snapshot.places[index].id
    while let index = position(of: id),
      let outer = snapshot.places[index].container.flatMap(snapshot.place)
    {
      let own = workflow[snapshot.places[index].state].region
      if let wanted = workflow.region(around: region, inside: outer.state),
        wanted == workflow.region(around: own, inside: outer.state)
      {
        break
      }
      snapshot.places[index].container = outer.container
      while let fork = fork(of: snapshot.places[index].branch), fork.container == outer.id {
        let branch = snapshot.places[index].branch
        combine(
          fork.branches.filter { $0 == branch || isEnded($0) }, into: fork.parent, of: fork, at: id)
        snapshot.places[index].branch = fork.parent
      }
      cancelInside(of: outer.id)
      snapshot.places.removeAll { $0.id == outer.id }
    }
    return position(of: id)
  }

  private func isEnded(_ branch: Int) -> Bool {
    snapshot.branches[snapshot.branchIndex(branch)].end != nil
  }

  /// Enters composites from outside by an edge to a state within.
  private mutating func enter(
    _ composites: ArraySlice<StateID>, _ target: StateID, via: TransitionID?, at index: Int
  ) {
    let id = snapshot.places[index].id
    var rest = composites
    while let composite = rest.popFirst() {
      guard let index = position(of: id) else { return }
      let workflow = program(at: index).workflow
      let inner = snapshot.places[index]
      // The place that came becomes the composite's; a new one goes on inside.
      var outer = inner
      outer.id = snapshot.makeID()
      outer.state = composite
      snapshot.places.insert(outer, at: index)
      enter(composite, via: via, at: index)
      let wanted = workflow.region(
        around: workflow[rest.first ?? target].region, inside: composite)
      let regions = workflow[composite].inner
      let inside = Place.Inside(
        outcome: WorkOutcome(), attempts: 1, startedAt: snapshot.clock, deadline: nil,
        pathCount: snapshot.memory(at: inner).path?.count ?? 0)
      snapshot.places[index].phase = .inside(inside)
      var places = regionPlaces(of: snapshot.places[index], regions)
      snapshot.places.removeAll { $0.id == id }
      for number in places.indices where regions[number] == wanted { places[number].id = id }
      snapshot.places.insert(contentsOf: places, at: index + 1)
      if places.count > 1 {
        emit(
          .forked(composite, places: places.map(\.id)), frame: outer.frame, place: outer.id)
      }
      for (region, place) in zip(regions, places) where place.id != id {
        begin(region, place: place.id)
      }
    }
    if let index = position(of: id) { enter(target, via: via, at: index) }
  }
}

extension Workflow {
  /// The region right inside a composite in which another one is, at any depth; nil when it is
  /// outside.
  func region(around region: RegionID, inside composite: StateID) -> RegionID? {
    var region = region
    while let parent = self[region].parent {
      if parent == composite { return region }
      region = self[parent].region
    }
    return nil
  }
}
