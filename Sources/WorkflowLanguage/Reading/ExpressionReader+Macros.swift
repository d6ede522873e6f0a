import WorkflowSource

/// The macros of CEL: calls that are read differently, because they bind names or look at an
/// argument unevaluated.
extension ExpressionReader {
  /// A macro whose name has been read, the parenthesis is next; nil, and nothing taken, when there
  /// is none of that name or the arguments have not its shape.
  mutating func macro(
    _ name: String, receiver: ExpressionNode?, from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    guard let row = MacroTable.standard.macro(named: name, isMethod: receiver != nil) else {
      return nil
    }
    guard let receiver else {
      return row.form == .has ? try has(from: lower) : try bind(from: lower)
    }
    switch row.form {
    case .comprehension(let form): return try comprehension(form, over: receiver, from: lower)
    case .optionalMap(let isFlat):
      return try optionalMap(receiver, isFlat: isFlat, from: lower)
    case .optionalOr(let unwraps): return try optionalOr(receiver, unwraps: unwraps, from: lower)
    case .has, .bind: return nil
    }
  }

  /// `has(…)` of the workflow setting.
  func isDefined(
    _ path: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    guard path.isPath else {
      throw error(
        "has() asks for a name or a member", at: path.range, code: LanguageError.wrongArguments,
        hint: "such as has(deploy.url)")
    }
    return try node(.isDefined(path), from: lower)
  }

  /// `cel.bind(name, value, body)`.
  private mutating func bind(from lower: Int) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let name = try boundName()
    try expect(.comma)
    let value = try expression()
    try expect(.comma)
    let slot = push([name])[0]
    let body = try expression()
    locals.removeLast()
    try expect(.rightParenthesis, closing: opening)
    return try node(.bind(slot: slot, name: name, value: value, body: body), from: lower)
  }

  private mutating func optionalMap(
    _ receiver: ExpressionNode, isFlat: Bool, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let name = try boundName()
    try expect(.comma)
    let slot = push([name])[0]
    let body = try expression()
    locals.removeLast()
    try expect(.rightParenthesis, closing: opening)
    return try node(
      .optionalMap(receiver, slot: slot, name: name, body: body, isFlat: isFlat), from: lower)
  }

  /// Nil, and nothing taken, when there is not exactly one argument.
  private mutating func optionalOr(
    _ receiver: ExpressionNode, unwraps: Bool, from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    guard following().kind != .symbol(.rightParenthesis) else { return nil }
    let opening = token
    advance()
    let other = try expression()
    try expect(.rightParenthesis, closing: opening)
    return try node(.optionalOr(receiver, other, unwraps: unwraps), from: lower)
  }

  // MARK: Comprehensions

  /// Nil, and nothing taken, when the arguments have not the shape of the macro.
  private mutating func comprehension(
    _ form: Comprehension.Form, over collection: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    guard let count = variableCount(form) else { return nil }
    let opening = token
    advance()
    var names = [try boundName()]
    try expect(.comma)
    if count == 2 {
      names.append(try boundName())
      try expect(.comma)
    }
    if count == 2, names[0] == names[1] {
      throw error("two variables of one name", at: opening)
    }
    let slots = push(names)
    var condition: ExpressionNode?
    var body = try expression()
    if form.takesCondition, take(.comma) {
      condition = body
      body = try expression()
    }
    locals.removeLast(names.count)
    try expect(.rightParenthesis, closing: opening)
    if form.asksForTruth { body = truth(body) }
    return try node(
      .comprehension(
        Comprehension(
          form: form, collection: collection, names: names, slots: slots,
          condition: condition.map(truth), body: body)), from: lower)
  }

  /// How many variables the macro at hand binds: the commas tell.
  private func variableCount(_ form: Comprehension.Form) -> Int? {
    var ahead = lexer
    guard ahead.next().kind == .name, ahead.next().kind == .symbol(.comma) else { return nil }
    let second = ahead.next()
    let isSecond = second.kind == .name && ahead.next().kind == .symbol(.comma)
    switch form {
    case .filter, .map: return 1
    case .all, .exists, .existsOne: return isSecond ? 2 : 1
    case .transformList, .transformMap, .transformMapEntry: return isSecond ? 2 : nil
    }
  }

  private mutating func boundName() throws(LanguageError) -> Name {
    guard let word, !isReserved(word) else {
      throw error("expected a name for the variable, found \(described(token))", at: token)
    }
    advance()
    return Name(word)
  }

  private mutating func push(_ names: [Name]) -> [Int] {
    let first = locals.count
    locals += names
    localCount = max(localCount, locals.count)
    return Array(first..<locals.count)
  }
}

extension Comprehension.Form {
  /// Whether a condition may stand before what is made of each element.
  var takesCondition: Bool {
    switch self {
    case .map, .transformList, .transformMap, .transformMapEntry: true
    case .all, .exists, .existsOne, .filter: false
    }
  }

  /// Whether each element is asked something, not made into something.
  var asksForTruth: Bool {
    switch self {
    case .all, .exists, .existsOne, .filter: true
    case .map, .transformList, .transformMap, .transformMapEntry: false
    }
  }
}

extension ExpressionNode {
  /// A name with members and indexes.
  var isPath: Bool {
    switch kind {
    case .lookupOrError, .lookupOrUndefined, .local, .qualified: true
    case .memberOrError(let base, _), .memberOrUndefined(let base, _),
      .optionalMember(let base, _), .indexOrError(let base, _), .indexOrUndefined(let base, _),
      .optionalIndex(let base, _):
      base.isPath
    default: false
    }
  }
}
