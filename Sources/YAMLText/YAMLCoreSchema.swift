/// The core schema of YAML 1.2 (§10.3): what a plain scalar means.
enum YAMLCoreSchema {
  static func resolve(_ text: String) -> YAMLValue {
    guard let first = text.utf8.first else { return .null }
    // Most scalars are texts, and their first letter shows it.
    switch Unicode.Scalar(first) {
    case "0"..."9", "+", "-", ".": return int(text) ?? float(text) ?? .string(text)
    case "~", "n", "N", "t", "T", "f", "F": return null(text) ?? bool(text) ?? .string(text)
    default: return .string(text)
    }
  }

  static func null(_ text: String) -> YAMLValue? {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    default: nil
    }
  }

  static func bool(_ text: String) -> YAMLValue? {
    switch text {
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: nil
    }
  }

  /// A whole number: decimal with an optional sign, octal after `0o`, hexadecimal after `0x`.
  static func int(_ text: String) -> YAMLValue? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first < 0x80, bytes.count <= 400 else { return nil }
    if bytes.count > 2, first == UInt8(ascii: "0"), bytes[1] == UInt8(ascii: "o") {
      return radix(bytes[2...], 8)
    }
    if bytes.count > 2, first == UInt8(ascii: "0"), bytes[1] == UInt8(ascii: "x") {
      return radix(bytes[2...], 16)
    }
    let digits = isSign(first) ? bytes.dropFirst() : bytes[...]
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    if let value = Int64(text) { return .int(value) }
    return Double(text).map(YAMLValue.double)
  }

  static func float(_ text: String) -> YAMLValue? {
    let bytes = Array(text.utf8)
    switch text {
    case ".nan", ".NaN", ".NAN": return .double(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .double(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
    default: break
    }
    var index = bytes.first.map(isSign) == true ? 1 : 0
    func digits() -> Int {
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      return index - start
    }
    let whole = digits()
    var fraction = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      fraction = digits()
    }
    guard whole + fraction > 0 else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, isSign(bytes[index]) { index += 1 }
      guard digits() > 0 else { return nil }
    }
    guard index == bytes.count else { return nil }
    return Double(text).map(YAMLValue.double)
  }

  private static func radix(_ digits: ArraySlice<UInt8>, _ base: Int) -> YAMLValue? {
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.first.map(isSign) == false else { return nil }
    if let value = Int64(text, radix: base) { return .int(value) }
    // Digits that are none of the base leave a text; only the size may be beyond `int`.
    var value = 0.0
    for digit in text.unicodeScalars {
      guard let number = Int(String(digit), radix: base) else { return nil }
      value = value * Double(base) + Double(number)
    }
    return .double(value)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}
