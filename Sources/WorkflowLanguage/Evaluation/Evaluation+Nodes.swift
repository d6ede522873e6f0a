extension Evaluation {
  /// The value of a node, with nothing noted about the node itself.
  mutating func compute(_ node: ExpressionNode) throws(LanguageError) -> Value {
    switch node.kind {
    case .literal(let value): return value
    case .local, .lookupOrError, .lookupOrUndefined, .memberOrUndefined, .indexOrUndefined,
      .memberOrError, .indexOrError, .qualified:
      return try whole(node).collapsed
    case .strictAnd(let operands): return try strictLogic(operands, deciding: false, node)
    case .strictOr(let operands): return try strictLogic(operands, deciding: true, node)
    case .convertingComparison(let comparison, let left, let right):
      return try convertingCompare(comparison, left, right, node)
    case .convertingEqual(let left, let right, let isNegated):
      return .bool(try convertingEqual(left, right, node) != isNegated)
    case .strictComparison(let comparison, let left, let right):
      return try strictCompare(comparison, left, right, node)
    case .strictEqual(let left, let right, let isNegated):
      let first = try value(left)
      try charge(first, at: left.range)
      return .bool(first.equalsStrictly(try value(right)) != isNegated)
    case .arithmetic(let kind, let left, let right):
      let first = try value(left)
      return try arithmetic(kind, first, try value(right), node)
    case .convertingArithmetic(let kind, let left, let right):
      return try convertingArithmetic(kind, left, right, node)
    case .call(let call): return try self.call(call, node)
    case .filter(let filter): return try self.filter(filter, node)
    default: return try computeRare(node)
    }
  }

  /// The value of a node; of a path, also where it is a map that stands for its text.
  mutating func whole(_ node: ExpressionNode) throws(LanguageError) -> Value {
    switch node.kind {
    case .local(let slot, _): return locals[slot]
    case .lookupOrError(let name): return try lookup(name, node)
    case .lookupOrUndefined, .memberOrUndefined, .indexOrUndefined:
      return try definedOrNull(node)
    case .memberOrError(let base, let member): return try self.member(base, member, node)
    case .indexOrError(let base, let key): return try index(base, key, node)
    case .qualified(let name): return try qualified(name, node)
    default: return try compute(node)
    }
  }

  /// Kinds that guards seldom use; apart, so that the frame of `compute` stays small.
  private mutating func computeRare(_ node: ExpressionNode) throws(LanguageError) -> Value {
    switch node.kind {
    case .list(let elements): return try list(elements)
    case .map(let elements): return try map(elements)
    case .optionalMember(let base, let member): return try optionalMember(base, member, node)
    case .optionalIndex(let base, let key): return try optionalIndex(base, key, node)
    case .hasMember(let base, let member): return .bool(try hasMember(base, member, node))
    case .isDefined(let path): return .bool(try isDefined(path))
    case .negated(let operand): return try negate(operand, node)
    case .strictNot(let operand): return .bool(!(try strictTruth(operand)))
    case .truthyNot(let operand): return .bool(!(try value(operand)).isTruthy)
    case .truthy(let operand): return .bool(try value(operand).isTruthy)
    case .booleanFromText(let operand): return try booleanFromText(operand)
    case .truthyAnd(let operands): return try truthyLogic(operands, deciding: false)
    case .truthyOr(let operands): return try truthyLogic(operands, deciding: true)
    case .strictConditional(let test, let yes, let no):
      return try conditional(try strictTruth(test), yes, no)
    case .truthyConditional(let test, let yes, let no):
      return try conditional(try value(test).isTruthy, yes, no)
    default: return try computeRarer(node)
    }
  }

  private mutating func computeRarer(_ node: ExpressionNode) throws(LanguageError) -> Value {
    switch node.kind {
    case .looseEqual(let left, let right, let isNegated):
      let first = try value(left)
      try charge(first, at: left.range)
      return .bool(first.equalsLoosely(try value(right)) != isNegated)
    case .looseComparison(let comparison, let left, let right):
      return try looseCompare(comparison, left, right, node)
    case .strictIn(let element, let collection):
      let wanted = try value(element)
      let container = try value(collection)
      try charge(container, at: collection.range)
      return .bool(try isStrictly(wanted, in: container, node))
    case .convertingIn(let element, let collection):
      let wanted = try value(element)
      let container = try value(collection)
      try charge(container, at: collection.range)
      return .bool(try isConverting(wanted, in: container, node))
    case .convertingContains(let collection, let element):
      let container = try value(collection)
      try charge(container, at: collection.range)
      let wanted = try value(element)
      return .bool(try isConverting(wanted, in: container, node))
    case .looseContains(let collection, let element):
      let container = try value(collection)
      try charge(container, at: collection.range)
      return .bool(try value(element).isLooselyContained(in: container))
    case .convertingLooseComparison(let comparison, let left, let right):
      return try convertingLooseCompare(comparison, left, right, node)
    case .lookupNamed(let key): return try lookupNamed(key)
    case .emptyWord: return .string("")
    case .emptyTest(let operand, let test, let isNegated):
      return .bool(try value(operand).passes(test) != isNegated)
    case .range(let first, let last): return try range(first, last, node)
    case .comprehension(let loop): return try comprehension(loop, node)
    case .bind(let slot, _, let bound, let body):
      locals[slot] = try value(bound)
      return try value(body)
    case .optionalMap(let base, let slot, _, let body, let isFlat):
      return try optionalMap(base, slot, body, isFlat: isFlat, node)
    case .optionalOr(let base, let other, let unwraps):
      return try optionalOr(base, other, unwraps: unwraps)
    case .quiet(let inner):
      quietDepth += 1
      defer { quietDepth -= 1 }
      return try value(inner)
    default:
      throw failure(LanguageError.syntax, "cannot be evaluated", at: node.range)
    }
  }
}
