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

  /// The value as it is shown in a trace or at the prompt, where a text must not be taken for a
  /// number: `"3"`, `[1, "a"]`, `{"x": 1u}`, `2026-11-22T15:45:00Z`.
  ///
  /// - Parameter limit: about how many bytes are shown; what is left out becomes `…`, of a list `… 12 more`.
  package func shown(limit: Int = 200) -> String {
    var writer = ShownWriter(limit: limit)
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes values for people, and stops when there is enough.
private struct ShownWriter {
  let limit: Int
  var bytes: [UInt8] = []
  private static let deepest = 64

  init(limit: Int) { self.limit = limit }

  mutating func write(_ value: Value, depth: Int) {
    guard depth < Self.deepest, bytes.count < limit else { return append("…") }
    switch value {
    case .null: append("null")
    case .string(let text): quote(text)
    case .bytes(let content):
      append(
        "b\"\(Base64.encode(Array(content.prefix(limit))))\(content.count > limit ? "…" : "")\"")
    case .uint(let number): append("\(number)u")
    case .list(let elements):
      sequence("[", "]", elements) { writer, element in
        writer.write(element.collapsed, depth: depth + 1)
      }
    case .map(let map):
      sequence("{", "}", map.entries) { writer, entry in
        writer.write(entry.key.value, depth: depth + 1)
        writer.append(": ")
        writer.write(entry.value.collapsed, depth: depth + 1)
      }
    case .optional(let inner?):
      append("optional(")
      write(inner, depth: depth + 1)
      append(")")
    case .optional(nil): append("none")
    default: append(value.text)
    }
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }

  private mutating func sequence<Element>(
    _ open: String, _ close: String, _ elements: [Element],
    each: (inout ShownWriter, Element) -> Void
  ) {
    append(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { append(", ") }
      guard bytes.count < limit else {
        append("… \(elements.count - index) more")
        break
      }
      each(&self, element)
    }
    append(close)
  }

  private mutating func quote(_ text: String) {
    let room = max(0, limit - bytes.count)
    guard text.utf8.count > room else { return append(JSONWriter().write(.string(text))) }
    var scalars = String.UnicodeScalarView()
    var length = 0
    for scalar in text.unicodeScalars {
      length += UTF8.width(scalar)
      guard length <= room else { break }
      scalars.append(scalar)
    }
    append(JSONWriter().write(.string(String(scalars) + "…")))
  }
}
