import WorkflowSource

/// Operands, and what is taken of them: members, indexes, calls.
extension CELParser {
  /// - Parameter negativeFrom: where the minus of a negative number stands, when one was taken.
  mutating func member(negativeFrom: Int?) throws(LanguageError) -> ExpressionNode {
    let lower = negativeFrom ?? token.lower
    var result: ExpressionNode
    if let negativeFrom {
      result = try numberLiteral(isNegative: true, from: negativeFrom)
    } else if isAt(.dot) || token.kind == .name {
      result = try nameOrCall()
    } else if isAt(.leftParenthesis) {
      result = try parenthesized()
    } else {
      result = try primary()
    }
    while true {
      if isAt(.dot) {
        result = try memberOrMethod(of: result, from: lower)
      } else if isAt(.leftBracket), !isPrefix || !token.isAfterBlank {
        result = try index(of: result, from: lower)
      } else {
        return result
      }
    }
  }

  private mutating func parenthesized() throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let inner = try expression()
    try expect(.rightParenthesis, closing: opening)
    return inner
  }

  private mutating func memberOrMethod(
    of base: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    advance()
    shape.hasMember = true
    let isOptional = take(.question)
    let (text, range) = try memberName()
    if isAt(.leftParenthesis), !isOptional {
      shape.hasCall = true
      return try call(text, nameRange: range, receiver: base, from: lower)
    }
    let name = MemberName(
      text, range: range, isContent: setting.kind == .workflow && text == "content")
    if isOptional { return try node(.optionalMember(base, name), from: lower) }
    return try node(
      .memberOrError(base, name), from: lower)
  }

  /// The word after a point: any name, in the workflow setting also `in` and its like.
  private mutating func memberName() throws(LanguageError) -> (String, SourceRange) {
    let range = token.range
    switch token.kind {
    case .name:
      let text = letters(token)
      if !isExtended, Self.keywords.contains(text) {
        throw error("'\(text)' cannot be a member's name", at: token)
      }
      advance()
      return (text, range)
    case .quotedName:
      let text = String(decoding: bytes[token.lower + 1..<token.upper - 1], as: UTF8.self)
      advance()
      return (text, range)
    default:
      throw error("expected a member's name after '.', found \(described(token))", at: token)
    }
  }

  private mutating func index(
    of base: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    shape.hasMember = true
    let isOptional = take(.question)
    let key = try expression()
    try expect(.rightBracket, closing: opening)
    if isOptional { return try node(.optionalIndex(base, key), from: lower) }
    return try node(
      .indexOrError(base, key), from: lower)
  }

  // MARK: Names

  static let keywords: Set<String> = ["true", "false", "null", "in"]
  /// Words that CEL keeps for itself; the workflow setting lets variables have them.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]

  /// `x`, `.x`, `f(…)`, `a.b.f(…)`, `true`, and in CEL's setting `a.b.c` as one name.
  private mutating func nameOrCall() throws(LanguageError) -> ExpressionNode {
    if let (name, range) = plainCall { return try plainCall(name, range) }
    return try name()
  }

  func isReserved(_ word: String) -> Bool {
    Self.keywords.contains(word) || (!isExtended && Self.reserved.contains(word))
  }

  /// The name of a call such as `f(…)` that is next.
  private var plainCall: (String, SourceRange)? {
    guard token.kind == .name else { return nil }
    let next = following()
    guard next.kind == .symbol(.leftParenthesis), !isPrefix || !next.isAfterBlank else {
      return nil
    }
    let text = letters(token)
    if isReserved(text) { return nil }
    return (text, token.range)
  }

  private mutating func plainCall(
    _ name: String, _ range: SourceRange
  ) throws(LanguageError) -> ExpressionNode {
    advance()
    shape.hasCall = true
    return try call(name, nameRange: range, receiver: nil, from: range.lower)
  }

  private mutating func name() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    let isAbsolute = take(.dot)
    guard token.kind == .name else {
      throw error("expected a name after '.', found \(described(token))", at: token)
    }
    let text = letters(token)
    if !isAbsolute, let literal = try constant(text, from: lower) { return literal }
    if isReserved(text) {
      throw error("'\(text)' cannot be used as a name", at: token)
    }
    if !isAbsolute, let slot = locals.lastIndex(of: Name(text)) {
      advance()
      return try node(.local(slot: slot, name: Name(text)), from: lower)
    }
    if let call = try namespacedCall(from: lower) { return call }
    let range = token.range
    advance()
    if isAt(.leftParenthesis), !isPrefix || !token.isAfterBlank {
      shape.hasCall = true
      return try call(text, nameRange: range, receiver: nil, from: lower)
    }
    if setting.kind == .cel { return try qualifiedName(text, range, isAbsolute, from: lower) }
    return try node(
      .lookupOrError(Name(text)), from: lower)
  }

  private mutating func constant(
    _ text: String, from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    let value: Value
    switch text {
    case "true": value = .bool(true)
    case "false": value = .bool(false)
    case "null": value = .null
    default: return nil
    }
    advance()
    shape.hasLiteral = true
    return try node(.literal(value), from: lower)
  }

  /// `math.greatest(…)`: a dotted name that is a function's; nil, and nothing taken, for others.
  private mutating func namespacedCall(
    from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    guard FunctionTable.namespaces.contains(letters(token)) else { return nil }
    var ahead = self
    var text = ahead.letters(ahead.token)
    var upper = ahead.token.upper
    let start = ahead.token.lower
    while true {
      ahead.advance()
      guard ahead.isAt(.dot) else { break }
      ahead.advance()
      guard ahead.token.kind == .name else { return nil }
      text += "." + ahead.letters(ahead.token)
      upper = ahead.token.upper
    }
    guard ahead.isAt(.leftParenthesis), FunctionTable.isNamespaced(text) else { return nil }
    self = ahead
    shape.hasCall = true
    return try call(text, nameRange: SourceRange(start, upper), receiver: nil, from: lower)
  }

  /// `a.b.c` as far as it goes; what is called in the end is left to the caller.
  private mutating func qualifiedName(
    _ first: String, _ range: SourceRange, _ isAbsolute: Bool, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    var members: [MemberName] = []
    while isAt(.dot) {
      var ahead = self
      ahead.advance()
      guard ahead.token.kind == .name, !Self.keywords.contains(ahead.letters(ahead.token)) else {
        break
      }
      let member = MemberName(ahead.letters(ahead.token), range: ahead.token.range)
      ahead.advance()
      if ahead.isAt(.leftParenthesis) { break }
      members.append(member)
      self = ahead
    }
    if members.count > ReadingDepth.greatest {
      throw error("a name of too many parts", at: range, code: LanguageError.limit)
    }
    let name = QualifiedName(
      first: first, members: members, container: isAbsolute ? "" : setting.container)
    return try node(.qualified(name), from: lower)
  }

  // MARK: Operands

  private mutating func primary() throws(LanguageError) -> ExpressionNode {
    let opening = token
    switch token.kind {
    case .int, .uint, .double: return try numberLiteral(isNegative: false, from: token.lower)
    case .string, .bytes: return try textLiteral()
    case .symbol(.dollarBrace):
      advance()
      let inner = try expression()
      try expect(.rightBrace, closing: opening)
      return inner
    case .symbol(.leftBracket): return try listLiteral()
    case .symbol(.leftBrace): return try mapLiteral()
    case .quotedName where isExtended:
      let text = String(decoding: bytes[token.lower + 1..<token.upper - 1], as: UTF8.self)
      advance()
      return try node(
        .lookupOrError(Name(text)), from: opening.lower)
    default:
      throw error("expected a value, found \(described(token))", at: token, hint: hintForValue)
    }
  }

  private var hintForValue: String? {
    switch token.kind {
    case .symbol(.assign): "write '==' to compare"
    case .symbol(.ampersand): "write '&&' or 'and'"
    default: nil
    }
  }

  private mutating func listLiteral() throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    shape.hasLiteral = true
    var elements: [ListElement] = []
    while !isAt(.rightBracket) {
      let isOptional = take(.question)
      elements.append(ListElement(try expression(), isOptional: isOptional))
      guard take(.comma) else { break }
    }
    try expect(.rightBracket, closing: opening)
    return try node(.list(elements), from: opening.lower)
  }

  private mutating func mapLiteral() throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    shape.hasLiteral = true
    var elements: [MapElement] = []
    while !isAt(.rightBrace) {
      let isOptional = take(.question)
      let key = try expression()
      try expect(.colon)
      elements.append(MapElement(key: key, value: try expression(), isOptional: isOptional))
      guard take(.comma) else { break }
    }
    try expect(.rightBrace, closing: opening)
    return try node(.map(elements), from: opening.lower)
  }
}
