/// Makes decodable values out of JSON values.
package struct JSONValueDecoder {
  package var userInfo: [CodingUserInfoKey: Any] = [:]

  package init() {}

  /// - Throws: `DecodingError` with the path to what does not fit.
  package func decode<Wanted: Decodable>(
    _ type: Wanted.Type, from value: JSONValue
  ) throws -> Wanted {
    try Decoding(value: value, codingPath: [], userInfo: userInfo).read(type)
  }
}

private struct Decoding: Decoder {
  let value: JSONValue
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any]

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = value else { throw mismatch(JSONObject.self) }
    return KeyedDecodingContainer(Members(decoding: self, object: object))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let array) = value else { throw mismatch([JSONValue].self) }
    return Elements(decoding: self, array: array)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoding: self) }

  func into(_ value: JSONValue, _ key: any CodingKey) -> Decoding {
    Decoding(value: value, codingPath: codingPath + [key], userInfo: userInfo)
  }

  func mismatch(_ type: any Any.Type) -> DecodingError {
    .typeMismatch(
      type, .init(codingPath: codingPath, debugDescription: "\(type) was expected here"))
  }

  func read<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    let found: Any? =
      switch type {
      case is Bool.Type: value.boolValue
      case is String.Type: value.stringValue
      case is Double.Type: value.doubleValue
      case let integer as any FixedWidthInteger.Type: integer.reading(value)
      default: nil
      }
    // Not cast before it is unwrapped: no value at all is a value of every optional type.
    if let found, let wanted = found as? Wanted { return wanted }
    if type is Bool.Type || type is String.Type || type is Double.Type
      || type is any FixedWidthInteger.Type
    {
      throw mismatch(type)
    }
    return try Wanted(from: self)
  }
}

extension FixedWidthInteger {
  fileprivate static func reading(_ value: JSONValue) -> Self? {
    switch value {
    case .int(let number): Self(exactly: number)
    case .uint(let number): Self(exactly: number)
    default: nil
    }
  }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoding: Decoding
  let object: JSONObject
  var codingPath: [any CodingKey] { decoding.codingPath }
  var allKeys: [Key] { object.members.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }

  private func member(_ key: Key) throws -> Decoding {
    guard let value = object[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "there is no '\(key.stringValue)'"))
    }
    return decoding.into(value, key)
  }

  func decodeNil(forKey key: Key) throws -> Bool { try member(key).value == .null }

  func decode<Wanted: Decodable>(_ type: Wanted.Type, forKey key: Key) throws -> Wanted {
    try member(key).read(type)
  }

  func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Inner> { try member(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoding }
  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

private struct Elements: UnkeyedDecodingContainer {
  let decoding: Decoding
  let array: [JSONValue]
  var currentIndex = 0
  var codingPath: [any CodingKey] { decoding.codingPath }
  var count: Int? { array.count }
  var isAtEnd: Bool { currentIndex >= array.count }

  init(decoding: Decoding, array: [JSONValue]) {
    self.decoding = decoding
    self.array = array
  }

  private struct Position: CodingKey {
    var intValue: Int?
    var stringValue: String { "\(intValue ?? 0)" }
    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
  }

  private mutating func element() throws -> Decoding {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        JSONValue.self,
        .init(codingPath: codingPath, debugDescription: "the list has only \(array.count) elements")
      )
    }
    defer { currentIndex += 1 }
    return decoding.into(array[currentIndex], Position(intValue: currentIndex))
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, array[currentIndex] == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    try element().read(type)
  }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type
  ) throws -> KeyedDecodingContainer<Inner> { try element().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try element().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try element() }
}

private struct Single: SingleValueDecodingContainer {
  let decoding: Decoding
  var codingPath: [any CodingKey] { decoding.codingPath }

  func decodeNil() -> Bool { decoding.value == .null }
  func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted { try decoding.read(type) }
}
