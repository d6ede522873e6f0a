import WorkflowSource

/// From the loosest operator to the tightest.
extension CELParser {
  /// An expression with its filters.
  mutating func expression() throws(LanguageError) -> ExpressionNode {
    try nested { parser throws(LanguageError) in
      let lower = parser.token.lower
      var result = try parser.conditional()
      while parser.isExtended, parser.isAt(.pipe), !parser.endsBeforePipe {
        result = try parser.filter(of: result, from: lower)
      }
      return result
    }
  }

  /// `|!` on a command line belongs to the shell.
  private var endsBeforePipe: Bool {
    guard isPrefix else { return false }
    let next = following()
    return next.kind == .symbol(.not) && !next.isAfterBlank
  }

  private mutating func conditional() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    let test = try or()
    guard isAt(.question) else { return test }
    let question = token
    advance()
    shape.hasSymbolOperator = true
    let yes = try nested { parser throws(LanguageError) in try parser.or() }
    try expect(.colon, closing: question)
    let no = try nested { parser throws(LanguageError) in try parser.conditional() }
    if isTemplate { return try node(.truthyConditional(test, yes, no), from: lower) }
    return try node(.strictConditional(truth(test), yes, no), from: lower)
  }

  private mutating func or() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var operands = [try and()]
    while takeOperator(.or, word: "or") { operands.append(try and()) }
    guard operands.count > 1 else { return operands[0] }
    if isTemplate { return try node(.truthyOr(operands), from: lower) }
    return try node(.strictOr(operands.map(truth)), from: lower)
  }

  private mutating func and() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var operands = [try relation()]
    while takeOperator(.and, word: "and") { operands.append(try relation()) }
    guard operands.count > 1 else { return operands[0] }
    if isTemplate { return try node(.truthyAnd(operands), from: lower) }
    return try node(.strictAnd(operands.map(truth)), from: lower)
  }

  private mutating func takeOperator(_ symbol: CELToken.Symbol, word: String) -> Bool {
    if take(symbol) {
      shape.hasSymbolOperator = true
      return true
    }
    guard isExtended, self.word == word else { return false }
    advance()
    shape.hasWordOperator = true
    return true
  }

  /// An operand of `&&`, `||`, `!`, `? :`: in the workflow setting a text may spell a boolean.
  func truth(_ node: ExpressionNode) -> ExpressionNode {
    guard isExtended, !node.isAlwaysBoolean else { return node }
    return ExpressionNode(.booleanFromText(node), range: node.range)
  }

  // MARK: Relations

  private enum Relation {
    case equality(isNegated: Bool)
    case comparison(ComparisonOperator)
    case isIn(isNegated: Bool)
    case contains(isNegated: Bool)
  }

  private mutating func relation() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var left = try sum()
    while let relation = takeRelation() {
      let right = try sum()
      left = try node(kind(of: relation, left, right, lower), from: lower)
    }
    return left
  }

  private mutating func takeRelation() -> Relation? {
    let relation: Relation
    switch token.kind {
    case .symbol(.equal): relation = .equality(isNegated: false)
    case .symbol(.notEqual): relation = .equality(isNegated: true)
    case .symbol(.identical): relation = .equality(isNegated: false)
    case .symbol(.notIdentical): relation = .equality(isNegated: true)
    case .symbol(.less): relation = .comparison(.less)
    case .symbol(.lessOrEqual): relation = .comparison(.lessOrEqual)
    case .symbol(.greater): relation = .comparison(.greater)
    case .symbol(.greaterOrEqual): relation = .comparison(.greaterOrEqual)
    case .name: return takeWordRelation()
    default: return nil
    }
    shape.hasSymbolOperator = true
    advance()
    return relation
  }

  private mutating func takeWordRelation() -> Relation? {
    let relation: Relation
    switch word {
    case "in": relation = .isIn(isNegated: false)
    case "contains" where isExtended, "includes" where isExtended:
      relation = .contains(isNegated: false)
    case "not" where isExtended:
      let next = following()
      guard next.kind == .name else { return nil }
      switch letters(next) {
      case "in": relation = .isIn(isNegated: true)
      case "contains", "includes": relation = .contains(isNegated: true)
      default: return nil
      }
      advance()
    default: return nil
    }
    shape.hasWordOperator = true
    advance()
    return relation
  }

  private func kind(
    of relation: Relation, _ left: ExpressionNode, _ right: ExpressionNode, _ lower: Int
  ) throws(LanguageError) -> ExpressionNode.Kind {
    switch relation {
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
    }
  }

  // MARK: Arithmetic

  private mutating func sum() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    var left = try product()
    while true {
      let arithmetic: ArithmeticOperator
      if isAt(.plus) {
        arithmetic = .add
      } else if isAt(.minus), !endsBeforeOption {
        arithmetic = .subtract
      } else {
        return left
      }
      advance()
      left = try arithmeticNode(arithmetic, left, try product(), lower)
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
      left = try arithmeticNode(arithmetic, left, try unary(), lower)
    }
  }

  private mutating func arithmeticNode(
    _ arithmetic: ArithmeticOperator, _ left: ExpressionNode, _ right: ExpressionNode, _ lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    shape.hasSymbolOperator = true
    return try node(
      isExtended
        ? .convertingArithmetic(arithmetic, left, right) : .arithmetic(arithmetic, left, right),
      from: lower)
  }

  /// ` --word` on a command line is an option of the command.
  private var endsBeforeOption: Bool {
    guard isPrefix, token.isAfterBlank else { return false }
    var ahead = lexer
    let second = ahead.next()
    guard second.kind == .symbol(.minus), !second.isAfterBlank else { return false }
    let third = ahead.next()
    return third.kind == .name && !third.isAfterBlank
  }

  private mutating func unary() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    if isAt(.not) || isWordNot {
      if isAt(.not) { shape.hasSymbolOperator = true } else { shape.hasWordOperator = true }
      let isWord = !isAt(.not)
      advance()
      let operand = try nested { parser throws(LanguageError) in
        // `not a == b` means `not (a == b)`, as people read it; `!a == b` is CEL's `(!a) == b`.
        isWord ? try parser.relation() : try parser.unary()
      }
      return try node(
        isTemplate ? .truthyNot(operand) : .strictNot(truth(operand)), from: lower)
    }
    if isAt(.minus) {
      let next = following()
      if next.kind == .int || next.kind == .double {
        advance()
        return try member(negativeFrom: lower)
      }
      shape.hasSymbolOperator = true
      advance()
      let operand = try nested { parser throws(LanguageError) in try parser.unary() }
      return try node(.negated(operand), from: lower)
    }
    return try member(negativeFrom: nil)
  }

  /// `not` before an operand; before an operator or the end it is a name.
  private var isWordNot: Bool {
    guard isExtended, word == "not" else { return false }
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
    case .end, .invalid: return false
    }
  }

  private func followsBlank(_ token: CELToken) -> Bool {
    token.upper < bytes.count && bytes[token.upper] == 0x20
  }
}

extension ExpressionNode {
  /// Whether the value is a boolean whatever the names in it hold.
  package var isAlwaysBoolean: Bool {
    switch kind {
    case .literal(.bool), .strictNot, .truthyNot, .strictAnd, .strictOr, .strictEqual, .looseEqual,
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
