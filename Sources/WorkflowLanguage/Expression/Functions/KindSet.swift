/// A set of kinds of values, as the parameters of functions and filters name them.
package struct KindSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let null = KindSet(rawValue: 1 << 0)
  package static let bool = KindSet(rawValue: 1 << 1)
  package static let int = KindSet(rawValue: 1 << 2)
  package static let uint = KindSet(rawValue: 1 << 3)
  package static let double = KindSet(rawValue: 1 << 4)
  package static let string = KindSet(rawValue: 1 << 5)
  package static let bytes = KindSet(rawValue: 1 << 6)
  package static let list = KindSet(rawValue: 1 << 7)
  package static let map = KindSet(rawValue: 1 << 8)
  package static let timestamp = KindSet(rawValue: 1 << 9)
  package static let duration = KindSet(rawValue: 1 << 10)
  package static let type = KindSet(rawValue: 1 << 11)
  package static let optional = KindSet(rawValue: 1 << 12)

  package static let any = KindSet(rawValue: (1 << 13) - 1)
  package static let number: KindSet = [.int, .uint, .double]
  package static let whole: KindSet = [.int, .uint]

  private static let names: [(KindSet, String)] = [
    (.bool, "bool"), (.int, "int"), (.uint, "uint"), (.double, "double"),
    (.string, "string"), (.bytes, "bytes"), (.list, "list"), (.map, "map"),
    (.timestamp, "timestamp"), (.duration, "duration"), (.type, "type"),
    (.optional, "optional"), (.null, "null"),
  ]

  /// `string`, `int|uint`, `number`, `any`.
  package var text: String {
    if self == .any { return "any" }
    var rest = self
    var parts: [String] = []
    if isSuperset(of: .number) {
      parts.append("number")
      rest.subtract(.number)
    }
    for (kind, name) in Self.names where rest.contains(kind) { parts.append(name) }
    return parts.joined(separator: "|")
  }
}

extension Value {
  /// The one kind of this value.
  package var kind: KindSet {
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
}
