/// Values as snapshots keep them: nothing is lost, and what JSON has itself is written so.
extension Value: Codable {
  private enum Kind: String, CodingKey {
    case uint, double, bytes, map, text, timestamp, duration, type, optional, range
  }

  package func encode(to encoder: any Encoder) throws {
    var plain: (any SingleValueEncodingContainer) { encoder.singleValueContainer() }
    func tagged(_ kind: Kind, _ value: some Encodable) throws {
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(value, forKey: kind)
    }
    switch self {
    case .null:
      var container = plain
      try container.encodeNil()
    case .bool(let value):
      var container = plain
      try container.encode(value)
    case .int(let value):
      var container = plain
      try container.encode(value)
    case .string(let value):
      var container = plain
      try container.encode(value)
    case .list(let value):
      var container = plain
      try container.encode(value)
    case .uint(let value): try tagged(.uint, value)
    // JSON has no infinities, and writes whole ones without a point.
    case .double(let value): try tagged(.double, value.bitPattern)
    case .bytes(let value): try tagged(.bytes, value)
    case .map(let value): try tagged(.map, value)
    case .timestamp(let value): try tagged(.timestamp, value)
    case .duration(let value): try tagged(.duration, value)
    case .type(let value): try tagged(.type, value)
    case .optional(let value): try tagged(.optional, value.map { [$0] } ?? [])
    case .range(let value): try tagged(.range, value)
    }
  }

  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Kind.self),
      let kind = container.allKeys.first
    {
      self = try Self.read(kind, container)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .int(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else {
      self = .list(try container.decode([Value].self))
    }
  }

  private static func read(
    _ kind: Kind, _ container: KeyedDecodingContainer<Kind>
  ) throws -> Value {
    switch kind {
    case .uint: .uint(try container.decode(UInt64.self, forKey: kind))
    case .double:
      .double(Double(bitPattern: try container.decode(UInt64.self, forKey: kind)))
    case .bytes: .bytes(try container.decode([UInt8].self, forKey: kind))
    case .map, .text: .map(try container.decode(ValueMap.self, forKey: .map))
    case .timestamp: .timestamp(try container.decode(Timestamp.self, forKey: kind))
    case .duration: .duration(try container.decode(TimeSpan.self, forKey: kind))
    case .type: .type(try container.decode(ValueType.self, forKey: kind))
    case .optional: .optional(try container.decode([Value].self, forKey: kind).first)
    case .range: .range(try container.decode(ValueRange.self, forKey: kind))
    }
  }
}

extension ValueMap: Codable {
  private enum Part: String, CodingKey { case entries, text }

  /// A key and its value, one after the other.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(entries.flatMap { [$0.key.value, $0.value] }, forKey: .entries)
    if let text { try container.encode(text, forKey: .text) }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    let flat = try container.decode([Value].self, forKey: .entries)
    self.init()
    for index in stride(from: 0, to: flat.count - 1, by: 2) {
      guard let key = MapKey(flat[index]) else {
        throw DecodingError.dataCorruptedError(
          forKey: .entries, in: container, debugDescription: "entry \(index / 2) has no key")
      }
      self[key] = flat[index + 1]
    }
    text = try container.decodeIfPresent(String.self, forKey: .text)
  }
}

extension Name: Codable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
}

/// So that a dictionary with names for keys is an object.
extension Name: CodingKeyRepresentable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package var codingKey: any CodingKey { Key(stringValue: text) }
  package init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}
