import WorkflowSource

extension Evaluation {
  mutating func call(_ call: FunctionCall, _ node: ExpressionNode) throws(LanguageError) -> Value {
    guard !call.rows.isEmpty else { throw unknownFunction(call) }
    var values: [Value] = []
    values.reserveCapacity(call.arguments.count)
    for argument in call.arguments {
      let value = try value(argument)
      try charge(value, at: argument.range)
      values.append(value)
    }
    for row in call.rows where row.fits(values) {
      return try row.body(
        FunctionArguments(
          values: values, options: options, range: source.fileRange(node.range)))
    }
    throw noFittingRow(call, values, node)
  }

  private func unknownFunction(_ call: FunctionCall) -> LanguageError {
    failure(
      LanguageError.unknownFunction, "no function '\(call.name)'", at: call.nameRange,
      hint: FunctionTable.standard.hint(for: call.name))
  }

  private func noFittingRow(
    _ call: FunctionCall, _ values: [Value], _ node: ExpressionNode
  ) -> LanguageError {
    let given = values.dropFirst(call.hasReceiver ? 1 : 0).map(\.typeName)
    let before = call.hasReceiver ? "\(values.first?.typeName ?? "")." : ""
    return failure(
      LanguageError.wrongArguments,
      "\(before)\(call.name)(\(given.joined(separator: ", "))) does not fit the function",
      at: node.range,
      hint: "it is called as \(call.rows.map(\.signature).joined(separator: " or "))")
  }

  mutating func filter(
    _ filter: FilterApplication, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let input = try value(filter.input)
    try charge(input, at: filter.input.range)
    var values: [Value] = []
    for argument in filter.arguments { values.append(try value(argument)) }
    var named: [(name: String, value: Value)] = []
    for argument in filter.named { named.append((argument.name, try value(argument.value))) }
    guard let row = filter.row else {
      throw failure(
        LanguageError.unknownFilter, "no filter '\(filter.name)'", at: filter.nameRange,
        hint: Suggestion.hint(for: filter.name, among: FilterTable.standard.names))
    }
    guard row.counts.contains(values.count) else {
      throw failure(
        LanguageError.wrongArguments,
        "'\(row.name)' cannot take \(values.count) argument\(values.count == 1 ? "" : "s")",
        at: filter.nameRange, hint: "it is called as '| \(row.signature)'")
    }
    if let stranger = row.unknownKeyword(among: filter.named.lazy.map(\.name)) {
      throw failure(
        LanguageError.wrongArguments, "'\(row.name)' has no argument '\(stranger)'",
        at: filter.nameRange, hint: row.hint(forKeyword: stranger))
    }
    let arguments = FilterArguments(
      input: input, values: values, named: named, options: options,
      range: source.fileRange(filter.nameRange))
    let result = try row.body(arguments)
    try checkSize(of: result, at: filter.nameRange)
    return result
  }

  /// What a filter makes must not grow from one filter to the next without end.
  private func checkSize(of value: Value, at range: SourceRange) throws(LanguageError) {
    switch value {
    case .string(let text) where text.utf8.count > options.limits.output:
      throw failure(
        LanguageError.limit, options.limits.tooLong, at: range)
    case .list(let elements) where elements.count > options.limits.steps:
      throw failure(LanguageError.limit, "the list gets too long", at: range)
    default: break
    }
  }
}
