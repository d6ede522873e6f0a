/// A whole number of any size, to compare texts that spell one exactly.
struct WholeNumber {
  private let isNegative: Bool
  /// Without zeros before them; empty for zero.
  private let digits: ArraySlice<UInt8>

  /// Nil for what is no whole number: fractions, and doubles too large to have every digit.
  init?(_ value: Value) {
    switch value {
    case .int(let number): self.init(digitsOf: String(number))
    case .uint(let number): self.init(digitsOf: String(number))
    case .double(let number):
      if let whole = Int64(exactly: number) {
        self.init(digitsOf: String(whole))
      } else if let whole = UInt64(exactly: number) {
        self.init(digitsOf: String(whole))
      } else {
        return nil
      }
    case .string(let text): self.init(digitsOf: text)
    default: return nil
    }
  }

  private init?(digitsOf text: String) {
    var bytes = Array(text.utf8)[...]
    let hasSign = bytes.first == UInt8(ascii: "-")
    if hasSign { bytes.removeFirst() }
    if let point = bytes.firstIndex(of: UInt8(ascii: ".")), point + 1 < bytes.endIndex,
      bytes[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") })
    {
      bytes = bytes[..<point]
    }
    guard !bytes.isEmpty, bytes.allSatisfy({ $0.decimalDigit != nil }) else { return nil }
    digits = bytes.drop { $0 == UInt8(ascii: "0") }
    isNegative = hasSign && !digits.isEmpty
  }

  func order(_ other: WholeNumber) -> ValueOrder {
    if isNegative != other.isNegative { return isNegative ? .less : .greater }
    let order =
      digits.count == other.digits.count
      ? digits.lexicographicallyPrecedes(other.digits)
        ? ValueOrder.less : digits.elementsEqual(other.digits) ? .equal : .greater
      : ValueOrder(digits.count, other.digits.count)
    return isNegative ? order.reversed : order
  }
}

extension Value {
  /// How a text that spells a whole number and another one, or a whole number, stand to each other
  /// where doubles would round them; nil where they do not.
  func exactOrder(_ other: Value, readAs first: Value, _ second: Value) -> ValueOrder? {
    switch (first, second) {
    case (.double, .int), (.double, .uint), (.int, .double), (.uint, .double), (.double, .double):
      guard stringValue != nil || other.stringValue != nil, let left = WholeNumber(self),
        let right = WholeNumber(other)
      else { return nil }
      return left.order(right)
    default: return nil
    }
  }
}
