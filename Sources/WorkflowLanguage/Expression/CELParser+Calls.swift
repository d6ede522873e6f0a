import WorkflowSource

/// Calls of functions, and the macros among them.
extension CELParser {
  /// A call whose name has been read; the parenthesis is next.
  mutating func call(
    _ name: String, nameRange: SourceRange, receiver: ExpressionNode?, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    // A level of calls takes more of the stack than one of parentheses, and counts twice.
    try enter()
    defer { depth -= 1 }
    if let macro = try macro(name, receiver: receiver, from: lower) { return macro }
    var arguments = receiver.map { [$0] } ?? []
    arguments += try self.arguments()
    let table = FunctionTable.standard
    let rows =
      receiver == nil ? table.functions(named: name) : table.methods(named: name)
    return try node(
      .call(
        FunctionCall(
          name: name, rows: rows, arguments: arguments, hasReceiver: receiver != nil,
          nameRange: nameRange)), from: lower)
  }

  /// `(a, b)`.
  private mutating func arguments() throws(LanguageError) -> [ExpressionNode] {
    let opening = token
    try expect(.leftParenthesis)
    var result: [ExpressionNode] = []
    while !isAt(.rightParenthesis) {
      result.append(try expression())
      guard take(.comma) else { break }
    }
    try expect(.rightParenthesis, closing: opening)
    return result
  }

  mutating func has(from lower: Int) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let argument = try expression()
    try expect(.rightParenthesis, closing: opening)
    if isExtended { return try isDefined(argument, from: lower) }
    switch argument.kind {
    case .memberOrError(let base, let member):
      return try node(.hasMember(base, member), from: lower)
    case .optionalMember(let base, let member):
      return try node(.hasMember(base, member), from: lower)
    case .qualified(let name):
      guard let (base, member) = name.split() else { break }
      let range = SourceRange(argument.range.lower, max(argument.range.lower, member.range.lower))
      return try node(
        .hasMember(ExpressionNode(.qualified(base), range: range), member), from: lower)
    default: break
    }
    throw error("has() asks for a member such as x.y", at: argument.range)
  }
}
