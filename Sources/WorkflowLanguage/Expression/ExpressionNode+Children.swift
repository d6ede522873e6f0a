extension ExpressionNode.Kind {
  /// The parts, in the order in which they stand in the text.
  package var children: [ExpressionNode] {
    switch self {
    case .literal, .local, .lookupOrError, .lookupOrUndefined, .qualified, .emptyWord: []
    case .list(let elements): elements.map(\.node)
    case .map(let elements): elements.flatMap { [$0.key, $0.value] }
    case .memberOrError(let node, _), .memberOrUndefined(let node, _),
      .optionalMember(let node, _), .hasMember(let node, _), .strictNot(let node),
      .truthyNot(let node), .truthy(let node), .negated(let node), .emptyTest(let node, _, _),
      .quiet(let node),
      .isDefined(let node), .booleanFromText(let node), .lookupNamed(let node):
      [node]
    case .indexOrError(let left, let right), .indexOrUndefined(let left, let right),
      .optionalIndex(let left, let right), .arithmetic(_, let left, let right),
      .convertingArithmetic(_, let left, let right), .strictEqual(let left, let right, _),
      .looseEqual(let left, let right, _), .convertingEqual(let left, let right, _),
      .strictComparison(_, let left, let right), .looseComparison(_, let left, let right),
      .convertingComparison(_, let left, let right),
      .convertingLooseComparison(_, let left, let right), .strictIn(let left, let right),
      .looseContains(let left, let right), .convertingIn(let left, let right),
      .convertingContains(let left, let right),
      .range(let left, let right), .optionalOr(let left, let right, _):
      [left, right]
    case .strictAnd(let nodes), .strictOr(let nodes), .truthyAnd(let nodes), .truthyOr(let nodes):
      nodes
    case .strictConditional(let test, let yes, let no),
      .truthyConditional(let test, let yes, let no):
      [test, yes, no]
    case .call(let call): call.arguments
    case .filter(let filter): [filter.input] + filter.arguments + filter.named.map(\.value)
    case .comprehension(let loop):
      [loop.collection] + (loop.condition.map { [$0] } ?? []) + [loop.body]
    case .bind(_, _, let value, let body), .optionalMap(let value, _, _, let body, _):
      [value, body]
    }
  }
}
