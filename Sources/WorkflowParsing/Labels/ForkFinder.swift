internal import WorkflowModel

/// Finds exits that are taken together: those of forks, and those that begin an implicit fork.
///
/// Exits of a state with the same label, or all without one, are one group when there are two or
/// more of them and
/// - the state is a fork; or
/// - they meet: there is a join (a join state, or one that waits for parallel states) that every
///   one of their targets can reach, or is, without coming by the state again; or else
/// - they lead to states that are `parallel: true`; others of the same label stay alone.
struct ForkFinder {
  private let states: [State]
  private let transitions: [Transition]
  private let isJoin: [Bool]
  private let hasJoins: Bool
  /// How many more edges may be looked at: with thousands of joins and of exits without labels
  /// the search would take time by the square of the file.
  private var budget = 20_000_000

  init(states: [State], transitions: [Transition]) {
    self.states = states
    self.transitions = transitions
    isJoin = states.map(\.isJoin)
    hasJoins = isJoin.contains(true)
  }

  /// The groups of a state, in file order.
  ///
  /// - Parameter labels: the label of each transition, by its number; empty for none.
  mutating func groups(of index: Int, labels: (TransitionID) -> String) -> [[TransitionID]] {
    let exits = states[index].exits
    guard exits.count > 1 else { return [] }
    var order: [String] = []
    var byLabel: [String: [TransitionID]] = [:]
    for exit in exits {
      let label = labels(exit)
      if byLabel[label] == nil { order.append(label) }
      byLabel[label, default: []].append(exit)
    }
    return order.compactMap { label in
      guard let exits = byLabel[label], exits.count > 1 else { return nil }
      if states[index].kind == .fork || meet(exits, from: index) { return exits }
      let parallel = exits.filter { id in
        transitions[id.index].target.state.map { states[$0.index].properties.isParallel } ?? false
      }
      return parallel.count > 1 ? parallel : nil
    }
  }

  /// Whether one join can be reached by all of the exits.
  private mutating func meet(_ exits: [TransitionID], from index: Int) -> Bool {
    guard hasJoins else { return false }
    var common: Set<Int>?
    for exit in exits {
      guard let target = transitions[exit.index].target.state?.index, target != index else {
        return false
      }
      let joins = joins(from: target, without: index)
      common = common.map { $0.intersection(joins) } ?? joins
      if common?.isEmpty ?? true { return false }
    }
    return true
  }

  /// The joins that can be reached from a state without coming by another.
  private mutating func joins(from start: Int, without avoided: Int) -> Set<Int> {
    var found: Set<Int> = []
    var seen: Set<Int> = [start, avoided]
    var open = [start]
    while let state = open.popLast() {
      if isJoin[state] { found.insert(state) }
      for exit in states[state].exits {
        budget -= 1
        guard budget > 0 else { return found }
        if let next = transitions[exit.index].target.state?.index, seen.insert(next).inserted {
          open.append(next)
        }
      }
    }
    return found
  }
}
