internal import JSONText

extension Value {
  /// The text that `{{ value }}` prints.
  ///
  /// Null prints nothing; the elements of a list follow each other without anything between (as in
  /// Liquid); a map prints as JSON.
  package var text: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .double(let value): NumberText.text(of: value)
    case .string(let value): value
    case .bytes(let value): String(decoding: value, as: UTF8.self)
    case .list(let elements): elements.map(\.text).joined()
    case .map(let map): map.text ?? JSONWriter().write(json)
    case .timestamp(let value): value.description
    case .duration(let value): value.description
    case .type(let value): value.name
    case .optional(let value): value?.text ?? ""
    case .range(let range): "\(range.first)..\(range.last)"
    }
  }

  /// The value as it is shown in a trace or at the prompt, where text must not be taken for a
  /// number: `"3"`, `[1, "a"]`, `{"x": 1}`, `2026-11-22T15:45:00Z`, at most `limit` bytes of it.
  package func shown(limit: Int = 200) -> String {
    let text: String =
      switch self {
      case .null: "null"
      case .string, .list, .map: JSONWriter().write(json)
      case .bytes(let value): "b\"\(Base64.encode(value))\""
      case .uint(let value): "\(value)u"
      case .optional(let value): value.map { "optional(\($0.shown(limit: limit)))" } ?? "none"
      default: text
      }
    guard text.utf8.count > limit else { return text }
    var cut = text.utf8.index(text.startIndex, offsetBy: limit)
    while cut > text.startIndex, cut.samePosition(in: text.unicodeScalars) == nil {
      cut = text.utf8.index(before: cut)
    }
    return text[..<cut] + "…"
  }
}
