import WorkflowSource

extension Evaluation {
  mutating func strictCompare(
    _ comparison: ComparisonOperator, _ left: ExpressionNode, _ right: ExpressionNode,
    _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let first = try value(left)
    let second = try value(right)
    guard let order = first.strictOrder(second) else {
      throw noOrder(first, second, comparison, node)
    }
    return .bool(order.satisfies(comparison))
  }

  func noOrder(
    _ left: Value, _ right: Value, _ comparison: ComparisonOperator, _ node: ExpressionNode
  ) -> LanguageError {
    failure(
      LanguageError.wrongKind,
      "cannot compare \(left.typeName) \(comparison.rawValue) \(right.typeName)", at: node.range,
      hint: "the values are \(left.shown(limit: 40)) and \(right.shown(limit: 40))")
  }

  func isStrictly(
    _ element: Value, in collection: Value, _ node: ExpressionNode
  ) throws(LanguageError) -> Bool {
    switch collection {
    case .list(let elements): return elements.contains { $0.equalsStrictly(element) }
    case .map(let map): return MapKey(finding: element).map { map[$0] != nil } ?? false
    case .range(let range):
      guard case .int(let number)? = MapKey(finding: element) else { return false }
      return range.first <= number && number <= range.last
    default:
      throw failure(
        LanguageError.wrongKind, "\(collection.typeName) is no list or map to look into",
        at: node.range)
    }
  }
}
