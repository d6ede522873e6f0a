/// What the bodies of filters read their calls with.
extension FilterArguments {
  /// The input as text.
  var text: String { input.text }

  /// An argument as text; empty where it was left out.
  func text(_ index: Int) -> String { self[index]?.text ?? "" }

  /// An argument as a whole number.
  func integer(_ index: Int) throws(LanguageError) -> Int {
    let value = self[index] ?? .null
    if let number = value.filterInteger { return number }
    throw failure(
      LanguageError.wrongArguments, "expected a whole number, not \(value.shown(limit: 40))")
  }

  /// The input as items: a list's elements, those of lists in it too; a map as one item; nothing
  /// for null; anything else as the one item.
  func items() throws(LanguageError) -> [Value] {
    switch input {
    case .null: return []
    case .list(let elements):
      guard elements.contains(where: \.isNestedList) else { return elements }
      var items: [Value] = []
      try flatten(elements, depth: 0, into: &items)
      return items
    case .range(let range): return try numbers(of: range)
    default: return [input]
    }
  }

  private func flatten(
    _ elements: [Value], depth: Int, into items: inout [Value]
  ) throws(LanguageError) {
    guard depth < 256 else { throw failure(LanguageError.limit, "the list is nested too deeply") }
    for element in elements {
      if case .list(let inner) = element {
        try flatten(inner, depth: depth + 1, into: &items)
      } else {
        items.append(element)
      }
    }
  }

  /// The numbers of a range, one by one; a long one is refused.
  func numbers(of range: ValueRange) throws(LanguageError) -> [Value] {
    guard range.count <= options.limits.steps else {
      throw failure(LanguageError.limit, "a range of \(range.count) numbers is too long here")
    }
    return (0..<range.count).compactMap { range[$0].map { .int($0) } }
  }

  /// `item[key]`; nil where there is nothing to look into.
  func property(_ key: Value, of item: Value) throws(LanguageError) -> Value? {
    switch item.property(key) {
    case .value(let value): return value
    case .none: return nil
    case .mismatch:
      throw failure(
        LanguageError.wrongArguments,
        "\(item.typeName) has no property \(key.shown(limit: 40))")
    }
  }

  func checkOutput(_ count: Int) throws(LanguageError) {
    guard count <= options.limits.output else {
      throw failure(LanguageError.limit, options.limits.tooLong)
    }
  }
}

extension Value {
  fileprivate var isNestedList: Bool { if case .list = self { true } else { false } }
}
