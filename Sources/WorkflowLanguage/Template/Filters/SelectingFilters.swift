/// Filters that look into the items of a list.
let selectingFilters: [FilterRow] = [
  FilterRow(
    "map", signature: "map: property", counts: 1...1, takes: .list, gives: .list,
    "A property of each item.",
    example: (#"{{ "ab,cb" | split: "," | map: "b" | join }}"#, "b b")
  ) { call throws(LanguageError) in
    let key = call[0] ?? .null
    var result: [Value] = []
    for item in try call.items() { result.append(try call.property(key, of: item) ?? .null) }
    return .list(result)
  },
  FilterRow(
    "where", signature: "where: property, value", counts: 1...2, takes: .list,
    gives: [.null, .list],
    "The items whose property has a value, or is true.",
    example: (#"{{ "ab,c" | split: "," | where: "b" | join }}"#, "ab")
  ) { call throws(LanguageError) in
    try select(call, otherwise: .list([])) { items, test throws(LanguageError) in
      var result: [Value] = []
      for item in items {
        guard let passes = try test(item) else { return .null }
        if passes { result.append(item) }
      }
      return .list(result)
    }
  },
  FilterRow(
    "reject", signature: "reject: property, value", counts: 1...2, takes: .list,
    gives: [.null, .list],
    "The items whose property has not a value, or is not true.",
    example: (#"{{ "ab,c" | split: "," | reject: "b" | join }}"#, "c")
  ) { call throws(LanguageError) in
    try select(call, otherwise: .list([])) { items, test throws(LanguageError) in
      var result: [Value] = []
      for item in items {
        guard let passes = try test(item) else { return .null }
        if !passes { result.append(item) }
      }
      return .list(result)
    }
  },
  FilterRow(
    "has", signature: "has: property, value", counts: 1...2, takes: .list, gives: [.null, .bool],
    "Whether the property of an item has a value, or is true.",
    example: (#"{{ "ab,c" | split: "," | has: "b" }}"#, "true")
  ) { call throws(LanguageError) in
    try select(call, otherwise: .bool(false)) { items, test throws(LanguageError) in
      for item in items {
        guard let passes = try test(item) else { return .null }
        if passes { return .bool(true) }
      }
      return .bool(false)
    }
  },
  FilterRow(
    "find", signature: "find: property, value", counts: 1...2, takes: .list, gives: .any,
    "The first item whose property has a value, or is true.",
    example: (#"{{ "a,cb" | split: "," | find: "b" }}"#, "cb")
  ) { call throws(LanguageError) in
    try select(call, otherwise: .null) { items, test throws(LanguageError) in
      for item in items {
        guard let passes = try test(item) else { return .null }
        if passes { return item }
      }
      return .null
    }
  },
  FilterRow(
    "find_index", signature: "find_index: property, value", counts: 1...2, takes: .list,
    gives: [.null, .int],
    "The position, from 0, of the first item whose property has a value, or is true.",
    example: (#"{{ "a,cb" | split: "," | find_index: "b" }}"#, "1")
  ) { call throws(LanguageError) in
    try select(call, otherwise: .null) { items, test throws(LanguageError) in
      for (index, item) in items.enumerated() {
        guard let passes = try test(item) else { return .null }
        if passes { return .int(Int64(index)) }
      }
      return .null
    }
  },
  FilterRow(
    "sort", signature: "sort: property", counts: 0...1, takes: .list, gives: [.null, .list],
    "The items in order, by themselves or by a property; null comes last.",
    example: (#"{{ "b,a" | split: "," | sort | join }}"#, "a b")
  ) { call throws(LanguageError) in
    try sort(call) { left, right in left.strictOrder(right).map { $0 == .less } }
  },
  FilterRow(
    "sort_natural", signature: "sort_natural: property", counts: 0...1, takes: .list,
    gives: [.null, .list],
    "The items in order of their letters, large and small alike; null comes last.",
    example: (#"{{ "b,A" | split: "," | sort_natural | join }}"#, "A b")
  ) { call throws(LanguageError) in
    try sort(call) { left, right in
      left.text.utf8.lazy.map(folded).lexicographicallyPrecedes(right.text.utf8.lazy.map(folded))
    }
  },
]

/// Asks each item for a property. The test gives nil for an item without any, as null is: then the
/// filter has no answer.
private func select(
  _ call: FilterArguments, otherwise: Value,
  _ body: ([Value], (Value) throws(LanguageError) -> Bool?) throws(LanguageError) -> Value
) throws(LanguageError) -> Value {
  let items = try call.items()
  if items.isEmpty { return otherwise }
  let key = call[0] ?? .null
  let wanted = call[1] ?? .null
  return try body(items) { item throws(LanguageError) in
    guard let value = try call.property(key, of: item) else { return nil }
    return wanted.isNull ? value.isTruthy : value.equalsLoosely(wanted)
  }
}

/// - Parameter isLess: nil where two values have no order.
private func sort(
  _ call: FilterArguments, _ isLess: (Value, Value) -> Bool?
) throws(LanguageError) -> Value {
  let items = try call.items()
  var keyed: [(offset: Int, key: Value, item: Value)] = []
  for (offset, item) in items.enumerated() {
    var key = item
    if let property = call[0], !property.isNull {
      guard let value = try call.property(property, of: item) else { return .null }
      key = value
    }
    keyed.append((offset, key, item))
  }
  var hasNoOrder = false
  keyed.sort { left, right in
    if left.key.isNull || right.key.isNull {
      return left.key.isNull == right.key.isNull
        ? left.offset < right.offset : right.key.isNull
    }
    guard let less = isLess(left.key, right.key), let more = isLess(right.key, left.key) else {
      hasNoOrder = true
      return left.offset < right.offset
    }
    return less == more ? left.offset < right.offset : less
  }
  if hasNoOrder {
    throw call.failure(LanguageError.wrongKind, "the items have no order with each other")
  }
  return .list(keyed.map(\.item))
}

/// A small letter for a large one, of ASCII's: as far as Liquid knows letters alike.
private func folded(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
