/// Filters that replace parts of text.
let replacingFilters: [FilterRow] = [
  FilterRow(
    "replace", signature: "replace: part, by", counts: 1...2, "Replaces a part wherever it stands.",
    example: (#"{{ "a-b-c" | replace: "-", "+" }}"#, "a+b+c")
  ) { call throws(LanguageError) in
    let (text, part, by) = (call.text, call.text(0), call.text(1))
    let result = TextCutting.replaceAll(
      part, in: text, by: by, limit: call.options.limits.output)
    guard let result else {
      try call.checkOutput(.max)
      return .null
    }
    return .string(result)
  },
  FilterRow(
    "replace_first", signature: "replace_first: part, by", counts: 1...2,
    "Replaces a part where it first stands.",
    example: (#"{{ "a-b-c" | replace_first: "-", "+" }}"#, "a+b-c")
  ) { call throws(LanguageError) in
    .string(TextCutting.replaceFirst(call.text(0), in: call.text, by: call.text(1)))
  },
  FilterRow(
    "replace_last", signature: "replace_last: part, by", counts: 2...2,
    "Replaces a part where it last stands.",
    example: (#"{{ "a-b-c" | replace_last: "-", "+" }}"#, "a-b+c")
  ) { call throws(LanguageError) in
    .string(TextCutting.replaceLast(call.text(0), in: call.text, by: call.text(1)))
  },
  FilterRow(
    "remove", signature: "remove: part", counts: 1...1, "Takes a part out wherever it stands.",
    example: (#"{{ "a-b-c" | remove: "-" }}"#, "abc")
  ) { call throws(LanguageError) in
    let text = call.text
    return .string(TextCutting.replaceAll(call.text(0), in: text, by: "", limit: .max) ?? text)
  },
  FilterRow(
    "remove_first", signature: "remove_first: part", counts: 1...1,
    "Takes a part out where it first stands.",
    example: (#"{{ "a-b-c" | remove_first: "-" }}"#, "ab-c")
  ) { call throws(LanguageError) in
    .string(TextCutting.replaceFirst(call.text(0), in: call.text, by: ""))
  },
  FilterRow(
    "remove_last", signature: "remove_last: part", counts: 1...1,
    "Takes a part out where it last stands.",
    example: (#"{{ "a-b-c" | remove_last: "-" }}"#, "a-bc")
  ) { call throws(LanguageError) in
    .string(TextCutting.replaceLast(call.text(0), in: call.text, by: ""))
  },
  FilterRow(
    "replace_regex", signature: "replace_regex: pattern, by", counts: 1...2,
    "Replaces what a regular expression (RE2) finds; \\1 stands for its first group.",
    example: (#"{{ "v1.10" | replace_regex: "v(\d+)", "\1" }}"#, "1.10")
  ) { call throws(LanguageError) in
    do throws(RegexError) {
      let pattern = try RegularExpression.cached(call.text(0))
      let replacement = try RegexReplacement(call.text(1), groups: pattern.groupNames.count)
      return .string(pattern.replacing(in: call.text, with: replacement))
    } catch {
      throw call.failure(
        LanguageError.badPattern, "\(error.message), at offset \(error.offset)", hint: error.hint)
    }
  },
]
