/// CEL's extension of numbers.
let mathFunctions: [FunctionRow] =
  [
    extreme("math.greatest", .greater, "The greatest number.", ("math.greatest(1, 3, 2)", "3")),
    extremeOfList(
      "math.greatest", .greater, "The greatest number.", ("math.greatest([1, 2.5])", "2.5")),
    extreme("math.least", .less, "The least number.", ("math.least(1, 3, 2)", "1")),
    extremeOfList("math.least", .less, "The least number.", ("math.least([1, 0.5])", "0.5")),
    rounding("math.ceil", "The next whole number, upwards.", ("math.ceil(1.2)", "2.0")) {
      $0.rounded(.up)
    },
    rounding("math.floor", "The next whole number, downwards.", ("math.floor(1.8)", "1.0")) {
      $0.rounded(.down)
    },
    rounding(
      "math.round", "The nearest whole number, halves away from zero.", ("math.round(1.5)", "2.0")
    ) { $0.rounded(.toNearestOrAwayFromZero) },
    rounding("math.trunc", "The part before the point.", ("math.trunc(-1.8)", "-1.0")) {
      $0.rounded(.towardZero)
    },
    FunctionRow(
      "math.sqrt", [.init("number", .number)], gives: .double, "The square root.",
      example: ("math.sqrt(9)", "3.0")
    ) { call throws(LanguageError) in
      switch call[0] {
      case .int(let value): .double(Double(value).squareRoot())
      case .uint(let value): .double(Double(value).squareRoot())
      case .double(let value): .double(value.squareRoot())
      default: .null
      }
    },
    FunctionRow(
      "math.abs", [.init("number", .number)], gives: .number, "The number without its sign.",
      example: ("math.abs(-3)", "3")
    ) { call throws(LanguageError) in
      switch call[0] {
      case .int(.min):
        throw call.failure(LanguageError.overflow, "the result does not fit in 64 bits")
      case .int(let value): .int(abs(value))
      case .double(let value): .double(value.magnitude)
      case let other: other
      }
    },
    FunctionRow(
      "math.sign", [.init("number", .number)], gives: .number, "-1, 0 or 1.",
      example: ("math.sign(-3)", "-1")
    ) { call throws(LanguageError) in
      switch call[0] {
      case .int(let value): .int(value.signum())
      case .uint(let value): .uint(value == 0 ? 0 : 1)
      case .double(let value): .double(value > 0 ? 1 : value < 0 ? -1 : value)
      case let other: other
      }
    },
    question("math.isNaN", "Whether it is no number.", ("math.isNaN(0.0 / 0.0)", "true")) {
      $0.isNaN
    },
    question("math.isInf", "Whether it is infinite.", ("math.isInf(1.0 / 0.0)", "true")) {
      $0.isInfinite
    },
    question("math.isFinite", "Whether it is a number and finite.", ("math.isFinite(1.0)", "true"))
    { $0.isFinite },
  ] + bitFunctions

private func extreme(
  _ name: String, _ wanted: ValueOrder, _ summary: String,
  _ example: (expression: String, result: String)
) -> FunctionRow {
  FunctionRow(
    name, [.init("number", .number)], variadic: true, gives: .number, summary, example: example
  ) { call throws(LanguageError) in extreme(of: call.values, wanted) }
}

private func extremeOfList(
  _ name: String, _ wanted: ValueOrder, _ summary: String,
  _ example: (expression: String, result: String)
) -> FunctionRow {
  FunctionRow(name, [.init("numbers", .list)], gives: .number, summary, example: example) {
    call throws(LanguageError) in
    let elements = try call.list(0)
    guard !elements.isEmpty, elements.allSatisfy(\.isNumber) else {
      throw call.failure(
        LanguageError.wrongArguments, "'\(name)' needs a list of at least one number")
    }
    return extreme(of: elements, wanted)
  }
}

private func extreme(of numbers: [Value], _ wanted: ValueOrder) -> Value {
  var result = numbers[0]
  for number in numbers.dropFirst() where number.numericOrder(result) == wanted { result = number }
  return result
}

private func rounding(
  _ name: String, _ summary: String, _ example: (expression: String, result: String),
  _ round: @escaping @Sendable (Double) -> Double
) -> FunctionRow {
  FunctionRow(name, [.init("number", .double)], gives: .double, summary, example: example) {
    call throws(LanguageError) in .double(round(call[0].doubleValue ?? 0))
  }
}

private func question(
  _ name: String, _ summary: String, _ example: (expression: String, result: String),
  _ ask: @escaping @Sendable (Double) -> Bool
) -> FunctionRow {
  FunctionRow(name, [.init("number", .double)], gives: .bool, summary, example: example) {
    call throws(LanguageError) in .bool(ask(call[0].doubleValue ?? 0))
  }
}
