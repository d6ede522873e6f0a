/// CEL's extension of bits; both numbers of one kind.
let bitFunctions: [FunctionRow] =
  pair("math.bitAnd", "Bits that both have.", ("math.bitAnd(6, 3)", "2"), { $0 & $1 })
  + pair("math.bitOr", "Bits that one of them has.", ("math.bitOr(6, 3)", "7"), { $0 | $1 })
  + pair("math.bitXor", "Bits that only one has.", ("math.bitXor(6, 3)", "5"), { $0 ^ $1 })
  + [
    FunctionRow(
      "math.bitNot", [.init("number", .whole)], gives: .whole, "Bits that it has not.",
      example: ("math.bitNot(0)", "-1")
    ) { call throws(LanguageError) in
      switch call[0] {
      case .int(let value): .int(~value)
      case .uint(let value): .uint(~value)
      case let other: other
      }
    },
    shift("math.bitShiftLeft", "Bits moved up.", ("math.bitShiftLeft(1, 4)", "16")) { $0 << $1 },
    shift(
      "math.bitShiftRight", "Bits moved down, zeros follow.", ("math.bitShiftRight(16, 4)", "1")
    ) { $0 >> $1 },
  ]

/// One row for numbers with and one for numbers without sign.
private func pair(
  _ name: String, _ summary: String, _ example: (expression: String, result: String),
  _ join: @escaping @Sendable (UInt64, UInt64) -> UInt64
) -> [FunctionRow] {
  [KindSet.int, .uint].map { kind in
    FunctionRow(
      name, [.init("first", kind), .init("second", kind)], gives: kind, summary, example: example
    ) { call throws(LanguageError) in
      switch (call[0], call[1]) {
      case (.int(let a), .int(let b)):
        .int(Int64(bitPattern: join(UInt64(bitPattern: a), UInt64(bitPattern: b))))
      case (.uint(let a), .uint(let b)): .uint(join(a, b))
      default: .null
      }
    }
  }
}

/// - Parameter move: gives 0 for 64 places and more, as Swift's `<<` and `>>` do.
private func shift(
  _ name: String, _ summary: String, _ example: (expression: String, result: String),
  _ move: @escaping @Sendable (UInt64, UInt64) -> UInt64
) -> FunctionRow {
  FunctionRow(
    name, [.init("number", .whole), .init("places", .int)], gives: .whole, summary,
    example: example
  ) { call throws(LanguageError) in
    guard case .int(let places) = call[1], places >= 0 else {
      throw call.failure(LanguageError.outOfRange, "bits cannot be moved by a negative number")
    }
    switch call[0] {
    case .int(let value):
      return .int(Int64(bitPattern: move(UInt64(bitPattern: value), UInt64(places))))
    case .uint(let value): return .uint(move(value, UInt64(places)))
    default: return .null
    }
  }
}
