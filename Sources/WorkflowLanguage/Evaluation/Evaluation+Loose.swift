import WorkflowSource

/// What Liquid's operators do.
extension Evaluation {
  mutating func looseCompare(
    _ comparison: ComparisonOperator, _ left: ExpressionNode, _ right: ExpressionNode,
    _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let first = try value(left)
    let second = try value(right)
    // Only numbers and texts know of order at all; what does not is in none with anything.
    guard first.type.isOrderedLoosely, second.type.isOrderedLoosely else { return .bool(false) }
    guard let order = first.strictOrder(second) else {
      throw noOrder(first, second, comparison, node)
    }
    return .bool(order.satisfies(comparison))
  }

  mutating func range(
    _ first: ExpressionNode, _ last: ExpressionNode, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let lower = try bound(first)
    return .range(ValueRange(first: lower, last: try bound(last)))
  }

  private mutating func bound(_ node: ExpressionNode) throws(LanguageError) -> Int64 {
    let value = try value(node)
    if case .double(let number) = value.spelledNumber ?? value, abs(number) >= 0x1p63 {
      throw failure(
        LanguageError.limit, "a range cannot go to \(value.shown(limit: 40))", at: node.range,
        hint: "whole numbers of 64 bits are the largest")
    }
    return value.looseWhole
  }
}

extension ValueType {
  fileprivate var isOrderedLoosely: Bool {
    switch self {
    case .int, .uint, .double, .string, .timestamp: true
    default: false
    }
  }
}

extension Value {
  /// Liquid's `==`.
  package func equalsLoosely(_ other: Value) -> Bool { equalsStrictly(other) }

  /// Liquid's `contains`: a part of a text, an element of a list, a key of a map.
  ///
  /// Null and false are in nothing.
  package func isLooselyContained(in container: Value) -> Bool {
    guard isTruthy else { return false }
    return switch container {
    case .string(let text): TextSearch.find(self.text, in: text) != nil
    case .list(let elements): elements.contains { $0.equalsLoosely(self) }
    case .map(let map): MapKey(finding: self).map { map[$0] != nil } ?? false
    case .range(let range):
      switch self {
      case .int(let number): range.first <= number && number <= range.last
      case .double(let number): Double(range.first) <= number && number <= Double(range.last)
      default: false
      }
    default: false
    }
  }

  /// `empty`: a text, list or map without content; `blank`: also null, false and white space.
  package func passes(_ test: EmptyTest) -> Bool {
    switch self {
    case .string(let text):
      test == .empty ? text.isEmpty : text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    case .list(let elements): elements.isEmpty
    case .map(let map): map.isEmpty
    case .range(let range): range.isEmpty
    case .null, .bool(false): test == .blank
    default: false
    }
  }

  /// A number of a range: whole part of a number, of a text that spells one, else 0.
  package var looseWhole: Int64 {
    switch self {
    case .int(let value): value
    case .uint(let value): Int64(clamping: value)
    case .double(let value): value.isFinite ? Int64(exactly: value.rounded(.towardZero)) ?? 0 : 0
    case .string: spelledNumber?.looseWhole ?? 0
    default: 0
    }
  }
}
