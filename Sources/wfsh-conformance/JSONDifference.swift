import JSONText

/// Says where two values part.
enum JSONDifference {
  /// The first difference as `states[2].type: expected "fork", got "default"`; nil if there is none.
  static func first(_ expected: JSONValue, _ actual: JSONValue, path: String = "") -> String? {
    if expected == actual { return nil }
    switch (expected, actual) {
    case (.array(let left), .array(let right)):
      for (index, (one, other)) in zip(left, right).enumerated() {
        if let found = first(one, other, path: "\(path)[\(index)]") { return found }
      }
      return "\(path): expected \(left.count) elements, got \(right.count)"
    case (.object(let left), .object(let right)):
      for name in left.names + right.names.filter({ left[$0] == nil }) {
        let inner = path.isEmpty ? name : "\(path).\(name)"
        switch (left[name], right[name]) {
        case (let one?, let other?):
          if let found = first(one, other, path: inner) { return found }
        case (let one?, nil): return "\(inner): expected \(text(one)), got nothing"
        case (nil, let other?): return "\(inner): expected nothing, got \(text(other))"
        case (nil, nil): break
        }
      }
      return nil
    default: return "\(path): expected \(text(expected)), got \(text(actual))"
    }
  }

  private static func text(_ value: JSONValue) -> String {
    let text = JSONWriter().write(value)
    return text.count > 200 ? text.prefix(200) + "…" : text
  }
}
