import WorkflowSource

/// `input | name: argument, keyword: argument`.
extension LiquidParser {
  /// The pipe is next.
  mutating func filter(
    of input: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    advance()
    guard token.kind == .name else {
      throw error("expected a filter's name after '|', found \(described(token))", at: token)
    }
    let nameRange = token.range
    let name = letters(token)
    advance()
    var positional: [ExpressionNode] = []
    var named: [(name: String, value: ExpressionNode)] = []
    if take(.colon) {
      repeat {
        if token.kind == .name, following().kind == .symbol(.colon) {
          let keyword = letters(token)
          advance()
          advance()
          named.append((keyword, try filterArgument()))
        } else {
          positional.append(try filterArgument())
        }
      } while take(.comma)
    } else if isExtended, token.beginsLiteral {
      throw error(
        "a ':' is missing before the argument of '\(name)'", at: token,
        hint: "write '\(name): \(letters(token))'")
    }
    return try filterNode(
      name, nameRange: nameRange, input: input, positional, named, from: lower)
  }

  func filterNode(
    _ name: String, nameRange: SourceRange, input: ExpressionNode,
    _ positional: [ExpressionNode], _ named: [(name: String, value: ExpressionNode)],
    from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let row = FilterTable.standard[name]
    // Pure Liquid passes the input on where it knows no filter of that name.
    if row == nil, !isExtended { return input }
    if isExtended {
      guard let row else {
        throw error(
          "no filter '\(name)'", at: nameRange, code: LanguageError.unknownFilter,
          hint: Suggestion.hint(for: name, among: FilterTable.standard.names))
      }
      guard row.counts.contains(positional.count) else {
        let given = positional.isEmpty ? "no argument" : "\(positional.count) arguments"
        throw error(
          "'\(name)' cannot take \(positional.count == 1 ? "1 argument" : given)", at: nameRange,
          code: LanguageError.wrongArguments, hint: "it is called as '| \(row.signature)'")
      }
    }
    // Liquid gives names that a filter with such arguments does not know to nobody.
    let known = isExtended || row?.keywords.isEmpty != false
    let named = known ? named : named.filter { row?.keywords.contains($0.name) ?? false }
    if isExtended, let row, let stranger = row.unknownKeyword(among: named.lazy.map(\.name)) {
      throw error(
        "'\(name)' has no argument '\(stranger)'", at: nameRange,
        code: LanguageError.wrongArguments, hint: row.hint(forKeyword: stranger))
    }
    let isQuiet = name == "default" && input.isPath
    return try node(
      .filter(
        FilterApplication(
          name: name, row: row,
          input: isQuiet ? ExpressionNode(.quiet(input), range: input.range) : input,
          arguments: positional, named: named, nameRange: nameRange)), from: lower)
  }

  /// A primary with its members; operators need parentheses.
  private mutating func filterArgument() throws(LanguageError) -> ExpressionNode {
    let lower = token.lower
    if isExtended, isAt(.minus), following().kind == .number {
      advance()
      return try number(isNegative: true, from: lower)
    }
    return try primary()
  }
}
