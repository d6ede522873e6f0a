/// What a YAML node means by the core schema of YAML 1.2: `on`, `yes` and `1_000` are texts.
package enum YAMLValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A whole number that fits 64 bits with sign.
  case int(Int64)
  /// Every other number, `.inf` and `.nan` too, and whole ones too large for `int`; the node's
  /// scalar keeps such a number as it was written.
  case double(Double)
  case string(String)
  case sequence([YAMLNode])
  case mapping(YAMLMapping)

  /// What to call such a value in a message: `a list`, `a number`.
  package var kindName: String {
    switch self {
    case .null: "nothing"
    case .bool: "a boolean"
    case .int, .double: "a number"
    case .string: "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
