/// A value kept apart from what holds it, so that copies of the holder stay small and share it.
package final class Shared<Value: Sendable>: Sendable {
  package let value: Value

  package init(_ value: Value) { self.value = value }
}

extension Shared: Codable where Value: Codable {
  package func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

  package convenience init(from decoder: any Decoder) throws {
    self.init(try Value(from: decoder))
  }
}
