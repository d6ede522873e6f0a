import WorkflowSource

extension Evaluation {
  /// CEL's arithmetic: both sides of one kind; what does not fit is an error.
  func arithmetic(
    _ kind: ArithmeticOperator, _ left: Value, _ right: Value, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(kind, a, b, node))
    case (.uint(let a), .uint(let b)): return .uint(try whole(kind, a, b, node))
    case (.double(let a), .double(let b)):
      switch kind {
      case .add: return .double(a + b)
      case .subtract: return .double(a - b)
      case .multiply: return .double(a * b)
      case .divide: return .double(a / b)
      case .remainder: break
      }
    case (.string(let a), .string(let b)) where kind == .add:
      try checkOutput(a.utf8.count + b.utf8.count, node)
      return .string(a + b)
    case (.bytes(let a), .bytes(let b)) where kind == .add:
      try checkOutput(a.count + b.count, node)
      return .bytes(a + b)
    case (.list(let a), .list(let b)) where kind == .add:
      guard a.count + b.count <= options.limits.steps else {
        throw failure(LanguageError.limit, "the list gets too long", at: node.range)
      }
      return .list(a + b)
    default:
      if let result = try timeArithmetic(kind, left, right, node) { return result }
    }
    throw failure(
      LanguageError.wrongKind,
      "cannot reckon \(left.typeName) \(kind.rawValue) \(right.typeName)", at: node.range,
      hint: "the values are \(left.shown(limit: 40)) and \(right.shown(limit: 40))")
  }

  func checkOutput(_ count: Int, _ node: ExpressionNode) throws(LanguageError) {
    guard count <= options.limits.output else {
      throw failure(LanguageError.limit, options.limits.tooLong, at: node.range)
    }
  }

  private func whole<Number: FixedWidthInteger>(
    _ kind: ArithmeticOperator, _ left: Number, _ right: Number, _ node: ExpressionNode
  ) throws(LanguageError) -> Number {
    let result: (partialValue: Number, overflow: Bool)
    switch kind {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .remainder:
      guard right != 0 else {
        throw failure(LanguageError.divisionByZero, "division by zero", at: node.range)
      }
      result =
        kind == .divide
        ? left.dividedReportingOverflow(by: right)
        : left.remainderReportingOverflow(dividingBy: right)
    }
    guard !result.overflow else { throw overflow(node) }
    return result.partialValue
  }

  private func overflow(_ node: ExpressionNode) -> LanguageError {
    failure(LanguageError.overflow, "the result does not fit in 64 bits", at: node.range)
  }

  mutating func negate(
    _ operand: ExpressionNode, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    switch try value(operand) {
    case .int(let number):
      guard number != .min else { throw overflow(node) }
      return .int(-number)
    case .double(let number): return .double(-number)
    case let other:
      throw failure(
        LanguageError.wrongKind, "\(other.typeName) has no negative", at: node.range)
    }
  }

  /// Moments and lengths of time; nil when none is among the operands.
  private func timeArithmetic(
    _ kind: ArithmeticOperator, _ left: Value, _ right: Value, _ node: ExpressionNode
  ) throws(LanguageError) -> Value? {
    let result: Value?
    switch (left, kind, right) {
    case (.timestamp(let moment), .add, .duration(let span)),
      (.duration(let span), .add, .timestamp(let moment)):
      result = moment.adding(span).map { .timestamp($0) }
    case (.timestamp(let moment), .subtract, .duration(let span)):
      let (negative, overflow) = Int64(0).subtractingReportingOverflow(span.nanoseconds)
      result =
        overflow ? nil : moment.adding(TimeSpan(nanoseconds: negative)).map { .timestamp($0) }
    case (.timestamp(let later), .subtract, .timestamp(let earlier)):
      result = later.since(earlier).map { .duration($0) }
    case (.duration(let a), .add, .duration(let b)):
      let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
      result = overflow ? nil : .duration(TimeSpan(nanoseconds: sum))
    case (.duration(let a), .subtract, .duration(let b)):
      let (difference, overflow) = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
      result = overflow ? nil : .duration(TimeSpan(nanoseconds: difference))
    default: return nil
    }
    guard let result else {
      throw failure(LanguageError.outOfRange, "the time is out of range", at: node.range)
    }
    return result
  }
}
