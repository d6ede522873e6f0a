/// A stretch of a `SourceText`, in bytes from its beginning; may be empty.
package struct SourceRange: Hashable, Sendable, CustomStringConvertible, Codable {
  /// Offset of the first byte.
  package var lower: Int
  /// Offset just past the last byte.
  package var upper: Int

  package init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// Number of bytes.
  package var count: Int { upper - lower }

  package var isEmpty: Bool { upper == lower }

  /// The smallest range that holds both.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }

  /// The part inside another range; empty at its nearer end where nothing is inside.
  package func clamped(to range: SourceRange) -> SourceRange {
    let lower = min(max(lower, range.lower), range.upper)
    return SourceRange(lower, min(max(upper, lower), range.upper))
  }

  package func contains(_ offset: Int) -> Bool { lower <= offset && offset < upper }

  /// The same range, `distance` bytes further on.
  package func shifted(by distance: Int) -> SourceRange {
    SourceRange(lower + distance, upper + distance)
  }

  package var description: String { "\(lower)..<\(upper)" }
}
