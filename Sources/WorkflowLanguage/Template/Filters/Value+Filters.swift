/// How filters read their input and arguments.
extension Value {
  /// A whole number, or a text that spells one; nil for everything else.
  var filterInteger: Int? {
    switch self {
    case .int(let value): return Int(value)
    case .uint(let value): return Int(clamping: value)
    case .string(let text):
      var digits = Substring(text.utf8.drop(while: \.isLiquidBlank))
      while let last = digits.utf8.last, last.isLiquidBlank {
        digits = Substring(digits.utf8.dropLast())
      }
      return Int(digits)
    default: return nil
    }
  }

  /// What `item[key]` is to the filters that look into items.
  enum Property {
    case value(Value)
    /// There is nothing to look into: a null, a boolean, a fraction.
    case none
    /// The item can be looked into, but not with such a key.
    case mismatch
  }

  func property(_ key: Value) -> Property {
    switch self {
    case .map(let map): .value(MapKey(finding: key).flatMap { map[$0] } ?? .null)
    case .string(let text): Self.part(key, of: text)
    case .int(let number):
      // As in Ruby, a number's positions are its bits.
      if case .int(let position) = key {
        .value(
          .int(position < 0 ? 0 : position > 63 ? (number < 0 ? 1 : 0) : number >> position & 1))
      } else {
        .mismatch
      }
    case .list(let elements):
      if case .int = key {
        .value(Value.list(elements).looseElement(key) ?? .null)
      } else {
        .mismatch
      }
    default: .none
    }
  }

  private static func part(_ key: Value, of text: String) -> Property {
    switch key {
    case .string(let wanted):
      return .value(TextSearch.find(wanted, in: text) == nil ? .null : key)
    case .int(let position):
      let scalars = text.unicodeScalars
      let count = scalars.count
      let index = position < 0 ? Int(position) + count : Int(position)
      guard index >= 0, index < count else { return .value(.null) }
      return .value(.string(String(scalars[scalars.index(scalars.startIndex, offsetBy: index)])))
    default: return .mismatch
    }
  }
}
