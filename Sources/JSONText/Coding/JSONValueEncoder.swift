/// Turns encodable values into JSON values, whole numbers exact.
package struct JSONValueEncoder {
  package var userInfo: [CodingUserInfoKey: Any] = [:]

  package init() {}

  /// - Throws: what a value's own `encode` throws; `EncodingError` for numbers that JSON lacks.
  package func encode(_ value: some Encodable) throws -> JSONValue {
    let box = Box()
    try value.encode(to: Encoding(box: box, codingPath: [], userInfo: userInfo))
    return box.value
  }
}

/// A value being written; containers share it with the one that asked for them.
private final class Box {
  enum Content {
    case value(JSONValue)
    case object([(String, Box)])
    case array([Box])
  }

  var content = Content.object([])

  var value: JSONValue {
    switch content {
    case .value(let value): value
    case .object(let members): .object(JSONObject(members.map { ($0.0, $0.1.value) }))
    case .array(let elements): .array(elements.map(\.value))
    }
  }

  func member(_ name: String) -> Box {
    let box = Box()
    if case .object(var members) = content {
      content = .value(.null)
      members.append((name, box))
      content = .object(members)
    } else {
      content = .object([(name, box)])
    }
    return box
  }

  func element() -> Box {
    let box = Box()
    if case .array(var elements) = content {
      content = .value(.null)
      elements.append(box)
      content = .array(elements)
    } else {
      content = .array([box])
    }
    return box
  }
}

private struct Encoding: Encoder {
  let box: Box
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any]

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .object = box.content {} else { box.content = .object([]) }
    return KeyedEncodingContainer(Members(encoding: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .array = box.content {} else { box.content = .array([]) }
    return Elements(encoding: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoding: self) }

  func into(_ box: Box) -> Encoding {
    Encoding(box: box, codingPath: codingPath, userInfo: userInfo)
  }

  /// Writes a value; JSON's own kinds as they are.
  func write(_ value: some Encodable) throws {
    switch value {
    case let value as Bool: box.content = .value(.bool(value))
    case let value as String: box.content = .value(.string(value))
    case let value as Double:
      guard value.isFinite else {
        throw EncodingError.invalidValue(
          value, .init(codingPath: codingPath, debugDescription: "\(value) is no JSON number"))
      }
      box.content = .value(.double(value))
    case let value as UInt64:
      box.content = .value(Int64(exactly: value).map(JSONValue.int) ?? .uint(value))
    case let value as any BinaryInteger: box.content = .value(.int(Int64(value)))
    default: try value.encode(to: self)
    }
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoding: Encoding
  var codingPath: [any CodingKey] { encoding.codingPath }

  private func member(_ key: Key) -> Encoding {
    encoding.into(encoding.box.member(key.stringValue))
  }

  mutating func encodeNil(forKey key: Key) { member(key).box.content = .value(.null) }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try member(key).write(value)
  }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Inner> {
    member(key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    member(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { encoding.into(encoding.box.member("super")) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { member(key) }
}

private struct Elements: UnkeyedEncodingContainer {
  let encoding: Encoding
  var codingPath: [any CodingKey] { encoding.codingPath }
  var count = 0

  init(encoding: Encoding) { self.encoding = encoding }

  private mutating func element() -> Encoding {
    count += 1
    return encoding.into(encoding.box.element())
  }

  mutating func encodeNil() { element().box.content = .value(.null) }
  mutating func encode(_ value: some Encodable) throws { try element().write(value) }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type
  ) -> KeyedEncodingContainer<Inner> { element().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    element().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { element() }
}

private struct Single: SingleValueEncodingContainer {
  let encoding: Encoding
  var codingPath: [any CodingKey] { encoding.codingPath }

  mutating func encodeNil() { encoding.box.content = .value(.null) }
  mutating func encode(_ value: some Encodable) throws { try encoding.write(value) }
}
