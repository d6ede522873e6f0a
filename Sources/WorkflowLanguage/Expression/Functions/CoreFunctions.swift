/// What CEL itself has beside operators, macros, conversions and time.
let coreFunctions: [FunctionRow] = [
  FunctionRow(
    "size", [.init("value", [.string, .bytes, .list, .map])], gives: .int,
    "How many code points, bytes, elements or entries.", example: (#"size("four")"#, "4")
  ) { call throws(LanguageError) in .int(Int64(size(call[0]))) },
  FunctionRow(
    "size", on: [.string, .bytes, .list, .map], gives: .int,
    "How many code points, bytes, elements or entries.", example: ("[1, 2].size()", "2")
  ) { call throws(LanguageError) in .int(Int64(size(call[0]))) },
  FunctionRow(
    "contains", on: .string, [.init("part", .string)], gives: .bool,
    "Whether the part stands in the text.", example: (#""hello".contains("ell")"#, "true")
  ) { call throws(LanguageError) in
    .bool(TextSearch.find(call.string(1), in: call.string(0)) != nil)
  },
  FunctionRow(
    "startsWith", on: .string, [.init("prefix", .string)], gives: .bool,
    "Whether the text begins so.", example: (#""hello".startsWith("he")"#, "true")
  ) { call throws(LanguageError) in
    .bool(call.string(0).utf8.starts(with: call.string(1).utf8))
  },
  FunctionRow(
    "endsWith", on: .string, [.init("suffix", .string)], gives: .bool,
    "Whether the text ends so.", example: (#""hello".endsWith("lo")"#, "true")
  ) { call throws(LanguageError) in
    let text = call.string(0).utf8
    let suffix = call.string(1).utf8
    return .bool(text.count >= suffix.count && text.suffix(suffix.count).elementsEqual(suffix))
  },
  FunctionRow(
    "type", [.init("value", .any)], gives: .type, "The kind of a value.",
    example: ("type(1)", "int")
  ) { call throws(LanguageError) in .type(call[0].type) },
  FunctionRow(
    "dyn", [.init("value", .any)], gives: .any, "The value itself.", example: ("dyn(1)", "1")
  ) { call throws(LanguageError) in call[0] },
]

private func size(_ value: Value) -> Int {
  switch value {
  case .string(let text): text.unicodeScalars.count
  case .bytes(let bytes): bytes.count
  case .list(let elements): elements.count
  case .map(let map): map.count
  case .range(let range): range.count
  default: 0
  }
}
