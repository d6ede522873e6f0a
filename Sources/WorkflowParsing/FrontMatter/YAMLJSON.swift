internal import JSONText
internal import WorkflowLanguage
internal import YAMLText

/// YAML values in the words of others.
enum YAMLJSON {
  static func value(of node: YAMLNode) -> JSONValue {
    switch node.value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    // JSON has no infinities.
    case .double(let value): value.isFinite ? .double(value) : .string(node.text ?? "")
    case .string(let value): .string(value)
    case .sequence(let items): .array(items.map(Self.value))
    case .mapping(let mapping):
      .object(JSONObject(mapping.entries.map { ($0.name, Self.value(of: $0.value)) }))
    }
  }

  static func languageValue(of node: YAMLNode) -> Value {
    switch node.value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    case .sequence(let items): .list(items.map(Self.languageValue))
    case .mapping(let mapping):
      .map(ValueMap(mapping.entries.map { ($0.name, Self.languageValue(of: $0.value)) }))
    }
  }
}
