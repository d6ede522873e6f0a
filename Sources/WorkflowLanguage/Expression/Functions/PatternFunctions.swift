/// Regular expressions, as RE2 knows them.
let patternFunctions: [FunctionRow] = [
  FunctionRow(
    "matches", on: .string, [.init("pattern", .string)], gives: .bool,
    "Whether the pattern matches somewhere in the text.",
    example: ("'v1.25'.matches('[0-9]+[.][0-9]+$')", "true")
  ) { call throws(LanguageError) in .bool(try matches(call)) },
  FunctionRow(
    "matches", [.init("text", .string), .init("pattern", .string)], gives: .bool,
    "Whether the pattern matches somewhere in the text.",
    example: ("matches('v1.25', '^v')", "true")
  ) { call throws(LanguageError) in .bool(try matches(call)) },
]

private func matches(_ call: FunctionArguments) throws(LanguageError) -> Bool {
  do throws(RegexError) {
    return try RegularExpression.cached(call.string(1)).matches(call.string(0))
  } catch {
    throw call.failure(LanguageError.badPattern, "the pattern is broken: \(error.message)")
  }
}
