/// What a loop goes through, none of it copied.
struct LoopItems {
  private enum Kind {
    case none
    case one(Value)
    case list([Value])
    case range(ValueRange)
    case entries([ValueMap.Entry])
  }

  private var kind: Kind
  private var first: Int
  private(set) var count: Int
  private var isReversed = false

  /// A list's elements, a range's numbers, a map's pairs of key and value, a text as one item;
  /// nothing for everything else.
  init(_ value: Value) {
    first = 0
    switch value {
    case .list(let elements): (kind, count) = (.list(elements), elements.count)
    case .range(let range): (kind, count) = (.range(range), range.count)
    case .map(let map): (kind, count) = (.entries(map.entries), map.count)
    case .string(let text) where !text.isEmpty: (kind, count) = (.one(value), 1)
    default: (kind, count) = (.none, 0)
    }
  }

  /// Leaves out the first `offset` items and all behind the next `limit` ones; a text stays whole.
  mutating func slice(offset: Int, limit: Int?) {
    if case .one = kind { return }
    let skipped = min(max(offset, 0), count)
    // A beginning before the first item counts against the limit.
    let end = limit.map { min(max(offset, -count).addingClamped($0), count) } ?? count
    first += skipped
    count = max(0, end - skipped)
  }

  mutating func reverse() { isReversed.toggle() }

  subscript(position: Int) -> Value {
    let index = first + (isReversed ? count - 1 - position : position)
    switch kind {
    case .none: return .null
    case .one(let value): return value
    case .list(let elements): return elements[index]
    case .range(let range): return range[index].map { .int($0) } ?? .null
    case .entries(let entries): return .list([entries[index].key.value, entries[index].value])
    }
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
