/// A regular expression as it was written.
indirect enum RegexNode: Hashable, Sendable {
  case empty
  case scalar(UInt32, ignoringCase: Bool)
  case set(ScalarSet)
  case assertion(RegexAssertion)
  /// A group; `index` counts from 1, nil for one that captures nothing.
  case group(RegexNode, index: Int?)
  case concatenation([RegexNode])
  case alternation([RegexNode])
  /// `maximum` nil is without end.
  case repetition(RegexNode, minimum: Int, maximum: Int?, greedy: Bool)
}

/// A condition on a place between two scalars.
enum RegexAssertion: UInt8, Hashable, Sendable {
  case textBegin, textEnd, lineBegin, lineEnd, wordBoundary, noWordBoundary
}
