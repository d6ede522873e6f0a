/// CEL's extension of values that may be absent; `or`, `orValue`, `optMap` are read by the parser.
let optionalFunctions: [FunctionRow] = [
  FunctionRow(
    "optional.of", [.init("value", .any)], gives: .optional, "An optional with a value.",
    example: ("optional.of(1).hasValue()", "true")
  ) { call throws(LanguageError) in .optional(call[0]) },
  FunctionRow(
    "optional.none", gives: .optional, "An optional without a value.",
    example: ("optional.none().hasValue()", "false")
  ) { call throws(LanguageError) in .optional(nil) },
  FunctionRow(
    "optional.ofNonZeroValue", [.init("value", .any)], gives: .optional,
    "An optional that has the value unless it is null, false, zero or empty.",
    example: ("optional.ofNonZeroValue('').hasValue()", "false")
  ) { call throws(LanguageError) in .optional(call[0].isZero ? nil : call[0]) },
  FunctionRow(
    "optional.unwrap", [.init("optionals", .list)], gives: .list, "The values that are there.",
    example: ("optional.unwrap([optional.of(1), optional.none()])", "[1]")
  ) { call throws(LanguageError) in .list(try unwrapped(call)) },
  FunctionRow(
    "unwrapOpt", on: .list, gives: .list, "The values that are there.",
    example: ("[optional.of(1), optional.none()].unwrapOpt()", "[1]")
  ) { call throws(LanguageError) in .list(try unwrapped(call)) },
  FunctionRow(
    "hasValue", on: .optional, gives: .bool, "Whether there is a value.",
    example: ("{'a': 1}[?'b'].hasValue()", "false")
  ) { call throws(LanguageError) in
    if case .optional(nil) = call[0] { .bool(false) } else { .bool(true) }
  },
  FunctionRow(
    "value", on: .optional, gives: .any, "The value; without one, an error.",
    example: ("optional.of(1).value()", "1")
  ) { call throws(LanguageError) in
    guard case .optional(let inner?) = call[0] else {
      throw call.failure(
        LanguageError.undefinedMember, "the optional has no value",
        hint: "orValue(…) gives another one instead")
    }
    return inner
  },
  FunctionRow(
    "first", on: .list, gives: .optional, "The first element, if there is one.",
    example: ("[1, 2].first().value()", "1")
  ) { call throws(LanguageError) in .optional(call[0].looseMember("first")) },
  FunctionRow(
    "last", on: .list, gives: .optional, "The last element, if there is one.",
    example: ("[1, 2].last().value()", "2")
  ) { call throws(LanguageError) in .optional(call[0].looseMember("last")) },
]

private func unwrapped(_ call: FunctionArguments) throws(LanguageError) -> [Value] {
  var result: [Value] = []
  for element in try call.list(0) {
    guard case .optional(let inner) = element else {
      throw call.failure(LanguageError.wrongKind, "the list holds \(element.typeName), no optional")
    }
    if let inner { result.append(inner) }
  }
  return result
}

extension Value {
  /// Whether the value is the one that its kind begins with: null, false, 0, empty.
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.isEmpty
    case .range(let value): value.isEmpty
    case .map(let value): value.isEmpty
    case .duration(let value): value == .zero
    case .optional(let value): value == nil
    case .timestamp, .type: false
    }
  }
}
