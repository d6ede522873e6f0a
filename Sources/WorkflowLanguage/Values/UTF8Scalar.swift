/// A Unicode scalar read from bytes.
struct UTF8Scalar {
  let value: Unicode.Scalar
  /// 1 to 4 bytes.
  let length: Int

  /// The scalar that begins at `start`; nil where the bytes are no valid UTF-8.
  static func decode(_ bytes: [UInt8], at start: Int) -> UTF8Scalar? {
    guard start < bytes.count else { return nil }
    let first = bytes[start]
    let length: Int
    switch first {
    case 0..<0x80: return UTF8Scalar(value: Unicode.Scalar(first), length: 1)
    case 0xC2..<0xE0: length = 2
    case 0xE0..<0xF0: length = 3
    case 0xF0..<0xF5: length = 4
    default: return nil
    }
    guard start + length <= bytes.count else { return nil }
    var worth = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[start + 1..<start + length] {
      guard byte & 0xC0 == 0x80 else { return nil }
      worth = worth << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard worth >= smallest, let scalar = Unicode.Scalar(worth) else { return nil }
    return UTF8Scalar(value: scalar, length: length)
  }
}
