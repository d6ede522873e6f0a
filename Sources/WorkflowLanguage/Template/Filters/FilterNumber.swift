/// A number as filters reckon with it: whole, or a decimal fraction without rounding.
struct FilterNumber {
  /// The number is `mantissa` / 10^`scale`.
  var mantissa: Int128
  var scale: Int
  var isWhole: Bool { scale < 0 || !isFraction }
  /// Whether it was written with a point: `2.0` is one, and stays one.
  var isFraction: Bool

  static let zero = FilterNumber(mantissa: 0, scale: 0, isFraction: false)

  /// Finer fractions are cut off, larger numbers refused.
  static let greatestScale = 30

  private init(mantissa: Int128, scale: Int, isFraction: Bool) {
    self.mantissa = mantissa
    self.scale = scale
    self.isFraction = isFraction
  }

  init(_ value: Int64) { self.init(mantissa: Int128(value), scale: 0, isFraction: false) }

  /// The number that a value is or spells, else zero; a text may go on behind a whole number.
  init(_ value: Value) {
    switch value {
    case .int(let number): self.init(number)
    case .uint(let number): self.init(mantissa: Int128(number), scale: 0, isFraction: false)
    case .double(let number):
      self = FilterNumber(decimal: number.description) ?? .zero
      isFraction = true
    case .string(let text): self = FilterNumber(text: text)
    default: self = .zero
    }
  }

  private init(text: String) {
    var letters = Substring(text.utf8.drop(while: \.isLiquidBlank))
    while let last = letters.utf8.last, last.isLiquidBlank {
      letters = Substring(letters.utf8.dropLast())
    }
    if letters.utf8.contains(UInt8(ascii: ".")), let number = FilterNumber(decimal: letters),
      letters.utf8.last?.isDigit == true, letters.utf8.allSatisfy({ $0 != 0x65 && $0 != 0x45 })
    {
      self = number
      isFraction = true
      return
    }
    var number: Int64 = 0
    var isNegative = false
    for (index, byte) in letters.utf8.enumerated() {
      if index == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        isNegative = byte == UInt8(ascii: "-")
        continue
      }
      guard byte.isDigit else { break }
      let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(Int64(byte) - 0x30)
      guard !tooLarge, !overflow else { break }
      number = sum
    }
    self.init(isNegative ? -number : number)
  }

  /// `-12.50`, `1.5e-05`, `1e+20`; nil for what is none, or too large.
  private init?(decimal text: some StringProtocol) {
    var mantissa: Int128 = 0
    var scale = 0
    var digits = 0
    var isBehindPoint = false
    var isNegative = false
    var bytes = Array(text.utf8)[...]
    if bytes.first == UInt8(ascii: "-") {
      isNegative = true
      bytes = bytes.dropFirst()
    }
    while let byte = bytes.first, byte.isDigit || byte == UInt8(ascii: ".") {
      bytes = bytes.dropFirst()
      if byte == UInt8(ascii: ".") {
        if isBehindPoint || digits == 0 { return nil }
        isBehindPoint = true
        continue
      }
      digits += 1
      // More digits than these change no double.
      if digits > 34 {
        if !isBehindPoint { return nil }
        continue
      }
      mantissa = mantissa * 10 + Int128(byte - 0x30)
      if isBehindPoint { scale += 1 }
    }
    if digits == 0 { return nil }
    if let sign = bytes.first, sign | 0x20 == UInt8(ascii: "e") {
      guard let exponent = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)) else {
        return nil
      }
      scale -= exponent
      bytes = []
    }
    guard bytes.isEmpty, abs(scale) <= 400 else { return nil }
    self.init(mantissa: isNegative ? -mantissa : mantissa, scale: scale, isFraction: isBehindPoint)
  }

  /// The nearest double.
  var double: Double { Double("\(mantissa)e\(-scale)") ?? 0 }

  /// A whole number, else a double; nil where a whole one does not fit in 64 bits.
  var value: Value? {
    if isFraction || scale > 0 { return .double(double) }
    return scaled(to: 0).flatMap { Int64(exactly: $0.mantissa) }.map { .int($0) }
  }

  var isZero: Bool { mantissa == 0 }

  /// The same number with more digits behind the point; nil when it does not fit.
  func scaled(to wanted: Int) -> FilterNumber? {
    guard wanted >= scale else { return nil }
    var result = self
    while result.scale < wanted {
      let (product, overflow) = result.mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result.mantissa = product
      result.scale += 1
    }
    return result
  }

  private static func aligned(
    _ left: FilterNumber, _ right: FilterNumber
  ) -> (FilterNumber, FilterNumber)? {
    let scale = max(left.scale, right.scale, 0)
    guard let first = left.scaled(to: scale), let second = right.scaled(to: scale) else {
      return nil
    }
    return (first, second)
  }

  /// Where the exact way does not fit: through doubles.
  private static func rounded(_ value: Double) -> FilterNumber? {
    guard value.isFinite, var number = FilterNumber(decimal: value.description) else { return nil }
    number.isFraction = true
    return number
  }

  static func sum(_ left: FilterNumber, _ right: FilterNumber) -> FilterNumber? {
    guard let (first, second) = aligned(left, right) else {
      return rounded(left.double + right.double)
    }
    return FilterNumber(
      mantissa: first.mantissa + second.mantissa, scale: first.scale,
      isFraction: left.isFraction || right.isFraction)
  }

  static func difference(_ left: FilterNumber, _ right: FilterNumber) -> FilterNumber? {
    var negative = right
    negative.mantissa.negate()
    return sum(left, negative)
  }

  static func product(_ left: FilterNumber, _ right: FilterNumber) -> FilterNumber? {
    let (product, overflow) = left.mantissa.multipliedReportingOverflow(by: right.mantissa)
    if overflow { return rounded(left.double * right.double) }
    return FilterNumber(
      mantissa: product, scale: left.scale + right.scale,
      isFraction: left.isFraction || right.isFraction)
  }

  /// Of two whole numbers the whole quotient, rounded down. The divisor must not be zero.
  static func quotient(_ left: FilterNumber, _ right: FilterNumber) -> FilterNumber? {
    guard !left.isFraction, !right.isFraction else {
      return rounded(left.double / right.double)
    }
    guard let (first, second) = aligned(left, right) else { return nil }
    return FilterNumber(
      mantissa: floorQuotient(first.mantissa, second.mantissa), scale: 0, isFraction: false)
  }

  /// With the sign of the divisor, which must not be zero.
  static func remainder(_ left: FilterNumber, _ right: FilterNumber) -> FilterNumber? {
    guard let (first, second) = aligned(left, right) else { return nil }
    let quotient = floorQuotient(first.mantissa, second.mantissa)
    return FilterNumber(
      mantissa: first.mantissa - quotient * second.mantissa, scale: first.scale,
      isFraction: left.isFraction || right.isFraction)
  }

  private static func floorQuotient(_ left: Int128, _ right: Int128) -> Int128 {
    let (quotient, rest) = left.quotientAndRemainder(dividingBy: right)
    return rest != 0 && (rest < 0) != (right < 0) ? quotient - 1 : quotient
  }

  static func isLess(_ left: FilterNumber, _ right: FilterNumber) -> Bool {
    if let (first, second) = aligned(left, right) { return first.mantissa < second.mantissa }
    return left.double < right.double
  }

  enum Rounding { case down, up, towardZero, nearest }

  /// Rounded to `digits` behind the point, before it when negative; halves go away from zero.
  func rounded(_ rounding: Rounding, digits: Int = 0) -> FilterNumber {
    var result = self
    if digits <= 0 { result.isFraction = false }
    guard scale > digits else { return scaled(to: max(0, digits)).map { _ in result } ?? result }
    var divisor: Int128 = 1
    for _ in 0..<min(scale - digits, 39) {
      let (product, overflow) = divisor.multipliedReportingOverflow(by: 10)
      if overflow { return FilterNumber(mantissa: 0, scale: 0, isFraction: result.isFraction) }
      divisor = product
    }
    let floor = Self.floorQuotient(mantissa, divisor)
    let rest = mantissa - floor * divisor
    switch rounding {
    case .down: result.mantissa = floor
    case .towardZero: result.mantissa = rest != 0 && mantissa < 0 ? floor + 1 : floor
    case .up: result.mantissa = rest == 0 ? floor : floor + 1
    case .nearest:
      let half = divisor - rest
      result.mantissa = rest > half || (rest == half && mantissa > 0) ? floor + 1 : floor
    }
    result.scale = digits
    return result
  }
}
