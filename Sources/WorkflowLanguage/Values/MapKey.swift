/// A key of a map.
///
/// Whole numbers are one family: `1` and `1u` are the same key.
package enum MapKey: Sendable {
  case bool(Bool)
  case int(Int64)
  /// Every whole number without sign; equal to the `int` of the same worth.
  case uint(UInt64)
  case string(String)

  /// The key that a value is; nil for kinds that cannot be one.
  package init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = .uint(value)
    case .string(let value): self = .string(value)
    default: return nil
    }
  }

  /// The key that finds what `value` names: also a number with a fraction of zero.
  package init?(finding value: Value) {
    if case .double(let number) = value {
      if let int = Int64(exactly: number) {
        self = .int(int)
      } else if let uint = UInt64(exactly: number) {
        self = .uint(uint)
      } else {
        return nil
      }
    } else {
      self.init(value)
    }
  }

  package var value: Value {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .uint(let value): .uint(value)
    case .string(let value): .string(value)
    }
  }

  /// The key itself where it is a text, else nil.
  package var stringValue: String? { if case .string(let text) = self { text } else { nil } }

  /// The key as a JSON member is named.
  package var text: String {
    switch self {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .string(let value): value
    }
  }
}

extension MapKey: Hashable {
  package static func == (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.string(let a), .string(let b)): a.isIdenticalText(to: b)
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.int(let a), .uint(let b)), (.uint(let b), .int(let a)): a >= 0 && UInt64(a) == b
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(UInt64(bitPattern: value))
    case .uint(let value): hasher.combine(value)
    }
  }
}
