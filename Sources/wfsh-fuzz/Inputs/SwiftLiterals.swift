/// The string literals of a Swift file, near enough for seeds: interpolation stays as it is.
enum SwiftLiterals {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  static func find(_ bytes: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "//".utf8) {
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      } else if bytes[index] == quote {
        let isRaw = index > 0 && bytes[index - 1] == UInt8(ascii: "#")
        let isBlock = bytes[index...].starts(with: "\"\"\"".utf8)
        index += isBlock ? 3 : 1
        let literal = read(bytes, &index, isRaw: isRaw, isBlock: isBlock)
        if !literal.isEmpty { found.append(literal) }
      } else {
        index += 1
      }
    }
    return found
  }

  private static func read(
    _ bytes: [UInt8], _ index: inout Int, isRaw: Bool, isBlock: Bool
  ) -> [UInt8] {
    let end = Array((isBlock ? "\"\"\"" : "\"").utf8) + (isRaw ? [UInt8(ascii: "#")] : [])
    var literal: [UInt8] = []
    while index < bytes.count, !bytes[index...].starts(with: end) {
      if !isBlock, bytes[index] == 0x0A { return literal }
      if bytes[index] == backslash, !isRaw, index + 1 < bytes.count {
        literal += unescaped(bytes[index + 1])
        index += 2
      } else {
        literal.append(bytes[index])
        index += 1
      }
    }
    index = min(bytes.count, index + end.count)
    return literal
  }

  private static func unescaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "n"): [0x0A]
    case UInt8(ascii: "r"): [0x0D]
    case UInt8(ascii: "t"): [0x09]
    case UInt8(ascii: "0"): [0]
    case backslash, quote: [byte]
    default: [backslash, byte]
    }
  }
}
