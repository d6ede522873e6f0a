import WorkflowSource

/// Work that grows with the size of values counts as steps, as turns of loops do: `[a, a]` bound to
/// a name fifty times over is small to keep, and takes forever to print or compare.
extension Evaluation {
  /// Values with fewer parts cost nothing beside the operation itself.
  private static let light = 16
  /// Bytes of text that count as one step, and how many are needed to count at all.
  private static let bytesOfStep = 32
  private static let shortText = 4096

  /// Counts what going through a value costs.
  mutating func charge(_ value: Value, at range: SourceRange) throws(LanguageError) {
    switch value {
    case .string(let text):
      let count = text.utf8.count
      if count >= Self.shortText { try step(count / Self.bytesOfStep, at: range) }
    case .bytes(let bytes):
      if bytes.count >= Self.shortText { try step(bytes.count / Self.bytesOfStep, at: range) }
    case .list, .map, .optional:
      let weight = value.weight(upTo: options.limits.steps - steps + 1)
      if weight > Self.light { try step(weight, at: range) }
    default: break
    }
  }

  /// Counts what a part of a new list or map adds to its size.
  mutating func chargePart(_ value: Value, at range: SourceRange) throws(LanguageError) {
    switch value {
    case .list, .map, .optional: try charge(value, at: range)
    default: break
    }
  }
}

extension Value {
  /// How many values it is made of, itself included, parts that are shared counted each time.
  ///
  /// - Parameter limit: counting stops there.
  fileprivate func weight(upTo limit: Int) -> Int {
    switch self {
    case .list(let elements):
      var weight = 1
      for element in elements {
        weight += element.weight(upTo: limit - weight)
        if weight >= limit { break }
      }
      return weight
    case .map(let map):
      var weight = 1
      for entry in map.entries {
        weight += entry.value.weight(upTo: limit - weight)
        if weight >= limit { break }
      }
      return weight
    case .optional(let inner?): return 1 + inner.weight(upTo: limit - 1)
    default: return 1
    }
  }
}
