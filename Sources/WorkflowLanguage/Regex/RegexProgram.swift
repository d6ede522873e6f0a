/// What the matchers run: a list of steps with jumps.
struct RegexProgram: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case scalar(UInt32)
    /// One of few scalars that differ by case.
    case anyCase(UInt32)
    case set(Int)
    /// Goes on at both, and likes the first better.
    case split(Int, Int)
    case jump(Int)
    /// Remembers the place in a slot: 2n where group n begins, 2n + 1 where it ends.
    case save(Int)
    case assertion(RegexAssertion)
    case match
  }

  var steps: [Step] = []
  var sets: [ScalarSet] = []
  var slotCount = 2
  /// The text must begin here: no other start needs to be tried.
  var isAnchored = false
  /// ASCII byte with which every match begins, where there is one.
  var firstByte: UInt8?
  /// No assertion but those of the text's begin and end, so that sets of steps can be kept.
  var allowsStateCache = true
}
