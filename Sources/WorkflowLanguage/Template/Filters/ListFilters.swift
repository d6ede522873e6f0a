/// Filters that make lists of lists, or text of them.
let listFilters: [FilterRow] = [
  FilterRow(
    "join", signature: "join: separator", counts: 0...1, takes: .list,
    "The items as one text, with a separator (a blank) between.",
    example: (#"{{ (1..3) | join: ", " }}"#, "1, 2, 3")
  ) { call throws(LanguageError) in
    let separator = call[0].map(\.text) ?? " "
    let items = try call.items()
    var result = ""
    for (index, item) in items.enumerated() {
      if index > 0 { result += separator }
      result += item.text
      try call.checkOutput(result.utf8.count)
    }
    return .string(result)
  },
  FilterRow(
    "first", takes: .list, accepts: [.string, .list, .map], gives: .any, "The first item.",
    example: (#"{{ "a,b" | split: "," | first }}"#, "a")
  ) { call throws(LanguageError) in
    if case .string(let text) = call.input {
      return .string(text.unicodeScalars.first.map { String($0) } ?? "")
    }
    if case .map(let map) = call.input {
      return map.entries.first.map { .list([$0.key.value, $0.value]) } ?? .null
    }
    return call.input.looseMember("first") ?? .null
  },
  FilterRow(
    "last", takes: .list, accepts: [.string, .list], gives: .any, "The last item.",
    example: (#"{{ "a,b" | split: "," | last }}"#, "b")
  ) {
    call throws(LanguageError) in
    switch call.input {
    case .string(let text): .string(text.unicodeScalars.last.map { String($0) } ?? "")
    case .map: .null
    default: call.input.looseMember("last") ?? .null
    }
  },
  FilterRow(
    "size", takes: .list, accepts: [.string, .bytes, .list, .map], gives: .int,
    "How many letters, items or entries.",
    example: (#"{{ "abc" | size }}"#, "3")
  ) { call throws(LanguageError) in
    switch call.input {
    case .string(let text): .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): .int(Int64(bytes.count))
    case .list(let elements): .int(Int64(elements.count))
    case .map(let map): .int(Int64(map.count))
    case .range(let range): .int(Int64(range.count))
    default: .int(0)
    }
  },
  FilterRow(
    "reverse", takes: .list, gives: .list, "The items from last to first.",
    example: (#"{{ (1..3) | reverse | join }}"#, "3 2 1")
  ) {
    call throws(LanguageError) in .list(try call.items().reversed())
  },
  FilterRow(
    "concat", signature: "concat: list", counts: 1...1, takes: .list, gives: .list,
    "The items, and those of another list.",
    example: (#"{% assign l = (1..2) | reverse %}{{ l | concat: l | join }}"#, "2 1 2 1")
  ) { call throws(LanguageError) in
    guard case .list(let others)? = call[0] else {
      throw call.failure(LanguageError.wrongArguments, "'concat' takes a list")
    }
    return .list(try call.items() + others)
  },
  FilterRow(
    "slice", signature: "slice: first, count", counts: 1...2, accepts: [.string, .list],
    gives: [.string, .list],
    "A part of a text or list from a position on, counted from 0, from the end when negative.",
    example: (#"{{ "Liquid" | slice: 2, 3 }}"#, "qui")
  ) { call throws(LanguageError) in
    let first = try call.integer(0)
    let count = call[1] == nil || call[1]?.isNull == true ? 1 : try call.integer(1)
    if case .list(let elements) = call.input {
      return .list(Array(elements[slice(elements.count, first, count)]))
    }
    let scalars = Array(call.text.unicodeScalars)
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[slice(scalars.count, first, count)])
    return .string(String(result))
  },
  FilterRow(
    "compact", signature: "compact: property", counts: 0...1, takes: .list, gives: [.null, .list],
    "The items that are not null, or whose property is not.",
    example: (#"{{ "a,b" | split: "," | compact | join }}"#, "a b")
  ) { call throws(LanguageError) in
    let items = try call.items()
    var result: [Value] = []
    for item in items {
      guard let key = call[0], !key.isNull else {
        if !item.isNull { result.append(item) }
        continue
      }
      if let value = try call.property(key, of: item), !value.isNull { result.append(item) }
    }
    return .list(result)
  },
  FilterRow(
    "uniq", signature: "uniq: property", counts: 0...1, takes: .list, gives: [.null, .list],
    "Each item once, by itself or by a property.",
    example: (#"{{ "a,b,a" | split: "," | uniq | join }}"#, "a b")
  ) { call throws(LanguageError) in
    var seen: Set<Value> = []
    var result: [Value] = []
    for item in try call.items() {
      var key = item
      if let property = call[0], !property.isNull {
        key = try call.property(property, of: item) ?? .null
      }
      if seen.insert(key).inserted { result.append(item) }
    }
    return .list(result)
  },
  FilterRow(
    "sum", signature: "sum: property", counts: 0...1, takes: .list, gives: .number,
    "The items, or a property of each, added up.",
    example: ("{{ (1..4) | sum }}", "10")
  ) { call throws(LanguageError) in
    var values = try call.items()
    if let property = call[0], !property.isNull {
      var read: [Value] = []
      for item in values { read.append(try call.property(property, of: item) ?? .int(0)) }
      values = read
    }
    var sum: FilterNumber? = .zero
    let inner = FilterArguments(
      input: .list(values), values: [], named: [], options: call.options, range: call.range)
    for value in try inner.items() {
      sum = sum.flatMap { FilterNumber.sum($0, FilterNumber(value)) }
    }
    return try fitting(sum, call)
  },
]

/// The positions that a slice takes of `total`.
private func slice(_ total: Int, _ first: Int, _ count: Int) -> Range<Int> {
  let start = first < 0 ? max(Int.min / 2, first) + total : first
  guard start >= 0, start <= total, count > 0 else { return 0..<0 }
  return start..<(start + min(count, total - start))
}
