/// Reads what stands between the quotes of a literal.
enum CELText {
  struct Failure: Error {
    let message: String
    /// Offset into the text.
    let offset: Int
  }

  /// The bytes that a text or bytes literal means.
  ///
  /// - Parameters:
  ///   - lower: offset of the first byte after the opening quote.
  ///   - upper: offset of the closing quote.
  ///   - isBytes: `\x` and octal escapes are single bytes; else they are scalars.
  static func decode(
    _ bytes: [UInt8], _ lower: Int, _ upper: Int, isRaw: Bool, isTriple: Bool, isBytes: Bool
  ) throws(Failure) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(upper - lower)
    var index = lower
    while index < upper {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(bytes, &index, upper, isBytes: isBytes, into: &result)
      } else if byte == 0x0D, isTriple {
        // Line breaks in a literal are LF however the file writes them.
        result.append(0x0A)
        index += index + 1 < upper && bytes[index + 1] == 0x0A ? 2 : 1
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  private static func escape(
    _ bytes: [UInt8], _ index: inout Int, _ upper: Int, isBytes: Bool, into result: inout [UInt8]
  ) throws(Failure) {
    let start = index
    guard index + 1 < upper else {
      throw Failure(message: "a '\\' with nothing behind it", offset: start)
    }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "a"): result.append(0x07)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "v"): result.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"):
      result.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      let worth = try digits(bytes, &index, upper, count: 2, radix: 16, start: start)
      try append(worth, isBytes: isBytes, start: start, into: &result)
    case UInt8(ascii: "u") where !isBytes:
      let worth = try digits(bytes, &index, upper, count: 4, radix: 16, start: start)
      try append(worth, isBytes: false, start: start, into: &result)
    case UInt8(ascii: "U") where !isBytes:
      let worth = try digits(bytes, &index, upper, count: 8, radix: 16, start: start)
      try append(worth, isBytes: false, start: start, into: &result)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      index -= 1
      let worth = try digits(bytes, &index, upper, count: 3, radix: 8, start: start)
      try append(worth, isBytes: isBytes, start: start, into: &result)
    default:
      throw Failure(message: "unknown escape in a text", offset: start)
    }
  }

  private static func digits(
    _ bytes: [UInt8], _ index: inout Int, _ upper: Int, count: Int, radix: UInt32, start: Int
  ) throws(Failure) -> UInt32 {
    var worth: UInt32 = 0
    for _ in 0..<count {
      guard index < upper, let digit = bytes[index].hexDigit, digit < radix else {
        throw Failure(message: "an escape needs \(count) digits here", offset: start)
      }
      worth = worth * radix + UInt32(digit)
      index += 1
    }
    return worth
  }

  private static func append(
    _ worth: UInt32, isBytes: Bool, start: Int, into result: inout [UInt8]
  ) throws(Failure) {
    if isBytes {
      result.append(UInt8(truncatingIfNeeded: worth))
    } else if let scalar = Unicode.Scalar(worth) {
      result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    } else {
      throw Failure(message: "no such Unicode scalar", offset: start)
    }
  }
}
