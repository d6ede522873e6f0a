internal import WorkflowSource

/// Collects the names that a tree uses, with what their readers make of them.
package enum ReferenceFinder {
  package static func references(in tree: ExpressionTree) -> [NameReference] {
    references(in: tree.root, source: tree.source, implied: .unknown)
  }

  /// - Parameter implied: what the reader of the node's value makes of it.
  package static func references(
    in node: ExpressionNode, source: ExpressionSource, implied: ImpliedType
  ) -> [NameReference] {
    var result: [NameReference] = []
    visit(node, source, implied, &result)
    return result
  }

  static func visit(
    _ node: ExpressionNode, _ source: ExpressionSource, _ implied: ImpliedType,
    _ result: inout [NameReference]
  ) {
    if let list = node.listAskedForPart, path(list) != nil {
      visit(list, source, .list, &result)
      return
    }
    if var reference = path(node) {
      reference.range = source.fileRange(node.range)
      reference.implied = implied
      result.append(reference)
      return
    }
    switch node.kind {
    case .strictAnd(let parts), .strictOr(let parts), .truthyAnd(let parts), .truthyOr(let parts):
      for part in parts { visit(part, source, .boolean, &result) }
    case .strictNot(let part), .truthyNot(let part), .truthy(let part), .booleanFromText(let part):
      visit(part, source, .boolean, &result)
    case .negated(let part): visit(part, source, .number, &result)
    case .quiet(let part): visit(part, source, implied, &result)
    case .strictConditional(let test, let yes, let no),
      .truthyConditional(let test, let yes, let no):
      visit(test, source, .boolean, &result)
      visit(yes, source, implied, &result)
      visit(no, source, implied, &result)
    case .arithmetic(let kind, let left, let right),
      .convertingArithmetic(let kind, let left, let right):
      visit(left, source, operand(kind, beside: right), &result)
      visit(right, source, operand(kind, beside: left), &result)
    case .strictEqual(let left, let right, _), .looseEqual(let left, let right, _),
      .convertingEqual(let left, let right, _), .strictComparison(_, let left, let right),
      .looseComparison(_, let left, let right), .convertingComparison(_, let left, let right),
      .convertingLooseComparison(_, let left, let right):
      visit(left, source, kind(of: right), &result)
      visit(right, source, kind(of: left), &result)
    case .strictIn(let element, let collection), .convertingIn(let element, let collection),
      .convertingContains(let collection, let element),
      .looseContains(let collection, let element):
      visit(element, source, .unknown, &result)
      visit(collection, source, .list, &result)
    case .filter(let filter): visit(filter, source, implied, &result)
    case .call(let call): visit(call, source, &result)
    case .indexOrUndefined(let base, let key), .indexOrError(let base, let key):
      visit(base, source, key.isWholeLiteral ? .list : .unknown, &result)
      visit(key, source, .unknown, &result)
    case .comprehension(let loop):
      visit(loop.collection, source, .list, &result)
      if let condition = loop.condition { visit(condition, source, .boolean, &result) }
      visit(loop.body, source, .unknown, &result)
    case .range(let first, let last):
      visit(first, source, .number, &result)
      visit(last, source, .number, &result)
    default:
      for child in node.kind.children { visit(child, source, .unknown, &result) }
    }
  }

  /// A name with literal members after it.
  private static func path(_ node: ExpressionNode) -> NameReference? {
    switch node.kind {
    case .lookupOrError(let name), .lookupOrUndefined(let name):
      return NameReference(root: name, range: node.range)
    case .qualified(let name):
      return NameReference(
        root: Name(name.first), path: name.members.map(\.name), range: node.range)
    case .memberOrError(let base, let member), .memberOrUndefined(let base, let member),
      .optionalMember(let base, let member):
      guard var reference = path(base) else { return nil }
      reference.path.append(member.name)
      return reference
    case .indexOrError(let base, let key), .indexOrUndefined(let base, let key):
      guard case .literal(.string(let text)) = key.kind, var reference = path(base) else {
        return nil
      }
      reference.path.append(Name(text))
      return reference
    default: return nil
    }
  }

  private static func operand(
    _ kind: ArithmeticOperator, beside other: ExpressionNode
  ) -> ImpliedType {
    if other.isTime { return .unknown }
    guard kind == .add else { return .number }
    return Self.kind(of: other)
  }

  /// What a value is that is compared with this node.
  static func kind(of node: ExpressionNode) -> ImpliedType {
    if node.isTime { return .unknown }
    return switch node.kind {
    case .literal(.int), .literal(.uint), .literal(.double), .negated, .arithmetic(.subtract, _, _),
      .arithmetic(.multiply, _, _), .convertingArithmetic(.subtract, _, _),
      .convertingArithmetic(.multiply, _, _), .convertingArithmetic(.divide, _, _):
      .number
    case .literal(.bool): .boolean
    case .literal(.string(let text)):
      Value.string(text).spelledBoolean != nil
        ? .boolean : NumberText.number(spelledBy: text) != nil ? .number : .text
    case .convertingArithmetic(.add, let left, _), .arithmetic(.add, let left, _): kind(of: left)
    case .list: .list
    default: node.isAlwaysBoolean ? .boolean : .unknown
    }
  }
}

extension ExpressionNode {
  /// Whether the value is a moment or a length of time, reckoned with like a number.
  fileprivate var isTime: Bool {
    switch kind {
    case .call(let call):
      !call.rows.isEmpty
        && call.rows.allSatisfy { $0.result.isSubset(of: [.timestamp, .duration]) }
    case .arithmetic(_, let left, let right), .convertingArithmetic(_, let left, let right):
      left.isTime || right.isTime
    default: false
    }
  }

  fileprivate var isWholeLiteral: Bool { if case .literal(.int) = kind { true } else { false } }

  /// `State.items` of `State.items.size`, `.first` or `.last` in a template.
  fileprivate var listAskedForPart: ExpressionNode? {
    guard case .memberOrUndefined(let base, let member) = kind,
      case .memberOrUndefined = base.kind, ["size", "first", "last"].contains(member.text)
    else { return nil }
    return base
  }
}
