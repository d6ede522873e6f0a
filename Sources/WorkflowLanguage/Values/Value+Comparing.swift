/// How two values stand to each other.
package enum ValueOrder: Sendable {
  case less, equal, greater
  /// A NaN is among them.
  case unordered

  init<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) {
    self = left < right ? .less : left > right ? .greater : .equal
  }

  init(_ left: Double, _ right: Double) {
    self = left < right ? .less : left > right ? .greater : left == right ? .equal : .unordered
  }

  package func satisfies(_ comparison: ComparisonOperator) -> Bool {
    switch comparison {
    case .less: self == .less
    case .lessOrEqual: self == .less || self == .equal
    case .greater: self == .greater
    case .greaterOrEqual: self == .greater || self == .equal
    }
  }
}

extension Value {
  /// CEL's `==`: numbers by their worth whatever their kind, lists and maps by their elements;
  /// values of different kinds are not equal.
  package func equalsStrictly(_ other: Value) -> Bool {
    switch (self, other) {
    case (.string(let a), .string(let b)): a.isIdenticalText(to: b)
    case (.int(let a), .int(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.list(let a), .list(let b)): Self.equal(a, b)
    case (.map(let a), .map(let b)): Self.equal(a, b)
    case (.optional(let a), .optional(let b)):
      if let a, let b { a.equalsStrictly(b) } else { a == nil && b == nil }
    case (.range(let a), .range(let b)): a == b || (a.isEmpty && b.isEmpty)
    case (.range(let range), .list(let list)), (.list(let list), .range(let range)):
      range.count == list.count
        && list.enumerated().allSatisfy { index, element in
          range[index].map { element.equalsStrictly(.int($0)) } ?? false
        }
    default:
      if let order = numericOrder(other) { order == .equal } else { self == other }
    }
  }

  private static func equal(_ left: [Value], _ right: [Value]) -> Bool {
    guard left.count == right.count else { return false }
    for (index, element) in left.enumerated() where !element.equalsStrictly(right[index]) {
      return false
    }
    return true
  }

  private static func equal(_ left: ValueMap, _ right: ValueMap) -> Bool {
    guard left.count == right.count else { return false }
    for (key, value) in left {
      guard let other = right[key], value.equalsStrictly(other) else { return false }
    }
    return true
  }

  package var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// The order of two numbers, exact across kinds; nil when one is no number.
  package func numericOrder(_ other: Value) -> ValueOrder? {
    switch (self, other) {
    case (.int(let a), .int(let b)): ValueOrder(a, b)
    case (.uint(let a), .uint(let b)): ValueOrder(a, b)
    case (.double(let a), .double(let b)): ValueOrder(a, b)
    case (.int(let a), .uint(let b)): a < 0 ? .less : ValueOrder(UInt64(a), b)
    case (.uint(let a), .int(let b)): b < 0 ? .greater : ValueOrder(a, UInt64(b))
    case (.int(let a), .double(let b)): Self.order(a, b)
    case (.double(let a), .int(let b)): Self.order(b, a).reversed
    case (.uint(let a), .double(let b)): Self.order(a, b)
    case (.double(let a), .uint(let b)): Self.order(b, a).reversed
    default: nil
    }
  }

  /// CEL compares a whole number with a double as doubles, and knows what lies beyond the range.
  private static func order(_ whole: Int64, _ number: Double) -> ValueOrder {
    if number >= 0x1p63 && number > Double(Int64.max) { return .less }
    if number < -0x1p63 { return .greater }
    return ValueOrder(Double(whole), number)
  }

  private static func order(_ whole: UInt64, _ number: Double) -> ValueOrder {
    if number < 0 { return .greater }
    if number > 0x1p64 { return .less }
    return ValueOrder(Double(whole), number)
  }

  /// CEL's order; nil for kinds that have none, or not with each other.
  package func strictOrder(_ other: Value) -> ValueOrder? {
    switch (self, other) {
    case (.string(let a), .string(let b)): Self.order(a.utf8, b.utf8)
    case (.bytes(let a), .bytes(let b)): Self.order(a, b)
    case (.bool(let a), .bool(let b)): ValueOrder(a ? 1 : 0, b ? 1 : 0)
    case (.timestamp(let a), .timestamp(let b)): ValueOrder(a, b)
    case (.duration(let a), .duration(let b)): ValueOrder(a, b)
    default: numericOrder(other)
    }
  }

  /// By code points, which for UTF-8 is by bytes.
  private static func order(
    _ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>
  ) -> ValueOrder {
    var rest = right.makeIterator()
    for byte in left {
      guard let other = rest.next() else { return .greater }
      if byte != other { return byte < other ? .less : .greater }
    }
    return rest.next() == nil ? .equal : .less
  }
}

extension ValueOrder {
  var reversed: ValueOrder {
    switch self {
    case .less: .greater
    case .greater: .less
    case .equal, .unordered: self
    }
  }
}
