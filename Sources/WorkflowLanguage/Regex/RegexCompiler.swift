/// Turns a tree into steps.
struct RegexCompiler {
  /// The most steps a pattern may come to; matching takes at most this many a byte.
  static let mostSteps = 20_000
  /// The most memory, in words, for the places that two sets of threads remember.
  private static let mostSlots = 2_000_000

  private var program = RegexProgram()
  private var setIndexes: [ScalarSet: Int] = [:]

  static func compile(_ node: RegexNode, groups: Int) throws(RegexError) -> RegexProgram {
    var compiler = RegexCompiler()
    compiler.program.slotCount = 2 * (groups + 1)
    try compiler.emit(node)
    try compiler.add(.match)
    guard compiler.program.steps.count * compiler.program.slotCount <= mostSlots else {
      throw tooLarge
    }
    compiler.describeStart(of: node)
    return compiler.program
  }

  static let tooLarge = RegexError(
    "the pattern is too large", offset: 0, hint: "use fewer or shorter repetitions and groups")

  @discardableResult
  private mutating func add(_ step: RegexProgram.Step) throws(RegexError) -> Int {
    guard program.steps.count < Self.mostSteps else { throw Self.tooLarge }
    program.steps.append(step)
    return program.steps.count - 1
  }

  private mutating func emit(_ node: RegexNode) throws(RegexError) {
    switch node {
    case .empty: break
    case .scalar(let value, let ignoringCase):
      let hasCases = ignoringCase && !CaseFolding.otherCases(of: value).isEmpty
      try add(hasCases ? .anyCase(value) : .scalar(value))
    case .set(let set):
      let index = setIndexes[set] ?? program.sets.count
      if index == program.sets.count {
        program.sets.append(set)
        setIndexes[set] = index
      }
      try add(.set(index))
    case .assertion(let assertion):
      if assertion != .textBegin, assertion != .textEnd { program.allowsStateCache = false }
      try add(.assertion(assertion))
    case .group(let body, let index):
      if let index { try add(.save(2 * index)) }
      try emit(body)
      if let index { try add(.save(2 * index + 1)) }
    case .concatenation(let parts):
      for part in parts { try emit(part) }
    case .alternation(let branches):
      try emitAlternation(branches)
    case .repetition(let body, let minimum, let maximum, let greedy):
      try emitRepetition(body, minimum: minimum, maximum: maximum, greedy: greedy)
    }
  }

  private mutating func emitAlternation(_ branches: [RegexNode]) throws(RegexError) {
    var jumps: [Int] = []
    for branch in branches.dropLast() {
      let split = try add(.split(0, 0))
      try emit(branch)
      jumps.append(try add(.jump(0)))
      program.steps[split] = .split(split + 1, program.steps.count)
    }
    if let last = branches.last { try emit(last) }
    for jump in jumps { program.steps[jump] = .jump(program.steps.count) }
  }

  private mutating func emitRepetition(
    _ body: RegexNode, minimum: Int, maximum: Int?, greedy: Bool
  ) throws(RegexError) {
    func split(to inside: Int, or outside: Int) -> RegexProgram.Step {
      greedy ? .split(inside, outside) : .split(outside, inside)
    }
    guard let maximum else {
      // A body that can be empty is looped as `(x+)?`, so that the empty way is tried in its turn.
      let isOptional = minimum == 0
      let entry = isOptional ? try add(.split(0, 0)) : 0
      for _ in 0..<max(0, minimum - 1) { try emit(body) }
      let start = program.steps.count
      try emit(body)
      let loop = try add(.split(0, 0))
      program.steps[loop] = split(to: start, or: loop + 1)
      if isOptional { program.steps[entry] = split(to: entry + 1, or: loop + 1) }
      return
    }
    if case .empty = body { return }
    for _ in 0..<minimum { try emit(body) }
    var splits: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      splits.append(try add(.split(0, 0)))
      try emit(body)
    }
    for place in splits { program.steps[place] = split(to: place + 1, or: program.steps.count) }
  }

  /// Finds out with what every match begins.
  private mutating func describeStart(of node: RegexNode) {
    var index = 0
    while index < program.steps.count {
      switch program.steps[index] {
      case .save: index += 1
      case .assertion(.textBegin):
        program.isAnchored = true
        return
      case .scalar(let value) where value < 0x80:
        program.firstByte = UInt8(value)
        return
      default: return
      }
    }
  }
}
