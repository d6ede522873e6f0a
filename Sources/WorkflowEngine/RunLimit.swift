/// A bound of a run that people can set, by the name that messages call it.
package struct RunLimit: Sendable {
  package var name: String
  /// One line: capital at the start, full stop at the end.
  package var summary: String
  /// The values it may have.
  package var range: ClosedRange<Int>
  /// Whether it counts bytes, so that `64K` and `16M` may be written.
  package var isSize: Bool
  private let path: any WritableKeyPath<RunLimits, Int> & Sendable

  private init(
    _ name: String, _ path: any WritableKeyPath<RunLimits, Int> & Sendable,
    _ range: ClosedRange<Int>, isSize: Bool = false, _ summary: String
  ) {
    self.name = name
    self.path = path
    self.range = range
    self.isSize = isSize
    self.summary = summary
  }

  /// Every limit, in the order in which they are listed.
  package static let all: [RunLimit] = [
    RunLimit(
      "transitions", \.transitions, 1...1_000_000_000,
      "After how many transitions a run is ended."),
    RunLimit("depth", \.depth, 1...1000, "How deep sub-workflows may run in each other."),
    RunLimit(
      "template-size", \.templateSize, 1...1 << 30, isSize: true,
      "How many bytes of text a template may make."),
    RunLimit(
      "expression-depth", \.expressionDepth, 1...256,
      "How many levels an expression may have."),
    RunLimit(
      "handler-output", \.handlerOutput, 1...1 << 30, isSize: true,
      "How many bytes a handler may answer with."),
  ]

  package func value(in limits: RunLimits) -> Int { limits[keyPath: path] }

  /// Sets the limit as a person writes it: a number, for sizes also `64K`, `16M` or `1G`.
  ///
  /// - Returns: false when it is no number, or outside the range; nothing is changed then.
  package func set(_ text: String, in limits: inout RunLimits) -> Bool {
    guard let value = number(text), range.contains(value) else { return false }
    limits[keyPath: path] = value
    return true
  }

  private func number(_ text: String) -> Int? {
    if let value = Int(text) { return value }
    guard isSize, let unit = text.last, let count = Int(text.dropLast()) else { return nil }
    let power: Int? =
      switch unit {
      case "k", "K": 10
      case "m", "M": 20
      case "g", "G": 30
      default: nil
      }
    guard let power else { return nil }
    let (value, overflows) = count.multipliedReportingOverflow(by: 1 << power)
    return overflows ? nil : value
  }

  /// What it takes, for people: `a number from 1 to 256`.
  package var expectation: String {
    "a \(isSize ? "number of bytes" : "number") from \(range.lowerBound) to \(range.upperBound)"
      + (isSize ? ", such as 64K or 16M" : "")
  }
}
