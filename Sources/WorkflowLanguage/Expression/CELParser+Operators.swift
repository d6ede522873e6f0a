import WorkflowSource

/// From the loosest operator to the tightest, by climbing precedences: each level of parentheses
/// costs few frames of the stack.
extension CELParser {
  /// An expression with its filters.
  mutating func expression() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    try enter()
    var result = try conditional()
    if isAt(.pipe), isExtended { result = try filters(of: result, from: lower) }
    depth -= 1
    return result
  }

  private mutating func filters(
    of input: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    var result = input
    while isAt(.pipe), !endsBeforePipe { result = try filter(of: result, from: lower) }
    return result
  }

  /// `|!` on a command line belongs to the shell.
  private var endsBeforePipe: Bool {
    guard isPrefix else { return false }
    let next = following()
    return next.kind == .symbol(.not) && !next.isAfterBlank
  }

  private mutating func conditional() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    let test = try binary(.or)
    return isAt(.question) ? try branches(of: test, from: lower) : test
  }

  /// `? yes : no`.
  private mutating func branches(
    of test: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let question = token
    advance()
    shape.hasSymbolOperator = true
    try enter()
    let yes = try binary(.or)
    try expect(.colon, closing: question)
    let no = try conditional()
    depth -= 1
    return try node(.strictConditional(truth(test), yes, no), from: lower)
  }

  // MARK: Binary operators

  /// Operands joined by operators that bind at least as tightly as `minimum`.
  func precedence(above level: Precedence) -> Precedence {
    Precedence(rawValue: level.rawValue + 1) ?? .unary
  }

  mutating func binary(_ minimum: Precedence) throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var left = try unary()
    while let next = binaryOperator, next.precedence.rawValue >= minimum.rawValue {
      take(next)
      let right = try binary(precedence(above: next.precedence))
      if next.isLogic {
        left = try logic(next, left, right, from: lower)
      } else {
        left = try node(kind(of: next, left, right, lower), from: lower)
      }
    }
    return left
  }

  /// `a && b && c …` as one node, so that long chains are flat.
  private mutating func logic(
    _ first: BinaryOperator, _ left: ExpressionNode, _ right: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    var operands = [left, right]
    while let next = binaryOperator, next.precedence == first.precedence {
      take(next)
      operands.append(try binary(precedence(above: next.precedence)))
    }
    let truths = operands.map(truth)
    return try node(first.precedence == .or ? .strictOr(truths) : .strictAnd(truths), from: lower)
  }

  private mutating func take(_ next: BinaryOperator) {
    if next.isWord { shape.hasWordOperator = true } else { shape.hasSymbolOperator = true }
    advance()
    if next.isTwoWords { advance() }
  }

  /// An operand of `&&`, `||`, `!`, `? :`: in the workflow setting a text may spell a boolean.
  func truth(_ node: ExpressionNode) -> ExpressionNode {
    guard isExtended, !node.isAlwaysBoolean else { return node }
    return ExpressionNode(.booleanFromText(node), range: node.range)
  }

  private func kind(
    of next: BinaryOperator, _ left: ExpressionNode, _ right: ExpressionNode, _ lower: Int
  ) throws(LanguageError) -> ExpressionNode.Kind {
    switch next.meaning {
    case .equality(let isNegated):
      return isExtended
        ? .convertingEqual(left, right, isNegated: isNegated)
        : .strictEqual(left, right, isNegated: isNegated)
    case .comparison(let comparison):
      return isExtended
        ? .convertingComparison(comparison, left, right)
        : .strictComparison(comparison, left, right)
    case .isIn(let isNegated):
      guard isExtended else { return .strictIn(left, right) }
      let test = ExpressionNode.Kind.convertingIn(left, right)
      return isNegated ? .strictNot(try node(test, from: lower)) : test
    case .contains(let isNegated):
      let test = ExpressionNode.Kind.convertingContains(left, right)
      return isNegated ? .strictNot(try node(test, from: lower)) : test
    case .arithmetic(let arithmetic):
      return isExtended
        ? .convertingArithmetic(arithmetic, left, right) : .arithmetic(arithmetic, left, right)
    case .and, .or: return .strictAnd([left, right])
    }
  }

  // MARK: Unary operators

  private mutating func unary() throws(LanguageError) -> ExpressionNode {
    switch token.kind {
    case .symbol(.not), .symbol(.minus): return try prefixed()
    case .name where isWordNot: return try prefixed()
    default: return try member(negativeFrom: nil)
    }
  }

  private mutating func prefixed() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    if isAt(.minus) {
      let next = following()
      advance()
      if next.kind == .int || next.kind == .double { return try member(negativeFrom: lower) }
      shape.hasSymbolOperator = true
      try enter()
      let operand = try unary()
      depth -= 1
      return try node(.negated(operand), from: lower)
    }
    let isWord = !isAt(.not)
    if isWord { shape.hasWordOperator = true } else { shape.hasSymbolOperator = true }
    advance()
    try enter()
    // `not a == b` means `not (a == b)`, as people read it; `!a == b` is CEL's `(!a) == b`.
    let operand = isWord ? try binary(.relation) : try unary()
    depth -= 1
    return try node(.strictNot(truth(operand)), from: lower)
  }

  /// `not` before an operand; before an operator or the end it is a name.
  private var isWordNot: Bool {
    guard isExtended, isAt(word: "not") else { return false }
    let next = following()
    switch next.kind {
    case .name: return !["in", "contains", "includes", "and", "or"].contains(letters(next))
    case .int, .uint, .double, .string, .bytes, .quotedName: return true
    case .symbol(let symbol):
      switch symbol {
      case .leftParenthesis, .leftBracket, .leftBrace, .dollarBrace, .not: return true
      case .dot, .minus: return next.isAfterBlank && !followsBlank(next)
      default: return false
      }
    case .end, .number, .invalid: return false
    }
  }

  private func followsBlank(_ token: ExpressionToken) -> Bool {
    token.upper < bytes.count && bytes[token.upper] == 0x20
  }
}

extension ExpressionNode {
  /// Whether the value is a boolean whatever the names in it hold.
  package var isAlwaysBoolean: Bool {
    switch kind {
    case .literal(.bool), .strictNot, .truthyNot, .truthy, .strictAnd, .strictOr, .strictEqual,
      .looseEqual,
      .convertingEqual, .strictComparison, .looseComparison, .convertingComparison,
      .convertingLooseComparison, .strictIn,
      .looseContains, .convertingIn, .convertingContains, .hasMember, .isDefined, .emptyTest,
      .booleanFromText:
      true
    case .comprehension(let loop):
      loop.form == .all || loop.form == .exists || loop.form == .existsOne
    default: false
    }
  }
}
