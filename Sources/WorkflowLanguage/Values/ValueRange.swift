/// The whole numbers from one to another, both included, as `(1..5)` means them; may be empty.
///
/// A value of its own, so that `(1..9999999999)` takes no memory.
package struct ValueRange: Hashable, Sendable, Codable {
  package let first: Int64
  package let last: Int64

  package init(first: Int64, last: Int64) {
    self.first = first
    self.last = last
  }

  package var isEmpty: Bool { last < first }

  /// How many numbers; `Int.max` where they are more.
  package var count: Int {
    guard !isEmpty else { return 0 }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    return overflow || distance == .max ? .max : Int(distance) + 1
  }

  /// The number at `position`, counted from 0; nil when there is none.
  package subscript(position: Int) -> Int64? {
    position >= 0 && position < count ? first &+ Int64(position) : nil
  }

  /// The numbers as values, at most `longestWritten` of them.
  package var written: [Value] {
    (0..<min(count, Self.longestWritten)).compactMap { self[$0].map { .int($0) } }
  }

  /// Elements of a range that are written out where a list must be.
  package static let longestWritten = 100_000
}
