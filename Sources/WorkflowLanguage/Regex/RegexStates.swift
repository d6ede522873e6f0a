internal import Synchronization

/// Answers only whether a text matches, remembering which set of steps follows which: a table
/// look-up a byte where the text is ASCII.
///
/// For programs whose only assertions are those of the text's begin and end.
final class RegexStates: Sendable {
  /// How many states, and steps in them, are kept before all are forgotten.
  private static let mostStates = 1_000
  private static let mostSteps = 200_000
  /// How often one search may forget them; then remembering costs more than it brings.
  private static let mostRestarts = 3

  private struct State {
    var steps: [Int]
    var matches: Bool
    var matchesAtEnd: Bool
    /// For each ASCII byte the next state, or -1 while nobody asked.
    var next: [Int32]
  }

  private struct Table {
    var states: [State] = []
    var indexes: [[Int]: Int] = [:]
    var stepCount = 0
    /// Scratch: the round in which a step was last reached, and what is left to look at.
    var rounds: [Int]
    var round = 0
    var pending: [Int] = []

    init(steps: Int) { rounds = [Int](repeating: 0, count: steps) }

    var isFull: Bool { states.count > mostStates || stepCount > mostSteps }

    mutating func forget() {
      states.removeAll(keepingCapacity: true)
      indexes.removeAll(keepingCapacity: true)
      stepCount = 0
    }
  }

  private let program: RegexProgram
  private let table: Mutex<Table>

  init(_ program: RegexProgram) {
    self.program = program
    table = Mutex(Table(steps: program.steps.count))
  }

  /// Whether the program matches anywhere in the text; nil where the text makes so many states
  /// that plain threads are the better way.
  func matches(_ text: RegexText) -> Bool? {
    // Begin and end are one place here, and assertions of both may stand in any order.
    if text.bytes.isEmpty { return nil }
    return table.withLock { table in
      if table.isFull { table.forget() }
      var restarts = 0
      var state = intern(reach([0], atBegin: true, &table), &table)
      var offset = 0
      while true {
        if table.states[state].matches { return true }
        if offset == text.bytes.count { return table.states[state].matchesAtEnd }
        let byte = text.bytes[offset]
        if byte < 0x80 {
          offset += 1
          let known = table.states[state].next[Int(byte)]
          if known >= 0 {
            state = Int(known)
            continue
          }
          let following = follow(state, UInt32(byte), &table)
          table.states[state].next[Int(byte)] = Int32(following)
          state = following
        } else {
          let (value, width) = text.scalar(at: offset)
          offset += width
          state = follow(state, value, &table)
        }
        if table.isFull {
          restarts += 1
          if restarts > Self.mostRestarts { return nil }
          let steps = table.states[state].steps
          table.forget()
          state = intern(steps, &table)
        }
      }
    }
  }

  private func follow(_ state: Int, _ value: UInt32, _ table: inout Table) -> Int {
    var first: [Int] = []
    for step in table.states[state].steps where program.accepts(program.steps[step], value) {
      first.append(step + 1)
    }
    // The search may begin at every place.
    if !program.isAnchored { first.append(0) }
    return intern(reach(first, atBegin: false, &table), &table)
  }

  /// The steps that can be reached without taking a scalar and that take one, match, or wait for
  /// the text's end; sorted.
  private func reach(_ first: [Int], atBegin: Bool, _ table: inout Table) -> [Int] {
    var reached: [Int] = []
    table.round += 1
    table.pending = first
    while let step = table.pending.popLast() {
      guard table.rounds[step] != table.round else { continue }
      table.rounds[step] = table.round
      switch program.steps[step] {
      case .jump(let target): table.pending.append(target)
      case .split(let liked, let other):
        table.pending.append(liked)
        table.pending.append(other)
      case .save: table.pending.append(step + 1)
      case .assertion(.textBegin):
        if atBegin { table.pending.append(step + 1) }
      default: reached.append(step)
      }
    }
    reached.sort()
    return reached
  }

  private func intern(_ steps: [Int], _ table: inout Table) -> Int {
    if let index = table.indexes[steps] { return index }
    let index = table.states.count
    table.stepCount += steps.count
    table.states.append(
      State(
        steps: steps, matches: steps.contains { program.steps[$0] == .match },
        matchesAtEnd: reachesMatchAtEnd(from: steps), next: [Int32](repeating: -1, count: 128)))
    table.indexes[steps] = index
    return index
  }

  /// Whether a match can be reached where the text ends, without taking a scalar.
  private func reachesMatchAtEnd(from steps: [Int]) -> Bool {
    guard steps.contains(where: { program.steps[$0] == .assertion(.textEnd) }) else {
      return steps.contains { program.steps[$0] == .match }
    }
    var seen = Set(steps)
    var pending = steps
    while let step = pending.popLast() {
      var following: [Int] = []
      switch program.steps[step] {
      case .match: return true
      case .jump(let target): following = [target]
      case .split(let liked, let other): following = [liked, other]
      case .save, .assertion(.textEnd): following = [step + 1]
      default: break
      }
      for next in following where seen.insert(next).inserted { pending.append(next) }
    }
    return false
  }
}
