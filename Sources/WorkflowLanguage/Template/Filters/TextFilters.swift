/// Filters that make text of text.
let textFilters: [FilterRow] = [
  FilterRow(
    "upcase", "Makes letters large.", example: (#"{{ "abc" | upcase }}"#, "ABC")
  ) { call throws(LanguageError) in .string(call.input.text.uppercased()) },
  FilterRow(
    "downcase", "Makes letters small.", example: (#"{{ "ABC" | downcase }}"#, "abc")
  ) { call throws(LanguageError) in .string(call.input.text.lowercased()) },
]
