import WorkflowSource

/// Names, literals, ranges, calls, and what is taken of them.
extension LiquidParser {
  mutating func primary() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    switch token.kind {
    case .name: return try members(of: try named(), from: lower)
    case .number:
      let node = try number(isNegative: false, from: lower)
      return isExtended ? try members(of: node, from: lower) : node
    case .string:
      let text = String(decoding: bytes[token.lower + 1..<token.upper - 1], as: UTF8.self)
      advance()
      let node = try node(.literal(.string(text)), from: lower)
      return isExtended ? try members(of: node, from: lower) : node
    case .symbol(.leftParenthesis): return try parenthesis()
    case .symbol(.leftBracket): return try bracketed()
    default:
      throw error("expected a value, found \(described(token))", at: token)
    }
  }

  private mutating func named() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    if let literal = literalWord() {
      advance()
      return try node(literal, from: lower)
    }
    if isExtended, token.upper < lexer.end, bytes[token.upper] == UInt8(ascii: "(") {
      let nameRange = token.range
      let name = letters(token)
      advance()
      return try call(name, nameRange: nameRange, receiver: nil, from: lower)
    }
    let name = Name(letters(token))
    advance()
    if let slot = locals.lastIndex(of: name) {
      return try node(.local(slot: slot, name: name), from: lower)
    }
    return try node(.lookupOrUndefined(name), from: lower)
  }

  private func literalWord() -> ExpressionNode.Kind? {
    let count = token.upper - token.lower
    guard count >= 3, count <= 5 else { return nil }
    if isAt(word: "true") { return .literal(.bool(true)) }
    if isAt(word: "false") { return .literal(.bool(false)) }
    if isAt(word: "nil") || isAt(word: "null") { return .literal(.null) }
    if isAt(word: "empty") { return .emptyWord(.empty) }
    if isAt(word: "blank") { return .emptyWord(.blank) }
    return nil
  }

  /// The number that is next; a sign before it has been taken, or is part of the word.
  mutating func number(isNegative: Bool, from lower: Int) throws(LanguageError) -> ExpressionNode {
    let text = (isNegative ? "-" : "") + letters(token)
    guard let value = NumberText.number(spelledBy: text) else {
      throw error("the number is too large", at: token)
    }
    advance()
    return try node(.literal(value), from: lower)
  }

  /// `[name]`: the variable whose name another one holds.
  private mutating func bracketed() throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    try enter()
    let key = try indexExpression()
    depth -= 1
    try expect(.rightBracket, closing: opening)
    let variable: ExpressionNode
    if case .literal(.string(let text)) = key.kind {
      variable = try node(.lookupOrUndefined(Name(text)), from: opening.lower)
    } else {
      variable = try node(.lookupNamed(key), from: opening.lower)
    }
    return try members(of: variable, from: opening.lower)
  }

  private mutating func indexExpression() throws(LanguageError) -> ExpressionNode {
    isExtended ? try piped() : try primary()
  }

  /// `(first..last)`, or in the workflow setting any expression.
  private mutating func parenthesis() throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    try enter()
    let result = try rangeOrInner(of: opening)
    depth -= 1
    return isExtended ? try members(of: result, from: opening.lower) : result
  }

  private mutating func rangeOrInner(
    of opening: ExpressionToken
  ) throws(LanguageError) -> ExpressionNode {
    let first = isExtended ? try piped() : try primary()
    guard take(.range) else {
      if isExtended {
        try expect(.rightParenthesis, closing: opening)
        return first
      }
      throw error("expected '..' of a range, found \(described(token))", at: token)
    }
    let last = isExtended ? try piped() : try primary()
    try expect(.rightParenthesis, closing: opening)
    return try node(.range(first, last), from: opening.lower)
  }

  // MARK: Members

  mutating func members(
    of base: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    var result = base
    while true {
      switch token.kind {
      case .symbol(.dot):
        advance()
        result = try member(of: result, from: lower)
      case .symbol(.leftBracket):
        let opening = token
        advance()
        try enter()
        let key = try indexExpression()
        depth -= 1
        try expect(.rightBracket, closing: opening)
        result = try node(.indexOrUndefined(result, key), from: lower)
      default: return result
      }
    }
  }

  /// The point has been taken.
  private mutating func member(
    of base: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    guard token.kind == .name else {
      throw error(
        "expected a name after '.', found \(described(token))", at: token,
        hint: token.kind == .number ? "write '[\(letters(token))]' for a position" : nil)
    }
    let nameRange = token.range
    let name = letters(token)
    advance()
    if isExtended, isAt(.leftParenthesis), !token.isAfterBlank {
      if case .lookupOrUndefined(let space) = base.kind,
        FunctionTable.isNamespaced("\(space.text).\(name)")
      {
        return try call("\(space.text).\(name)", nameRange: nameRange, receiver: nil, from: lower)
      }
      return try call(name, nameRange: nameRange, receiver: base, from: lower)
    }
    let member = MemberName(name, range: nameRange, isContent: isExtended && name == "content")
    return try node(.memberOrUndefined(base, member), from: lower)
  }

  // MARK: Calls

  /// A call whose name has been taken; the parenthesis is next.
  private mutating func call(
    _ name: String, nameRange: SourceRange, receiver: ExpressionNode?, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    // A level of calls takes more of the stack than one of parentheses, and counts twice.
    try enter()
    defer { depth -= 1 }
    if let macro = try macro(name, receiver: receiver, from: lower) { return macro }
    let opening = token
    advance()
    var arguments = receiver.map { [$0] } ?? []
    while !isAt(.rightParenthesis) {
      arguments.append(try piped())
      guard take(.comma) else { break }
    }
    try expect(.rightParenthesis, closing: opening)
    let table = FunctionTable.standard
    let rows = receiver == nil ? table.functions(named: name) : table.methods(named: name)
    guard !rows.isEmpty else {
      throw error(
        "no function '\(name)'", at: nameRange, code: LanguageError.unknownFunction,
        hint: table.hint(for: name))
    }
    return try node(
      .call(
        FunctionCall(
          name: name, rows: rows, arguments: arguments, hasReceiver: receiver != nil,
          nameRange: nameRange)), from: lower)
  }

  mutating func has(from lower: Int) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let argument = try piped()
    try expect(.rightParenthesis, closing: opening)
    return try isDefined(argument, from: lower)
  }

  /// In templates only null and false are false.
  func truth(_ node: ExpressionNode) -> ExpressionNode {
    node.isAlwaysBoolean ? node : ExpressionNode(.truthy(node), range: node.range)
  }
}

/// What tags read beside values.
extension LiquidParser {
  /// The name of a variable to set; points and brackets are part of it, as in Liquid.
  mutating func variable() throws(LanguageError) -> String {
    switch token.kind {
    case .name, .number: break
    case .string where !isExtended:
      let text = String(decoding: bytes[token.lower + 1..<token.upper - 1], as: UTF8.self)
      advance()
      return text
    default:
      throw error(
        "expected a name for the variable, found \(described(token))", at: token)
    }
    let lower = token.lower
    advance()
    while !isExtended, !token.isAfterBlank,
      isAt(.dot) || isAt(.leftBracket) || isAt(.rightBracket)
        || ((token.kind == .name || token.kind == .number) && end > lower)
    {
      advance()
    }
    return String(decoding: bytes[lower..<end], as: UTF8.self)
  }

  /// `left == right`, as `case` compares.
  func equality(
    _ left: ExpressionNode, _ right: ExpressionNode
  ) throws(LanguageError) -> ExpressionNode {
    let kind: ExpressionNode.Kind =
      if let test = right.emptyTest, left.emptyTest == nil {
        .emptyTest(left, test, isNegated: false)
      } else if let test = left.emptyTest, right.emptyTest == nil {
        .emptyTest(right, test, isNegated: false)
      } else if isExtended {
        .convertingEqual(left, right, isNegated: false)
      } else {
        .looseEqual(left, right, isNegated: false)
      }
    return ExpressionNode(kind, range: right.range)
  }
}
