import WorkflowSource

/// From the loosest operator to the tightest.
extension LiquidParser {
  /// What `{{ }}` prints: a value with its filters; nil when there is nothing.
  mutating func output() throws(LanguageError) -> ExpressionNode? {
    if isAtEnd { return nil }
    let result = try piped()
    try expectEnd()
    return result
  }

  mutating func expression() throws(LanguageError) -> ExpressionNode { try piped() }

  /// A value with its filters.
  mutating func piped() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var result = try unpiped()
    while isAt(.pipe) { result = try filter(of: result, from: lower) }
    return result
  }

  /// A value without filters, such as the collection of a loop.
  mutating func unpiped() throws(LanguageError) -> ExpressionNode {
    guard isExtended else { return try primary() }
    try enter()
    let result = try conditional()
    depth -= 1
    return result
  }

  /// The condition of `if`, with filters in the workflow setting.
  mutating func condition() throws(LanguageError) -> ExpressionNode {
    let result = isExtended ? try piped() : try wordLogic()
    try expectEnd()
    return result
  }

  private mutating func conditional() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    let test = try wordLogic()
    guard isAt(.question) else { return test }
    let question = token
    advance()
    try enter()
    let yes = try wordLogic()
    try expect(.colon, closing: question)
    let no = try conditional()
    depth -= 1
    return try node(.truthyConditional(test, yes, no), from: lower)
  }

  /// `and` and `or`: the right side is read first, both bind alike.
  private mutating func wordLogic() throws(LanguageError) -> ExpressionNode {
    let first = try symbolOr()
    guard isAt(word: "and") || isAt(word: "or") else { return first }
    var operands = [first]
    var isAnd: [Bool] = []
    while true {
      if take(word: "and") {
        isAnd.append(true)
      } else if take(word: "or") {
        isAnd.append(false)
      } else {
        break
      }
      operands.append(try symbolOr())
    }
    if isAnd.contains(true), isAnd.contains(false) {
      mixedLogic.append(SourceRange(first.range.lower, end))
    }
    // A run of one kind is one node, so that a long one is not deep.
    var run = [operands[operands.count - 1]]
    var runIsAnd = isAnd[isAnd.count - 1]
    for (operand, kind) in zip(operands.dropLast(), isAnd).reversed() {
      if kind != runIsAnd {
        run = [try logic(run, isAnd: runIsAnd)]
        runIsAnd = kind
      }
      run.append(operand)
    }
    return try logic(run, isAnd: runIsAnd)
  }

  /// - Parameter reversed: the operands, the last one first.
  private func logic(
    _ reversed: [ExpressionNode], isAnd: Bool
  ) throws(LanguageError) -> ExpressionNode {
    guard reversed.count > 1, let first = reversed.last else { return reversed[0] }
    let operands = Array(reversed.reversed())
    return try node(isAnd ? .truthyAnd(operands) : .truthyOr(operands), from: first.range.lower)
  }

  private mutating func symbolOr() throws(LanguageError) -> ExpressionNode {
    let first = try symbolAnd()
    guard isAt(.or) else { return first }
    var operands = [first]
    while take(.or) { operands.append(try symbolAnd()) }
    return try node(.truthyOr(operands), from: first.range.lower)
  }

  private mutating func symbolAnd() throws(LanguageError) -> ExpressionNode {
    let first = try wordNot()
    guard isAt(.and) else { return first }
    var operands = [first]
    while take(.and) { operands.append(try wordNot()) }
    return try node(.truthyAnd(operands), from: first.range.lower)
  }

  private mutating func wordNot() throws(LanguageError) -> ExpressionNode {
    guard isExtended, isAt(word: "not"), beginsOperand(following()) else {
      return try relation()
    }
    let lower = token.lower
    advance()
    try enter()
    let operand = try wordNot()
    depth -= 1
    return try node(.truthyNot(operand), from: lower)
  }

  /// Whether `not` before this word is an operator and no name.
  private func beginsOperand(_ next: ExpressionToken) -> Bool {
    switch next.kind {
    case .number, .string: true
    case .name:
      !["and", "or", "in", "contains", "includes"].contains(letters(next))
    case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.not): true
    default: false
    }
  }

  // MARK: Relations

  private enum Relation {
    case equality(isNegated: Bool)
    case comparison(ComparisonOperator)
    case contains(isNegated: Bool)
    case isIn(isNegated: Bool)
  }

  private mutating func relation() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    let left = try sum()
    guard let relation = takeRelation() else { return left }
    let right = try sum()
    return try node(try kind(of: relation, left, right, from: lower), from: lower)
  }

  private mutating func takeRelation() -> Relation? {
    let relation: Relation
    switch token.kind {
    case .symbol(.equal), .symbol(.identical): relation = .equality(isNegated: false)
    case .symbol(.notEqual), .symbol(.notIdentical), .symbol(.lessOrGreater):
      relation = .equality(isNegated: true)
    case .symbol(.less): relation = .comparison(.less)
    case .symbol(.lessOrEqual): relation = .comparison(.lessOrEqual)
    case .symbol(.greater): relation = .comparison(.greater)
    case .symbol(.greaterOrEqual): relation = .comparison(.greaterOrEqual)
    case .name:
      if isAt(word: "contains") || (isExtended && isAt(word: "includes")) {
        relation = .contains(isNegated: false)
      } else if isExtended, isAt(word: "in") {
        relation = .isIn(isNegated: false)
      } else if isExtended, isAt(word: "not"), following().kind == .name {
        switch letters(following()) {
        case "in": relation = .isIn(isNegated: true)
        case "contains", "includes": relation = .contains(isNegated: true)
        default: return nil
        }
        advance()
      } else {
        return nil
      }
    default: return nil
    }
    advance()
    return relation
  }

  private func kind(
    of relation: Relation, _ left: ExpressionNode, _ right: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode.Kind {
    switch relation {
    case .equality(let isNegated):
      switch (left.emptyTest, right.emptyTest) {
      case (nil, let test?): return .emptyTest(left, test, isNegated: isNegated)
      case (let test?, nil): return .emptyTest(right, test, isNegated: isNegated)
      // Neither word is a value that could be empty or blank.
      case (_?, _?): return .literal(.bool(isNegated))
      case (nil, nil):
        return isExtended
          ? .convertingEqual(left, right, isNegated: isNegated)
          : .looseEqual(left, right, isNegated: isNegated)
      }
    case .comparison(let comparison):
      if left.emptyTest != nil || right.emptyTest != nil { return .literal(.bool(false)) }
      return isExtended
        ? .convertingLooseComparison(comparison, left, right)
        : .looseComparison(comparison, left, right)
    case .contains(let isNegated):
      return try contains(left, right, isNegated: isNegated, from: lower)
    case .isIn(let isNegated):
      return try contains(right, left, isNegated: isNegated, from: lower)
    }
  }

  /// `left operator right`, the operator given by its letters.
  func relation(
    _ letters: String, _ left: ExpressionNode, _ right: ExpressionNode
  ) throws(LanguageError) -> ExpressionNode {
    let relation: Relation
    switch letters {
    case "==": relation = .equality(isNegated: false)
    case "!=", "<>": relation = .equality(isNegated: true)
    case "<": relation = .comparison(.less)
    case "<=": relation = .comparison(.lessOrEqual)
    case ">": relation = .comparison(.greater)
    case ">=": relation = .comparison(.greaterOrEqual)
    case "contains": relation = .contains(isNegated: false)
    default:
      throw error("no operator '\(letters)'", at: SourceRange(left.range.upper, right.range.lower))
    }
    return try node(
      try kind(of: relation, left, right, from: left.range.lower), from: left.range.lower)
  }

  private func contains(
    _ collection: ExpressionNode, _ element: ExpressionNode, isNegated: Bool, from lower: Int
  ) throws(LanguageError) -> ExpressionNode.Kind {
    let test = ExpressionNode.Kind.looseContains(collection, element)
    return isNegated ? .truthyNot(try node(test, from: lower)) : test
  }

  // MARK: Arithmetic

  /// In pure Liquid, which has no arithmetic, a primary.
  mutating func sum() throws(LanguageError) -> ExpressionNode {
    guard isExtended else { return try primary() }
    let lower = token.lower
    var left = try product()
    while true {
      let arithmetic: ArithmeticOperator
      switch token.kind {
      case .symbol(.plus): arithmetic = .add
      case .symbol(.minus): arithmetic = .subtract
      default: return left
      }
      advance()
      left = try node(.convertingArithmetic(arithmetic, left, try product()), from: lower)
    }
  }

  private mutating func product() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var left = try unary()
    while true {
      let arithmetic: ArithmeticOperator
      switch token.kind {
      case .symbol(.times): arithmetic = .multiply
      case .symbol(.divide): arithmetic = .divide
      case .symbol(.remainder): arithmetic = .remainder
      default: return left
      }
      advance()
      left = try node(.convertingArithmetic(arithmetic, left, try unary()), from: lower)
    }
  }

  private mutating func unary() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    if isAt(.not) {
      advance()
      try enter()
      let operand = try unary()
      depth -= 1
      return try node(.truthyNot(operand), from: lower)
    }
    guard isAt(.minus) else { return try primary() }
    advance()
    if token.kind == .number, !token.isAfterBlank {
      return try members(of: try number(isNegative: true, from: lower), from: lower)
    }
    try enter()
    let operand = try unary()
    depth -= 1
    return try node(.negated(operand), from: lower)
  }
}

extension ExpressionNode {
  /// Which of the words `empty` and `blank` this is.
  var emptyTest: EmptyTest? {
    if case .emptyWord(let test) = kind { test } else { nil }
  }
}
