/// CEL's extension of texts; positions count code points from 0.
let stringFunctions: [FunctionRow] = [
  FunctionRow(
    "charAt", on: .string, [.init("position", .int)], gives: .string,
    "The character at a position; at the end, the empty text.",
    example: ("'hello'.charAt(1)", "\"e\"")
  ) { call throws(LanguageError) in
    let scalars = call.scalars(0)
    let position = try call.position(1, upTo: scalars.count)
    return .string(position == scalars.count ? "" : String(scalars[position]))
  },
  FunctionRow(
    "indexOf", on: .string, [.init("part", .string), .init("from", .int)], optional: 1,
    gives: .int, "Where the part first stands, or -1.", example: ("'hello'.indexOf('l')", "2")
  ) { call throws(LanguageError) in
    let scalars = call.scalars(0)
    let part = call.scalars(1)
    let start = call.count > 2 ? try call.position(2, upTo: scalars.count) : 0
    var position = start
    while position + part.count <= scalars.count {
      if scalars[position..<position + part.count].elementsEqual(part) {
        return .int(Int64(position))
      }
      position += 1
    }
    return .int(-1)
  },
  FunctionRow(
    "lastIndexOf", on: .string, [.init("part", .string), .init("from", .int)], optional: 1,
    gives: .int, "Where the part last stands, or -1.",
    example: ("'hello'.lastIndexOf('l')", "3")
  ) { call throws(LanguageError) in
    let scalars = call.scalars(0)
    let part = call.scalars(1)
    let start = call.count > 2 ? try call.position(2, upTo: scalars.count) : scalars.count
    var position = min(start, scalars.count - part.count)
    while position >= 0 {
      if scalars[position..<position + part.count].elementsEqual(part) {
        return .int(Int64(position))
      }
      position -= 1
    }
    return .int(-1)
  },
  FunctionRow(
    "substring", on: .string, [.init("from", .int), .init("to", .int)], optional: 1,
    gives: .string, "The part from one position to before another.",
    example: ("'hello'.substring(1, 3)", "\"el\"")
  ) { call throws(LanguageError) in
    let scalars = call.scalars(0)
    let start = try call.position(1, upTo: scalars.count)
    let end = call.count > 2 ? try call.position(2, upTo: scalars.count) : scalars.count
    guard start <= end else {
      throw call.failure(LanguageError.outOfRange, "a part cannot go from \(start) to \(end)")
    }
    return .string(String(scalars[start..<end]))
  },
  FunctionRow(
    "lowerAscii", on: .string, gives: .string, "A to Z made small.",
    example: ("'TacoCÆt'.lowerAscii()", "\"tacocÆt\"")
  ) { call throws(LanguageError) in
    .string(call.mapBytes(0) { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 })
  },
  FunctionRow(
    "upperAscii", on: .string, gives: .string, "a to z made large.",
    example: ("'tacocÆt'.upperAscii()", "\"TACOCÆT\"")
  ) { call throws(LanguageError) in
    .string(call.mapBytes(0) { $0 >= 0x61 && $0 <= 0x7A ? $0 - 32 : $0 })
  },
  FunctionRow(
    "trim", on: .string, gives: .string, "Without the white space at both ends.",
    example: ("'  x '.trim()", "\"x\"")
  ) { call throws(LanguageError) in
    var scalars = call.scalars(0)[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return .string(String(scalars))
  },
  FunctionRow(
    "reverse", on: .string, gives: .string, "The characters from last to first.",
    example: ("'abc'.reverse()", "\"cba\"")
  ) { call throws(LanguageError) in .string(String(call.scalars(0).reversed())) },
  FunctionRow(
    "replace", on: .string,
    [.init("part", .string), .init("by", .string), .init("count", .int)], optional: 1,
    gives: .string, "With the part replaced wherever it stands, or at most so many times.",
    example: ("'a-b-c'.replace('-', '+', 1)", "\"a+b-c\"")
  ) { call throws(LanguageError) in
    let limit = call.count > 3 ? try call.int(3) : -1
    return .string(try replace(call, limit: limit))
  },
  FunctionRow(
    "split", on: .string, [.init("separator", .string), .init("count", .int)], optional: 1,
    gives: .list, "The parts between the separators, at most so many.",
    example: ("'a b c'.split(' ', 2)", #"["a", "b c"]"#)
  ) { call throws(LanguageError) in
    let limit = call.count > 2 ? try call.int(2) : -1
    return .list(split(call.string(0), by: call.string(1), limit: limit).map { .string($0) })
  },
  FunctionRow(
    "join", on: .list, [.init("separator", .string)], optional: 1, gives: .string,
    "The texts of a list, put together.", example: ("['a', 'b'].join('-')", "\"a-b\"")
  ) { call throws(LanguageError) in
    var parts: [String] = []
    for element in try call.list(0) {
      guard case .string(let part) = element else {
        throw call.failure(
          LanguageError.wrongKind, "only texts can be joined, not \(element.typeName)")
      }
      parts.append(part)
    }
    let separator = call.count > 1 ? call.string(1) : ""
    let length = parts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
    try call.checkOutput(length)
    return .string(parts.joined(separator: separator))
  },
  FunctionRow(
    "strings.quote", [.init("text", .string)], gives: .string,
    "In double quotes, with escapes where they are needed.",
    example: (#"strings.quote("a\tb")"#, #""\"a\\tb\"""#)
  ) { call throws(LanguageError) in .string(quote(call.string(0))) },
  FunctionRow(
    "format", on: .string, [.init("values", .list)], gives: .string,
    "With %s %d %f %e %b %o %x %X filled in by the values, and %% for a percent sign.",
    example: ("'%s: %.2f'.format(['pi', 3.14159])", "\"pi: 3.14\"")
  ) { call throws(LanguageError) in
    var formatter = TextFormatter(call, values: try call.list(1))
    return .string(try formatter.format(call.string(0)))
  },
]

extension FunctionArguments {
  func scalars(_ index: Int) -> [Unicode.Scalar] { Array(string(index).unicodeScalars) }

  /// A position from 0 to `count`.
  fileprivate func position(_ index: Int, upTo count: Int) throws(LanguageError) -> Int {
    let position = try int(index)
    guard position >= 0, position <= count else {
      throw failure(
        LanguageError.outOfRange, "position \(position) is out of range",
        hint: "the text has \(count) characters")
    }
    return position
  }

  fileprivate func mapBytes(_ index: Int, _ change: (UInt8) -> UInt8) -> String {
    String(decoding: string(index).utf8.map(change), as: UTF8.self)
  }

  func checkOutput(_ count: Int) throws(LanguageError) {
    guard count <= options.limits.output else {
      throw failure(LanguageError.limit, options.limits.tooLong)
    }
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

/// At most `limit` parts, all where it is negative; an empty separator cuts between characters.
private func split(_ text: String, by separator: String, limit: Int) -> [String] {
  if limit == 0 { return [] }
  var parts: [String] = []
  if separator.isEmpty {
    let scalars = Array(text.unicodeScalars)
    let cuts = limit < 0 ? scalars.count : min(limit - 1, scalars.count)
    parts = scalars[..<cuts].map { String($0) }
    if cuts < scalars.count { parts.append(String(scalars[cuts...])) }
    return parts
  }
  let bytes = Array(text.utf8)
  var start = 0
  while limit < 0 || parts.count < limit - 1,
    let found = TextSearch.find(separator, in: text, from: start)
  {
    parts.append(String(decoding: bytes[start..<found], as: UTF8.self))
    start = found + separator.utf8.count
  }
  parts.append(String(decoding: bytes[start...], as: UTF8.self))
  return parts
}

private func replace(_ call: FunctionArguments, limit: Int) throws(LanguageError) -> String {
  let text = call.string(0)
  let part = call.string(1)
  let new = Array(call.string(2).utf8)
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  var start = 0
  var count = 0
  if part.isEmpty {
    for scalar in text.unicodeScalars {
      if limit < 0 || count < limit { result += new }
      count += 1
      result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      try call.checkOutput(result.count)
    }
    if limit < 0 || count < limit { result += new }
    return String(decoding: result, as: UTF8.self)
  }
  while limit < 0 || count < limit, let found = TextSearch.find(part, in: text, from: start) {
    result += bytes[start..<found]
    result += new
    start = found + part.utf8.count
    count += 1
    try call.checkOutput(result.count)
  }
  result += bytes[start...]
  return String(decoding: result, as: UTF8.self)
}

private func quote(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\u{07}": result += "\\a"
    case "\u{08}": result += "\\b"
    case "\u{0C}": result += "\\f"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\u{0B}": result += "\\v"
    case "\\": result += "\\\\"
    case "\"": result += "\\\""
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
