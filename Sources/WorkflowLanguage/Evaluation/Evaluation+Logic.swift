extension Evaluation {
  /// The value of a condition of CEL, which must be a boolean.
  mutating func strictTruth(_ node: ExpressionNode) throws(LanguageError) -> Bool {
    let value = try value(node)
    if case .bool(let truth) = value { return truth }
    throw failure(
      LanguageError.wrongKind, "expected true or false, not \(value.typeName)", at: node.range)
  }

  mutating func booleanFromText(_ node: ExpressionNode) throws(LanguageError) -> Value {
    let value = try value(node)
    guard let truth = value.spelledBoolean else { return value }
    noteConversion(of: value, to: .bool(truth), at: node)
    return .bool(truth)
  }

  /// `&&` and `||` of CEL: an operand that decides does so whatever the others are; only when none
  /// does, the first error counts.
  ///
  /// - Parameter deciding: false for `&&`, true for `||`.
  mutating func strictLogic(
    _ operands: [ExpressionNode], deciding: Bool, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    var firstError: LanguageError?
    for (index, operand) in operands.enumerated() {
      do throws(LanguageError) {
        if try strictTruth(operand) == deciding {
          decide(by: operand, skipping: operands[(index + 1)...])
          return .bool(deciding)
        }
      } catch {
        // What bounds an evaluation ends it; it is no value that another one could outweigh.
        if error.code == LanguageError.limit { throw error }
        if firstError == nil { firstError = error }
      }
    }
    if let firstError { throw firstError }
    return .bool(!deciding)
  }

  /// `and` and `or` of templates: the operand that decides, else the last.
  mutating func truthyLogic(
    _ operands: [ExpressionNode], deciding: Bool
  ) throws(LanguageError) -> Value {
    var last = Value.bool(!deciding)
    for (index, operand) in operands.enumerated() {
      last = try value(operand)
      if last.isTruthy == deciding {
        decide(by: operand, skipping: operands[(index + 1)...])
        return last
      }
    }
    return last
  }

  mutating func conditional(
    _ test: Bool, _ yes: ExpressionNode, _ no: ExpressionNode
  ) throws(LanguageError) -> Value {
    if test {
      let result = try value(yes)
      decide(by: yes, skipping: [no][...])
      return result
    }
    decide(by: nil, skipping: [yes][...])
    let result = try value(no)
    decide(by: no, skipping: [][...])
    return result
  }
}

extension Value {
  /// Liquid's truth: everything but null and false.
  package var isTruthy: Bool {
    switch self {
    case .null, .bool(false), .optional(nil): false
    default: true
    }
  }

  /// The boolean that a text spells: `true`, `True`, `TRUE` and the like of false.
  package var spelledBoolean: Bool? {
    guard case .string(let text) = self, text.utf8.count == 4 || text.utf8.count == 5 else {
      return nil
    }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }
}
