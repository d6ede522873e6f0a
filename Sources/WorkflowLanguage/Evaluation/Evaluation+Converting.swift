import WorkflowSource

/// The workflow setting: arguments, `--set` and YAML give texts where scalars are meant, so an
/// operator between a number or boolean and a text that spells one reads the text.
extension Evaluation {
  mutating func convertingCompare(
    _ comparison: ComparisonOperator, _ left: ExpressionNode, _ right: ExpressionNode,
    _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let first = try value(left)
    return try convertingCompare(comparison, first, left, try value(right), right, node)
  }

  /// In templates null is neither less nor greater than anything.
  mutating func convertingLooseCompare(
    _ comparison: ComparisonOperator, _ left: ExpressionNode, _ right: ExpressionNode,
    _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let first = try value(left)
    let second = try value(right)
    if first.isNull || second.isNull { return .bool(false) }
    return try convertingCompare(comparison, first, left, second, right, node)
  }

  private func convertingCompare(
    _ comparison: ComparisonOperator, _ first: Value, _ left: ExpressionNode, _ second: Value,
    _ right: ExpressionNode, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    if case .int(let a) = first, case .int(let b) = second {
      return .bool(ValueOrder(a, b).satisfies(comparison))
    }
    let (written, other) = (first, second)
    var (first, second) = (first, second)
    readNumbers(&first, left, &second, right)
    readTimes(&first, left, &second, right)
    let exact = written.exactOrder(other, readAs: first, second)
    guard let order = exact ?? first.strictOrder(second) else {
      throw noOrder(first, second, comparison, node)
    }
    return .bool(order.satisfies(comparison))
  }

  /// Reads texts as numbers where the other side is a number, or spells one too.
  private func readNumbers(
    _ first: inout Value, _ left: ExpressionNode, _ second: inout Value, _ right: ExpressionNode
  ) {
    switch (first, second) {
    case (.string, .string):
      guard let a = first.spelledNumber, let b = second.spelledNumber else { return }
      convert(&first, to: a, left)
      convert(&second, to: b, right)
    case (.string, .int), (.string, .uint), (.string, .double):
      if let number = first.spelledNumber { convert(&first, to: number, left) }
    case (.int, .string), (.uint, .string), (.double, .string):
      if let number = second.spelledNumber { convert(&second, to: number, right) }
    default: break
    }
  }

  /// Reads a text as the moment it spells where the other side is a moment or a span: `timestamp`
  /// is a text, so that it can be part of a name, and is reckoned with all the same.
  private func readTimes(
    _ first: inout Value, _ left: ExpressionNode, _ second: inout Value, _ right: ExpressionNode
  ) {
    switch (first, second) {
    case (.string(let text), .timestamp), (.string(let text), .duration):
      if let time = Timestamp(spelledBy: text) { convert(&first, to: .timestamp(time), left) }
    case (.timestamp, .string(let text)), (.duration, .string(let text)):
      if let time = Timestamp(spelledBy: text) { convert(&second, to: .timestamp(time), right) }
    default: break
    }
  }

  private func convert(_ value: inout Value, to result: Value, _ node: ExpressionNode) {
    noteConversion(of: value, to: result, at: node)
    value = result
  }

  mutating func convertingEqual(
    _ left: ExpressionNode, _ right: ExpressionNode, _ node: ExpressionNode
  ) throws(LanguageError) -> Bool {
    let first = try value(left)
    try charge(first, at: left.range)
    let second = try value(right)
    return equal(first, second, left, right)
  }

  /// - Parameters: `left` and `right`: where the values come from, for the record.
  private func equal(
    _ first: Value, _ second: Value, _ left: ExpressionNode, _ right: ExpressionNode
  ) -> Bool {
    switch (first, second) {
    case (.string(let a), .string(let b)): return a.isIdenticalText(to: b)
    case (.string, .bool), (.string, .int), (.string, .uint), (.string, .double):
      guard let read = first.readLike(second) else { return false }
      noteConversion(of: first, to: read, at: left)
      if let order = first.exactOrder(second, readAs: read, second) { return order == .equal }
      return read.equalsStrictly(second)
    case (.bool, .string), (.int, .string), (.uint, .string), (.double, .string):
      guard let read = second.readLike(first) else { return false }
      noteConversion(of: second, to: read, at: right)
      if let order = first.exactOrder(second, readAs: first, read) { return order == .equal }
      return first.equalsStrictly(read)
    default: return first.equalsStrictly(second)
    }
  }

  mutating func convertingArithmetic(
    _ kind: ArithmeticOperator, _ left: ExpressionNode, _ right: ExpressionNode,
    _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    var first = try value(left)
    var second = try value(right)
    if case .int = first, case .int = second {
      return try arithmetic(kind, first, second, node)
    }
    // Two texts can be put together, but not be subtracted.
    if first.stringValue == nil || second.stringValue == nil || kind != .add {
      readNumbers(&first, left, &second, right)
      readTimes(&first, left, &second, right)
      // `timestamp - other`: texts that are both moments.
      if kind == .subtract, case .string(let a) = first, case .string(let b) = second,
        let from = Timestamp(spelledBy: a), let since = Timestamp(spelledBy: b)
      {
        convert(&first, to: .timestamp(from), left)
        convert(&second, to: .timestamp(since), right)
      }
    }
    (first, second) = Self.sameKind(first, second)
    do throws(LanguageError) {
      return try arithmetic(kind, first, second, node)
    } catch {
      guard error.code == LanguageError.wrongKind else { throw error }
      throw undefinedOperand(among: [left, right]) ?? error
    }
  }

  /// Two numbers of different kinds, as numbers of one kind.
  private static func sameKind(_ first: Value, _ second: Value) -> (Value, Value) {
    switch (first, second) {
    case (.int(let a), .double), (.double, .int(let a)):
      first.doubleValue == nil ? (.double(Double(a)), second) : (first, .double(Double(a)))
    case (.uint(let a), .double), (.double, .uint(let a)):
      first.doubleValue == nil ? (.double(Double(a)), second) : (first, .double(Double(a)))
    case (.int, .uint(let b)): (first, Int64(exactly: b).map { .int($0) } ?? second)
    case (.uint(let a), .int): (Int64(exactly: a).map { .int($0) } ?? first, second)
    default: (first, second)
    }
  }

  /// `in`, `contains`, `includes`: of lists and maps, and of texts in texts.
  func isConverting(
    _ element: Value, in collection: Value, _ node: ExpressionNode
  ) throws(LanguageError) -> Bool {
    switch collection {
    case .string(let text):
      guard case .string(let part) = element else {
        throw failure(
          LanguageError.wrongKind, "a text contains texts, not \(element.typeName)",
          at: node.range)
      }
      return TextSearch.find(part, in: text) != nil
    case .list(let elements):
      for other in elements where equal(other, element, node, node) { return true }
      return false
    case .map(let map):
      guard let key = MapKey(finding: element) else { return false }
      return map[key] != nil
    default: return try isStrictly(element, in: collection, node)
    }
  }
}

extension Value {
  /// The number that a text spells.
  package var spelledNumber: Value? {
    if case .string(let text) = self { NumberText.number(spelledBy: text) } else { nil }
  }

  /// This text as a value of the other's family, number or boolean.
  fileprivate func readLike(_ other: Value) -> Value? {
    if case .bool = other { return spelledBoolean.map { .bool($0) } }
    return spelledNumber
  }
}
