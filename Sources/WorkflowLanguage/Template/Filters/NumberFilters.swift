/// Filters that reckon. Whole numbers stay whole; fractions are exact to the last decimal digit.
let numberFilters: [FilterRow] = [
  FilterRow(
    "plus", signature: "plus: number", counts: 1...1, takes: .number, gives: [.int, .double],
    "Adds.",
    example: ("{{ 10.1 | plus: 2.2 }}", "12.3")
  ) { call throws(LanguageError) in try reckon(call, FilterNumber.sum) },
  FilterRow(
    "minus", signature: "minus: number", counts: 1...1, takes: .number, gives: [.int, .double],
    "Subtracts.",
    example: ("{{ 5 | minus: 2 }}", "3")
  ) { call throws(LanguageError) in try reckon(call, FilterNumber.difference) },
  FilterRow(
    "times", signature: "times: number", counts: 1...1, takes: .number, gives: [.int, .double],
    "Multiplies.",
    example: ("{{ 5 | times: 2 }}", "10")
  ) { call throws(LanguageError) in try reckon(call, FilterNumber.product) },
  FilterRow(
    "divided_by", signature: "divided_by: number", counts: 1...1, takes: .number,
    gives: [.int, .double],
    "Divides; whole numbers give a whole one, rounded down.",
    example: ("{{ 9 | divided_by: 2 }}", "4")
  ) { call throws(LanguageError) in try divide(call, FilterNumber.quotient) },
  FilterRow(
    "modulo", signature: "modulo: number", counts: 1...1, takes: .number, gives: [.int, .double],
    "The remainder of a division, with the divisor's sign.", example: ("{{ 7 | modulo: 3 }}", "1")
  ) { call throws(LanguageError) in try divide(call, FilterNumber.remainder) },
  FilterRow(
    "abs", takes: .number, gives: [.int, .double], "The number without its sign.",
    example: (#"{{ "-5" | abs }}"#, "5")
  ) {
    call throws(LanguageError) in
    var number = FilterNumber(call.input)
    if number.mantissa < 0 { number.mantissa.negate() }
    return try fitting(number, call)
  },
  FilterRow(
    "ceil", takes: .number, gives: [.int, .double], "The next whole number above.",
    example: ("{{ 5.4 | ceil }}", "6")
  ) {
    call throws(LanguageError) in try fitting(FilterNumber(call.input).rounded(.up), call)
  },
  FilterRow(
    "floor", takes: .number, gives: [.int, .double], "The next whole number below.",
    example: ("{{ 5.6 | floor }}", "5")
  ) {
    call throws(LanguageError) in try fitting(FilterNumber(call.input).rounded(.down), call)
  },
  FilterRow(
    "round", signature: "round: digits", counts: 0...1, takes: .number, gives: [.int, .double],
    "Rounds to a number of digits behind the point, none if left out; halves away from zero.",
    example: ("{{ 5.666 | round: 1 }}", "5.7")
  ) { call throws(LanguageError) in
    let wanted = call[0].map { FilterNumber($0).rounded(.down) }
    let digits = wanted.flatMap { Int(exactly: $0.mantissa) } ?? 0
    let number = FilterNumber(call.input)
    guard number.isFraction || digits < 0 else { return try fitting(number, call) }
    return try fitting(number.rounded(.nearest, digits: max(-40, min(digits, 400))), call)
  },
  FilterRow(
    "at_least", signature: "at_least: number", counts: 1...1, takes: .number,
    gives: [.int, .double], "The larger of two numbers.",
    example: ("{{ 3 | at_least: 5 }}", "5")
  ) { call throws(LanguageError) in
    try reckon(call) { FilterNumber.isLess($0, $1) ? $1 : $0 }
  },
  FilterRow(
    "at_most", signature: "at_most: number", counts: 1...1, takes: .number, gives: [.int, .double],
    "The smaller of two numbers.",
    example: ("{{ 9 | at_most: 5 }}", "5")
  ) { call throws(LanguageError) in
    try reckon(call) { FilterNumber.isLess($1, $0) ? $1 : $0 }
  },
]

private func reckon(
  _ call: FilterArguments, _ body: (FilterNumber, FilterNumber) -> FilterNumber?
) throws(LanguageError) -> Value {
  try fitting(body(FilterNumber(call.input), FilterNumber(call[0] ?? .null)), call)
}

private func divide(
  _ call: FilterArguments, _ body: (FilterNumber, FilterNumber) -> FilterNumber?
) throws(LanguageError) -> Value {
  let divisor = FilterNumber(call[0] ?? .null)
  guard !divisor.isZero else {
    throw call.failure(LanguageError.divisionByZero, "division by zero")
  }
  return try fitting(body(FilterNumber(call.input), divisor), call)
}

func fitting(
  _ number: FilterNumber?, _ call: FilterArguments
) throws(LanguageError) -> Value {
  if let value = number?.value { return value }
  throw call.failure(LanguageError.overflow, "the result does not fit in 64 bits")
}
