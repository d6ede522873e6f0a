extension ExpressionNode.Kind {
  /// The parts, in the order in which they stand in the text.
  package var children: [ExpressionNode] {
    var children: [ExpressionNode] = []
    forEachChild { children.append($0) }
    return children
  }

  /// Goes through the parts without making a list of them.
  func forEachChild(_ visit: (ExpressionNode) -> Void) {
    switch self {
    case .literal, .local, .lookupOrError, .lookupOrUndefined, .qualified, .emptyWord: break
    case .list(let elements): for element in elements { visit(element.node) }
    case .map(let elements):
      for element in elements {
        visit(element.key)
        visit(element.value)
      }
    case .memberOrError(let node, _), .memberOrUndefined(let node, _),
      .optionalMember(let node, _), .hasMember(let node, _), .strictNot(let node),
      .truthyNot(let node), .truthy(let node), .negated(let node), .emptyTest(let node, _, _),
      .quiet(let node),
      .isDefined(let node), .booleanFromText(let node), .lookupNamed(let node):
      visit(node)
    case .indexOrError(let left, let right), .indexOrUndefined(let left, let right),
      .optionalIndex(let left, let right), .arithmetic(_, let left, let right),
      .convertingArithmetic(_, let left, let right), .strictEqual(let left, let right, _),
      .looseEqual(let left, let right, _), .convertingEqual(let left, let right, _),
      .strictComparison(_, let left, let right), .looseComparison(_, let left, let right),
      .convertingComparison(_, let left, let right),
      .convertingLooseComparison(_, let left, let right), .strictIn(let left, let right),
      .looseContains(let left, let right), .convertingIn(let left, let right),
      .convertingContains(let left, let right),
      .range(let left, let right), .optionalOr(let left, let right, _),
      .bind(_, _, let left, let right), .optionalMap(let left, _, _, let right, _):
      visit(left)
      visit(right)
    case .strictAnd(let nodes), .strictOr(let nodes), .truthyAnd(let nodes), .truthyOr(let nodes):
      nodes.forEach(visit)
    case .strictConditional(let test, let yes, let no),
      .truthyConditional(let test, let yes, let no):
      visit(test)
      visit(yes)
      visit(no)
    case .call(let call): call.arguments.forEach(visit)
    case .filter(let filter):
      visit(filter.input)
      filter.arguments.forEach(visit)
      for argument in filter.named { visit(argument.value) }
    case .comprehension(let loop):
      visit(loop.collection)
      if let condition = loop.condition { visit(condition) }
      visit(loop.body)
    }
  }
}
