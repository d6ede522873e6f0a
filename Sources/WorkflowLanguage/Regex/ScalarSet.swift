/// A set of Unicode scalars: what a class such as `[a-z\pL]` takes.
///
/// Ranges are listed; general categories are asked of the standard library when a scalar is
/// tested, so that `\pL` needs no table of its own.
struct ScalarSet: Hashable, Sendable {
  /// Sorted, apart from each other.
  private(set) var ranges: [ClosedRange<UInt32>] = []
  /// A bit for each general category (`RegexCategory`).
  private(set) var categories: UInt32 = 0
  /// The complement of what `ranges` and `categories` say.
  var isNegated = false
  /// A scalar counts as its other cases do.
  var ignoresCase = false
  /// What the set says about ASCII, a bit a scalar; filled by `seal`.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  static let greatest: UInt32 = 0x10FFFF

  init() {}

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = ranges
    normalize()
  }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func insert(categories mask: UInt32) { categories |= mask }

  mutating func formUnion(_ other: ScalarSet) {
    ranges += other.ranges
    categories |= other.categories
  }

  /// The ranges that `ranges` leaves out.
  static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ScalarSet(ranges).ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= greatest { result.append(next...greatest) }
    return result
  }

  /// Makes the set ready to be asked; to be called once, after the last change.
  mutating func seal() {
    normalize()
    low = 0
    high = 0
    for value in UInt32(0)..<128 where test(value) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  /// Whether the sealed set holds a scalar.
  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    return test(value)
  }

  private func test(_ value: UInt32) -> Bool {
    var found = holds(value)
    if !found, ignoresCase {
      found = CaseFolding.otherCases(of: value).contains { holds($0) }
    }
    return found != isNegated
  }

  private func holds(_ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    if low < ranges.count, ranges[low].lowerBound <= value { return true }
    guard categories != 0, let scalar = Unicode.Scalar(value) else { return false }
    return categories & RegexCategory.bit(of: scalar.properties.generalCategory) != 0
  }

  private mutating func normalize() {
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }
}
