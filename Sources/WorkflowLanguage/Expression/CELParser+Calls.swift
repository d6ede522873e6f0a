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
    if receiver != nil, arguments.count == 2, name == "or" || name == "orValue" {
      return try node(
        .optionalOr(arguments[0], arguments[1], unwraps: name == "orValue"), from: lower)
    }
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

  // MARK: Macros

  /// A call that is read differently: it binds names, or looks at its argument unevaluated.
  private mutating func macro(
    _ name: String, receiver: ExpressionNode?, from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    guard let receiver else {
      switch name {
      case "has": return try has(from: lower)
      case "cel.bind": return try bind(from: lower)
      default: return nil
      }
    }
    if let form = Self.comprehensions[name] {
      return try comprehension(form, over: receiver, from: lower)
    }
    if name == "optMap" || name == "optFlatMap" {
      return try optionalMap(receiver, isFlat: name == "optFlatMap", from: lower)
    }
    return nil
  }

  private static let comprehensions: [String: Comprehension.Form] = [
    "all": .all, "exists": .exists, "exists_one": .existsOne, "existsOne": .existsOne,
    "filter": .filter, "map": .map, "transformList": .transformList,
    "transformMap": .transformMap, "transformMapEntry": .transformMapEntry,
  ]

  private mutating func has(from lower: Int) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let argument = try expression()
    try expect(.rightParenthesis, closing: opening)
    if isExtended {
      if argument.isPath { return try node(.isDefined(argument), from: lower) }
      throw error(
        "has() asks for a name or a member", at: argument.range,
        code: LanguageError.wrongArguments, hint: "such as has(deploy.url)")
    }
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

  /// `cel.bind(name, value, body)`.
  private mutating func bind(from lower: Int) throws(LanguageError) -> ExpressionNode {
    let opening = token
    advance()
    let name = try variable()
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
    let name = try variable()
    try expect(.comma)
    let slot = push([name])[0]
    let body = try expression()
    locals.removeLast()
    try expect(.rightParenthesis, closing: opening)
    return try node(
      .optionalMap(receiver, slot: slot, name: name, body: body, isFlat: isFlat), from: lower)
  }

  /// Nil, and nothing taken, when the arguments have not the shape of the macro.
  private mutating func comprehension(
    _ form: Comprehension.Form, over collection: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode? {
    guard let count = variableCount(form) else { return nil }
    let opening = token
    advance()
    var names = [try variable()]
    try expect(.comma)
    if count == 2 {
      names.append(try variable())
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

  private mutating func variable() throws(LanguageError) -> Name {
    guard let word, !Self.keywords.contains(word) else {
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
