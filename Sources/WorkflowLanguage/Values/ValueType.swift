/// The name of a kind of value, as `type(x)` gives it.
package struct ValueType: Hashable, Sendable, Codable {
  package let name: String

  package init(_ name: String) { self.name = name }

  package static let null = ValueType("null_type")
  package static let bool = ValueType("bool")
  package static let int = ValueType("int")
  package static let uint = ValueType("uint")
  package static let double = ValueType("double")
  package static let string = ValueType("string")
  package static let bytes = ValueType("bytes")
  package static let list = ValueType("list")
  package static let map = ValueType("map")
  package static let timestamp = ValueType("google.protobuf.Timestamp")
  package static let duration = ValueType("google.protobuf.Duration")
  package static let type = ValueType("type")
  package static let optional = ValueType("optional_type")

  /// The types that an expression may name, `int` and the like.
  package static let named: [String: ValueType] = {
    var result: [String: ValueType] = [:]
    for type in [
      null, bool, int, uint, double, string, bytes, list, map, timestamp, duration, type, optional,
    ] {
      result[type.name] = type
    }
    return result
  }()
}
