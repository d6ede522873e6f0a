/// A value of a workflow: what variables hold and what expressions give.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list([Value])
  case map(ValueMap)
  case timestamp(Timestamp)
  case duration(TimeSpan)
  case type(ValueType)
  /// A value that may be absent, of CEL's optionals.
  indirect case optional(Value?)
  /// A list of neighbouring whole numbers that is never written out.
  case range(ValueRange)
}

extension Value: Hashable {
  /// Equal in kind and content: `1` and `1.0` differ here; a range is equal to no list.
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.string(let a), .string(let b)): a.isIdenticalText(to: b)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.optional(let a), .optional(let b)): a == b
    case (.range(let a), .range(let b)): a == b
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .uint(let value): hasher.combine(value)
    case .double(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .bytes(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value.count)
    case .timestamp(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    case .type(let value): hasher.combine(value)
    case .optional(let value): hasher.combine(value)
    case .range(let value): hasher.combine(value)
    }
  }
}

extension Value {
  /// The value as it counts where no member of it is asked for: of a map that stands for its text,
  /// that text.
  package var collapsed: Value {
    if case .map(let map) = self, let text = map.text { .string(text) } else { self }
  }
}

extension String {
  /// Equal scalar for scalar. `==` would call composed and decomposed letters equal, and costs more.
  package func isIdenticalText(to other: String) -> Bool {
    if hasRepresentation(of: other) { return true }
    // What differs even so is not identical; and short texts are compared fastest like this.
    guard utf8.count == other.utf8.count, self == other else { return false }
    return utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
    }.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether both are the same two words in memory: the same storage, or the same short text. True
  /// is certain, false says nothing.
  private func hasRepresentation(of other: String) -> Bool {
    typealias Words = (UInt64, UInt64)
    guard MemoryLayout<String>.size == MemoryLayout<Words>.size else { return false }
    return unsafeBitCast(self, to: Words.self) == unsafeBitCast(other, to: Words.self)
  }
}

extension Value {
  package var type: ValueType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list, .range: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .optional: .optional
    }
  }

  /// The kind as people call it: `null`, `int`, `timestamp`.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .optional: "optional"
    default: type.name
    }
  }

  package var isNull: Bool { if case .null = self { true } else { false } }

  package var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  package var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

  package var intValue: Int? { if case .int(let value) = self { Int(value) } else { nil } }

  package var doubleValue: Double? { if case .double(let value) = self { value } else { nil } }

  package var listValue: [Value]? { if case .list(let value) = self { value } else { nil } }

  package var mapValue: ValueMap? { if case .map(let value) = self { value } else { nil } }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: Value...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) { self = .map(ValueMap(elements)) }
}
