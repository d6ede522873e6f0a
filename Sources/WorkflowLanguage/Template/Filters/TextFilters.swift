/// Filters that make text of text.
let textFilters: [FilterRow] = [
  FilterRow(
    "append", signature: "append: text", counts: 1...1, "Puts a text behind.",
    example: (#"{{ "a" | append: "b" }}"#, "ab")
  ) { call throws(LanguageError) in
    let (text, tail) = (call.text, call.text(0))
    try call.checkOutput(text.utf8.count + tail.utf8.count)
    return .string(text + tail)
  },
  FilterRow(
    "prepend", signature: "prepend: text", counts: 1...1, "Puts a text in front.",
    example: (#"{{ "b" | prepend: "a" }}"#, "ab")
  ) { call throws(LanguageError) in
    let (text, head) = (call.text, call.text(0))
    try call.checkOutput(text.utf8.count + head.utf8.count)
    return .string(head + text)
  },
  FilterRow("upcase", "Makes letters large.", example: (#"{{ "abc" | upcase }}"#, "ABC")) {
    call throws(LanguageError) in .string(call.text.uppercased())
  },
  FilterRow("downcase", "Makes letters small.", example: (#"{{ "ABC" | downcase }}"#, "abc")) {
    call throws(LanguageError) in .string(call.text.lowercased())
  },
  FilterRow(
    "capitalize", "The first letter large, the others small.",
    example: (#"{{ "hello WORLD" | capitalize }}"#, "Hello world")
  ) { call throws(LanguageError) in
    let text = call.text
    return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
  },
  FilterRow(
    "strip", "Takes white space off both ends.", example: (#"{{ "  a " | strip }}"#, "a")
  ) { call throws(LanguageError) in .string(TextCutting.strip(call.text, left: true, right: true))
  },
  FilterRow(
    "lstrip", "Takes white space off the beginning.", example: (#"{{ "  a" | lstrip }}"#, "a")
  ) { call throws(LanguageError) in .string(TextCutting.strip(call.text, left: true, right: false))
  },
  FilterRow(
    "rstrip", "Takes white space off the end.", example: (#"{{ "a  " | rstrip }}|"#, "a|")
  ) { call throws(LanguageError) in .string(TextCutting.strip(call.text, left: false, right: true))
  },
  FilterRow(
    "strip_newlines", "Takes line breaks out.",
    example: (#"{% capture t %}a\#nb{% endcapture %}{{ t | strip_newlines }}"#, "ab")
  ) { call throws(LanguageError) in .string(TextCutting.replaceLineBreaks(in: call.text, by: "")) },
  FilterRow(
    "newline_to_br", "Puts an HTML line break before each line break.",
    example: (#"{% capture t %}a\#nb{% endcapture %}{{ t | newline_to_br }}"#, "a<br />\nb")
  ) { call throws(LanguageError) in
    .string(TextCutting.replaceLineBreaks(in: call.text, by: "<br />\n"))
  },
  FilterRow(
    "truncate", signature: "truncate: length, end", counts: 0...2, gives: [.null, .string],
    "At most so many letters (50), the end (...) among them.",
    example: (#"{{ "Ground control" | truncate: 9 }}"#, "Ground...")
  ) { call throws(LanguageError) in
    guard !call.input.isNull else { return .null }
    let length = call[0] == nil ? 50 : try call.integer(0)
    let end = call[1].map(\.text) ?? "..."
    return .string(TextCutting.truncate(call.text, length: length, end: end))
  },
  FilterRow(
    "truncatewords", signature: "truncatewords: count, end", counts: 0...2,
    gives: [.null, .string],
    "At most so many words (15), then the end (...).",
    example: (#"{{ "one two three" | truncatewords: 2 }}"#, "one two...")
  ) { call throws(LanguageError) in
    guard !call.input.isNull else { return .null }
    let count = call[0] == nil ? 15 : try call.integer(0)
    let end = call[1].map(\.text) ?? "..."
    return .string(TextCutting.truncate(call.text, words: max(1, count), end: end))
  },
  FilterRow(
    "split", signature: "split: separator", counts: 1...1, gives: .list,
    "The parts of a text between separators, as a list; a blank splits at white space.",
    example: (#"{{ "a,b" | split: "," | join: "+" }}"#, "a+b")
  ) { call throws(LanguageError) in
    .list(TextCutting.split(call.text, by: call.text(0)).map { .string($0) })
  },
]
