import WorkflowSource

extension Evaluation {
  mutating func list(_ elements: [ListElement]) throws(LanguageError) -> Value {
    var result: [Value] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      let value = try value(element.node)
      try chargePart(value, at: element.node.range)
      guard element.isOptional else {
        result.append(value)
        continue
      }
      if let present = try optional(value, element.node) { result.append(present) }
    }
    return .list(result)
  }

  mutating func map(_ elements: [MapElement]) throws(LanguageError) -> Value {
    var result = ValueMap()
    for element in elements {
      let key = try mapKey(try value(element.key), element.key)
      var value = try value(element.value)
      try chargePart(value, at: element.value.range)
      if element.isOptional {
        guard let present = try optional(value, element.value) else { continue }
        value = present
      }
      guard result[key] == nil else {
        throw failure(
          LanguageError.wrongArguments, "the key \(key.value.shown(limit: 40)) comes twice",
          at: element.key.range)
      }
      result[key] = value
    }
    return .map(result)
  }

  private func mapKey(_ value: Value, _ node: ExpressionNode) throws(LanguageError) -> MapKey {
    if let key = MapKey(value) { return key }
    throw failure(
      LanguageError.wrongKind, "\(value.typeName) cannot be a key", at: node.range,
      hint: "keys are text, whole numbers or booleans")
  }

  private func optional(_ value: Value, _ node: ExpressionNode) throws(LanguageError) -> Value? {
    if case .optional(let inner) = value { return inner }
    throw failure(
      LanguageError.wrongKind, "expected an optional behind '?', not \(value.typeName)",
      at: node.range)
  }

  mutating func optionalMap(
    _ base: ExpressionNode, _ slot: Int, _ body: ExpressionNode, isFlat: Bool,
    _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    guard let inner = try optional(try value(base), base) else { return .optional(nil) }
    locals[slot] = inner
    let result = try value(body)
    if !isFlat { return .optional(result) }
    return .optional(try optional(result, body))
  }

  mutating func optionalOr(
    _ base: ExpressionNode, _ other: ExpressionNode, unwraps: Bool
  ) throws(LanguageError) -> Value {
    let first = try value(base)
    if let inner = try optional(first, base) {
      decide(by: base, skipping: [other])
      return unwraps ? inner : first
    }
    let second = try value(other)
    if !unwraps { _ = try optional(second, other) }
    return second
  }

  // MARK: Comprehensions

  mutating func comprehension(
    _ loop: Comprehension, _ node: ExpressionNode
  ) throws(LanguageError) -> Value {
    let collection = try value(loop.collection)
    switch collection {
    case .list(let elements):
      return try rounds(loop, node, count: elements.count) { (.int(Int64($0)), elements[$0]) }
    case .range(let range):
      return try rounds(loop, node, count: range.count) {
        (.int(Int64($0)), range[$0].map { .int($0) } ?? .null)
      }
    case .map(let map):
      let entries = map.entries
      // One variable of a map is its key.
      return loop.slots.count == 1
        ? try rounds(loop, node, count: entries.count) { (.null, entries[$0].key.value) }
        : try rounds(loop, node, count: entries.count) {
          (entries[$0].key.value, entries[$0].value)
        }
    default:
      throw failure(
        LanguageError.wrongKind, "cannot go through \(collection.typeName)",
        at: loop.collection.range, hint: "it goes through lists and maps")
    }
  }

  private mutating func rounds(
    _ loop: Comprehension, _ node: ExpressionNode, count: Int,
    _ element: (Int) -> (key: Value, value: Value)
  ) throws(LanguageError) -> Value {
    var state = ComprehensionState()
    for index in 0..<count {
      try step(at: node.range)
      let (key, value) = element(index)
      if loop.slots.count == 2 {
        locals[loop.slots[0]] = key
        locals[loop.slots[1]] = value
      } else {
        locals[loop.slots[0]] = value
      }
      beginRound(loop)
      defer { tracer?.endRound(loop) }
      if try round(loop, key: key, value: value, &state) { break }
    }
    return try end(loop, state)
  }

  /// - Returns: whether the answer is found.
  private mutating func round(
    _ loop: Comprehension, key: Value, value: Value, _ state: inout ComprehensionState
  ) throws(LanguageError) -> Bool {
    switch loop.form {
    case .all, .exists:
      do throws(LanguageError) {
        if try strictTruth(loop.body) == (loop.form == .exists) {
          state.isDecided = true
          return true
        }
      } catch {
        if error.code == LanguageError.limit { throw error }
        if state.firstError == nil { state.firstError = error }
      }
    case .existsOne:
      if try strictTruth(loop.body) { state.found += 1 }
    case .filter:
      if try strictTruth(loop.body) { state.list.append(value) }
    case .map, .transformList:
      if let condition = loop.condition, try !strictTruth(condition) { return false }
      state.list.append(try part(loop.body))
    case .transformMap:
      if let condition = loop.condition, try !strictTruth(condition) { return false }
      state.map[try mapKey(key, loop.body)] = try part(loop.body)
    case .transformMapEntry:
      if let condition = loop.condition, try !strictTruth(condition) { return false }
      try addEntries(of: try self.value(loop.body), to: &state.map, loop.body)
    }
    return false
  }

  /// What a round adds to the result.
  private mutating func part(_ body: ExpressionNode) throws(LanguageError) -> Value {
    let value = try value(body)
    try chargePart(value, at: body.range)
    return value
  }

  private func addEntries(
    of value: Value, to map: inout ValueMap, _ node: ExpressionNode
  ) throws(LanguageError) {
    guard case .map(let entries) = value else {
      throw failure(
        LanguageError.wrongKind, "expected a map with the entry, not \(value.typeName)",
        at: node.range)
    }
    for (key, value) in entries {
      guard map[key] == nil else {
        throw failure(
          LanguageError.wrongArguments, "the key \(key.value.shown(limit: 40)) comes twice",
          at: node.range)
      }
      map[key] = value
    }
  }

  private func end(
    _ loop: Comprehension, _ state: ComprehensionState
  ) throws(LanguageError) -> Value {
    switch loop.form {
    case .all, .exists:
      if !state.isDecided, let error = state.firstError { throw error }
      return .bool(state.isDecided == (loop.form == .exists))
    case .existsOne: return .bool(state.found == 1)
    case .filter, .map, .transformList: return .list(state.list)
    case .transformMap, .transformMapEntry: return .map(state.map)
    }
  }
}

/// What a comprehension has gathered so far.
private struct ComprehensionState {
  var isDecided = false
  var firstError: LanguageError?
  var found = 0
  var list: [Value] = []
  var map = ValueMap()
}
