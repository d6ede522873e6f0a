/// From one kind to another; what cannot be read or does not fit is an error.
let conversionFunctions: [FunctionRow] = [
  FunctionRow(
    "int", [.init("value", [.int, .uint, .double, .string, .timestamp])], gives: .int,
    "A whole number; of a fraction the part before the point, of a moment its Unix time.",
    example: ("int(1.9)", "1")
  ) { call throws(LanguageError) in
    switch call[0] {
    case .uint(let value): .int(try call.converted(Int64(exactly: value), "int"))
    case .double(let value):
      // The ends of the range are left out, as the double next to them lies beyond.
      .int(
        try call.converted(
          value > -0x1p63 && value < 0x1p63 ? Int64(value.rounded(.towardZero)) : nil, "int"))
    case .string(let text): .int(try call.converted(Int64(text), "int"))
    case .timestamp(let moment): .int(moment.seconds)
    case let other: other
    }
  },
  FunctionRow(
    "uint", [.init("value", [.int, .uint, .double, .string])], gives: .uint,
    "A whole number without sign.", example: ("uint(3.7)", "3u")
  ) { call throws(LanguageError) in
    switch call[0] {
    case .int(let value): .uint(try call.converted(UInt64(exactly: value), "uint"))
    case .double(let value):
      .uint(
        try call.converted(
          value >= 0 && value < 0x1p64 ? UInt64(value.rounded(.towardZero)) : nil, "uint"))
    case .string(let text): .uint(try call.converted(UInt64(text), "uint"))
    case let other: other
    }
  },
  FunctionRow(
    "double", [.init("value", [.int, .uint, .double, .string])], gives: .double,
    "A number with a fraction.", example: (#"double("2.50")"#, "2.5")
  ) { call throws(LanguageError) in
    switch call[0] {
    case .int(let value): .double(Double(value))
    case .uint(let value): .double(Double(value))
    case .string(let text): .double(try call.converted(Double(text), "double"))
    case let other: other
    }
  },
  FunctionRow(
    "bool", [.init("value", [.bool, .string])], gives: .bool,
    "A boolean; of the texts 1 t true TRUE True 0 f false FALSE False.",
    example: (#"bool("True")"#, "true")
  ) { call throws(LanguageError) in
    guard case .string(let text) = call[0] else { return call[0] }
    switch text {
    case "1", "t", "true", "TRUE", "True": return .bool(true)
    case "0", "f", "false", "FALSE", "False": return .bool(false)
    default: throw call.notConvertible("bool")
    }
  },
  FunctionRow(
    "string",
    [
      .init(
        "value", [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type])
    ],
    gives: .string, "The text of a scalar; bytes must be UTF-8.", example: ("string(1.0)", "\"1\"")
  ) { call throws(LanguageError) in
    switch call[0] {
    case .double(let value): return .string(NumberText.celText(of: value))
    case .duration(let value): return .string(value.secondsText)
    case .bytes(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw call.failure(LanguageError.badConversion, "the bytes are no valid UTF-8")
      }
      return .string(text)
    case let other: return .string(other.text)
    }
  },
  FunctionRow(
    "bytes", [.init("value", [.string, .bytes])], gives: .bytes, "The UTF-8 of a text.",
    example: (#"size(bytes("é"))"#, "2")
  ) { call throws(LanguageError) in
    guard case .string(let text) = call[0] else { return call[0] }
    return .bytes(Array(text.utf8))
  },
  FunctionRow(
    "timestamp", [.init("value", [.string, .int, .timestamp])], gives: .timestamp,
    "A moment, of RFC 3339, its basic format, or Unix time.",
    example: (#"timestamp("2026-11-22T15:45:00Z").getHours()"#, "15")
  ) { call throws(LanguageError) in
    switch call[0] {
    case .string(let text):
      return .timestamp(try call.converted(Timestamp(spelledBy: text), "timestamp"))
    case .int(let seconds):
      let moment = Timestamp(seconds: seconds)
      guard moment.isInRange else {
        throw call.failure(LanguageError.outOfRange, "the moment is not in the years 1 to 9999")
      }
      return .timestamp(moment)
    case let other: return other
    }
  },
  FunctionRow(
    "duration", [.init("value", [.string, .duration])], gives: .duration,
    "A length of time, of numbers with units h m s ms us ns.",
    example: (#"duration("1h30m").getMinutes()"#, "90")
  ) { call throws(LanguageError) in
    guard case .string(let text) = call[0] else { return call[0] }
    return .duration(try call.converted(TimeSpan(text), "duration"))
  },
]

extension FunctionArguments {
  /// The result of a conversion of the first argument, or an error that says so.
  fileprivate func converted<Result>(
    _ result: Result?, _ kind: String
  ) throws(LanguageError) -> Result {
    guard let result else { throw notConvertible(kind) }
    return result
  }

  fileprivate func notConvertible(_ kind: String) -> LanguageError {
    failure(LanguageError.badConversion, "\(self[0].shown(limit: 60)) cannot be read as \(kind)")
  }
}
