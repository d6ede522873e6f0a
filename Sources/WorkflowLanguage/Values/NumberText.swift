/// How numbers are written and read.
package enum NumberText {
  /// The shortest text that reads back as the same double; whole ones keep `.0`: `1.0`, `1e+20`.
  package static func text(of value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return value.description
  }

  /// As CEL's `string()` writes it: whole doubles without a fraction: `1`, `2.5`, `1e+20`.
  package static func celText(of value: Double) -> String {
    let text = text(of: value)
    if text.hasSuffix(".0") { return String(text.dropLast(2)) }
    // Swift turns to exponents at 2^54, CEL's runtimes at 1e21.
    if value.magnitude < 1e21, value.magnitude >= 1e15, text.utf8.contains(UInt8(ascii: "e")) {
      return fixed(value, digits: 0)
    }
    return text
  }

  /// The number that a text spells, whole or not: `3`, `-2.50`, `1e3`; nil for everything else,
  /// blanks around it, `0x1f`, `NaN` and `Infinity` included.
  package static func number(spelledBy text: String) -> Value? {
    var text = text
    return text.withUTF8 { bytes in
      guard let shape = shape(of: bytes) else { return nil }
      if shape == .whole, bytes.count <= 18 { return .int(shortWhole(bytes)) }
      let letters = String(decoding: bytes, as: UTF8.self)
      if shape == .whole {
        if let int = Int64(letters) { return .int(int) }
        if let uint = UInt64(letters) { return .uint(uint) }
      }
      guard let double = Double(letters), double.isFinite else { return nil }
      return .double(double)
    }
  }

  /// A whole number of so few digits that it fits.
  private static func shortWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    var number: Int64 = 0
    for byte in bytes where byte != UInt8(ascii: "-") {
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return bytes.first == UInt8(ascii: "-") ? -number : number
  }

  private enum Shape { case whole, fraction }

  /// `-? digits (. digits)? ([eE] [+-]? digits)?`
  private static func shape(of bytes: UnsafeBufferPointer<UInt8>) -> Shape? {
    var index = 0
    func digits() -> Bool {
      let start = index
      while index < bytes.count, bytes[index].decimalDigit != nil { index += 1 }
      return index > start
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard digits() else { return nil }
    var shape = Shape.whole
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard digits() else { return nil }
      shape = .fraction
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      guard digits() else { return nil }
      shape = .fraction
    }
    return index == bytes.count ? shape : nil
  }
}
