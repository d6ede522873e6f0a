/// Runs a program over a text with a thread for each step it can be at, all at the same time:
/// time grows with text × steps and never faster (Pike's machine).
///
/// Threads stand in order of liking, so the match found is the one a backtracking matcher would
/// have found first.
struct RegexThreads {
  private struct List {
    /// Steps in order, each at most once.
    var steps: [Int] = []
    /// The offset for which a step was last put in.
    var rounds: [Int]
    /// The places each step's thread remembers, `slotCount` a step.
    var slots: [Int]

    init(steps count: Int, slotCount: Int) {
      steps.reserveCapacity(count)
      rounds = [Int](repeating: -1, count: count)
      slots = [Int](repeating: -1, count: count * slotCount)
    }
  }

  private enum Pending {
    case step(Int)
    case restore(slot: Int, place: Int)
  }

  private let program: RegexProgram
  private let text: RegexText
  private let slotCount: Int
  private var pending: [Pending] = []
  private var scratch: [Int]
  private var round = 0

  init(_ program: RegexProgram, text: RegexText, slotCount: Int) {
    self.program = program
    self.text = text
    self.slotCount = slotCount
    scratch = [Int](repeating: -1, count: slotCount)
  }

  /// The slots of the first match that begins at or after `start`; nil when there is none.
  mutating func run(from start: Int) -> [Int]? {
    var current = List(steps: program.steps.count, slotCount: slotCount)
    var next = List(steps: program.steps.count, slotCount: slotCount)
    var found: [Int]?
    var offset = start
    while true {
      if found == nil, !(program.isAnchored && offset > 0) {
        if current.steps.isEmpty, let first = program.firstByte {
          guard let place = text.bytes[offset...].firstIndex(of: first) else { return nil }
          offset = place
        }
        round = offset
        for slot in 0..<slotCount { scratch[slot] = -1 }
        add(0, to: &current, at: offset)
      }
      let atEnd = offset == text.bytes.count
      if current.steps.isEmpty, found != nil || program.isAnchored || atEnd { return found }
      let (value, width) = atEnd ? (UInt32.max, 1) : text.scalar(at: offset)
      next.steps.removeAll(keepingCapacity: true)
      for step in current.steps {
        let base = step * slotCount
        if program.steps[step] == .match {
          var slots = Array(current.slots[base..<base + slotCount])
          slots[1] = offset
          found = slots
          break
        }
        guard !atEnd, program.accepts(program.steps[step], value) else { continue }
        for slot in 0..<slotCount { scratch[slot] = current.slots[base + slot] }
        round = offset + width
        add(step + 1, to: &next, at: offset + width)
      }
      if atEnd { return found }
      offset += width
      swap(&current, &next)
    }
  }

  /// Puts in a step and all that can be reached from it without taking a scalar.
  private mutating func add(_ first: Int, to list: inout List, at offset: Int) {
    if scratch[0] < 0 { scratch[0] = offset }
    pending.removeAll(keepingCapacity: true)
    pending.append(.step(first))
    while let item = pending.popLast() {
      switch item {
      case .restore(let slot, let place): scratch[slot] = place
      case .step(let step):
        if list.rounds[step] == round { continue }
        list.rounds[step] = round
        switch program.steps[step] {
        case .jump(let target): pending.append(.step(target))
        case .split(let liked, let other):
          pending.append(.step(other))
          pending.append(.step(liked))
        case .save(let slot):
          if slot < slotCount {
            pending.append(.restore(slot: slot, place: scratch[slot]))
            scratch[slot] = offset
          }
          pending.append(.step(step + 1))
        case .assertion(let assertion):
          if text.holds(assertion, at: offset) { pending.append(.step(step + 1)) }
        default:
          list.steps.append(step)
          let base = step * slotCount
          for slot in 0..<slotCount { list.slots[base + slot] = scratch[slot] }
        }
      }
    }
  }
}
