/// Words, numbers and single marks of any text; blanks are between them.
enum Tokens {
  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      let start = index
      if isDigit(bytes[index]) {
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      } else if isLetter(bytes[index]) {
        while index < bytes.count, isLetter(bytes[index]) || isDigit(bytes[index]) { index += 1 }
      } else {
        index += 1
      }
      if bytes[start] > 0x20 { ranges.append(start..<index) }
    }
    return ranges
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }
}
