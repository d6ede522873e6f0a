package import JSONText

extension Value {
  /// Every JSON value is a value; whole numbers stay exact.
  package init(json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = .uint(value)
    case .double(let value): self = .double(value)
    case .string(let value): self = .string(value)
    case .array(let elements): self = .list(elements.map(Value.init(json:)))
    case .object(let object):
      self = .map(
        ValueMap(entries: object.members.map { (.string($0.name), Value(json: $0.value)) }))
    }
  }

  /// The value as JSON; a map inside that stands for its text is that text.
  ///
  /// What JSON lacks becomes the nearest text: bytes in Base64, timestamps in RFC 3339, durations
  /// in seconds (`90s`), types by name, `NaN` and the infinities by name. An absent optional is
  /// null. Of a range longer than
  /// `ValueRange.longestWritten` only the beginning is written.
  package var json: JSONValue {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .uint(let value):
      if let int = Int64(exactly: value) { .int(int) } else { .uint(value) }
    case .double(let value):
      value.isFinite ? .double(value) : .string(NumberText.celText(of: value))
    case .string(let value): .string(value)
    case .bytes(let value): .string(Base64.encode(value))
    case .list(let elements): .array(elements.map(\.collapsed.json))
    case .map(let map):
      .object(JSONObject(map.entries.map { ($0.key.text, $0.value.collapsed.json) }))
    case .timestamp(let value): .string(value.description)
    case .duration(let value): .string(value.secondsText)
    case .type(let value): .string(value.name)
    case .optional(let value): value?.json ?? .null
    case .range(let range): .array(range.written.map(\.json))
    }
  }

  /// What `set NAME=VALUE` and `--set` make of a text for a name that is not declared.
  ///
  /// Only JSON's whole numbers, `true`, `false`, `null`, objects and arrays are read as JSON; all
  /// else, decimals and quoted texts too, stays the text it is.
  package static func fromSetting(_ text: String) -> Value {
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    guard let first = text.utf8.first else { return .string(text) }
    let isNumber = first == UInt8(ascii: "-") || first.decimalDigit != nil
    guard isNumber || first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let json = try? JSONReader.read(text)
    else { return .string(text) }
    if case .double = json { return .string(text) }
    return Value(json: json)
  }
}
