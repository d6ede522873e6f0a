import WorkflowSource

/// `input | name: argument, keyword: argument`, as in templates.
extension CELParser {
  /// The pipe is next.
  mutating func filter(
    of input: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    advance()
    shape.hasSymbolOperator = true
    guard let name = word else {
      throw error("expected a filter's name after '|', found \(described(token))", at: token)
    }
    let nameRange = token.range
    advance()
    var positional: [ExpressionNode] = []
    var named: [(name: String, value: ExpressionNode)] = []
    let opening = token
    let isCall = isAt(.leftParenthesis) && !token.isAfterBlank
    if isCall || isAt(.colon) {
      advance()
      while !(isCall && isAt(.rightParenthesis)) {
        if let keyword = word, following().kind == .symbol(.colon) {
          advance()
          advance()
          named.append((keyword, try filterArgument()))
        } else {
          positional.append(try filterArgument())
        }
        guard take(.comma) else { break }
      }
      if isCall { try expect(.rightParenthesis, closing: opening) }
    } else if token.beginsLiteral {
      throw error(
        "a ':' is missing before the argument of '\(name)'", at: token,
        hint: "write '\(name): \(letters(token))'")
    }
    let result = try node(
      .filter(
        FilterApplication(
          name: name, row: FilterTable.standard[name], input: quietIfDefault(name, input),
          arguments: positional, named: named, nameRange: nameRange)), from: lower)
    if !token.isFilterEnd {
      throw error(
        "unexpected \(described(token)) after the filter", at: token,
        hint: "put the value and its filters in parentheses")
    }
    return result
  }

  /// A primary with its members; operators need parentheses.
  private mutating func filterArgument() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    if isAt(.minus) {
      let next = following()
      if next.kind == .int || next.kind == .double {
        advance()
        return try member(negativeFrom: lower)
      }
    }
    return try member(negativeFrom: nil)
  }

  /// `x | default: 1` is how one asks for what may be missing.
  private func quietIfDefault(_ name: String, _ input: ExpressionNode) -> ExpressionNode {
    name == "default" && input.isPath ? ExpressionNode(.quiet(input), range: input.range) : input
  }
}

extension ExpressionToken {
  /// Whether no operator goes on here; behind a filter none may.
  fileprivate var isFilterEnd: Bool {
    guard case .symbol(let symbol) = kind else { return true }
    switch symbol {
    case .plus, .minus, .times, .divide, .remainder, .equal, .notEqual, .identical,
      .notIdentical, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .question:
      return false
    default: return true
    }
  }
}
