internal import WorkflowSource

/// Matching on the bytes of a diagram by the classes of JavaScript's regular expressions, which
/// Mermaid's grammar is written in.
struct DiagramBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The byte at an offset; zero behind the end.
  func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// Whether `word`, in lower case, stands at an offset in whatever case.
  func has(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index + length <= bytes.count else { return false }
    for step in 0..<length where Self.lower(bytes[index + step]) != word.utf8Start[step] {
      return false
    }
    return true
  }

  /// The same, and no letter, digit or underscore behind it.
  func hasWord(_ word: StaticString, at index: Int) -> Bool {
    has(word, at: index) && !Self.isWord(byte(index + word.utf8CodeUnitCount))
  }

  /// The offset behind `word` and the blanks, at least one, that follow it.
  func hasSpaced(_ word: StaticString, at index: Int) -> Int? {
    guard has(word, at: index) else { return nil }
    let end = index + word.utf8CodeUnitCount
    let next = skipWhite(end)
    return next > end ? next : nil
  }

  func find(_ word: StaticString, from start: Int) -> Int? {
    let length = word.utf8CodeUnitCount
    var index = start
    while index + length <= bytes.count {
      if bytes[index] == word.utf8Start[0], has(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The length of the white space character at an offset, zero for any other: `\s`.
  func whiteLength(_ index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    switch bytes[index] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2: return byte(index + 1) == 0xA0 ? 2 : 0
    case 0xE1, 0xE2, 0xE3, 0xEF:
      guard index + 2 < bytes.count else { return 0 }
      let scalar =
        UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F)
      switch scalar {
      case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// `\s*`
  func skipWhite(_ start: Int) -> Int {
    var index = start
    while true {
      let length = whiteLength(index)
      if length == 0 { return index }
      index += length
    }
  }

  /// `\s*` without line feeds.
  func skipBlanks(_ start: Int) -> Int {
    var index = start
    while byte(index) != 0x0A {
      let length = whiteLength(index)
      if length == 0 { return index }
      index += length
    }
    return index
  }

  /// `\w*`
  func skipWord(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    return index
  }

  /// A piece of the text, widened so that it cuts no UTF-8 sequence.
  func wholeLetters(_ lower: Int, _ upper: Int) -> (lower: Int, upper: Int) {
    func isInside(_ index: Int) -> Bool {
      index > 0 && index < bytes.count && bytes[index] & 0xC0 == 0x80
    }
    var (lower, upper) = (lower, max(lower, upper))
    while isInside(lower) { lower -= 1 }
    while isInside(upper) { upper += 1 }
    return (lower, upper)
  }

  /// The offset of the next line feed, or the end.
  func lineEnd(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    return min(index, bytes.count)
  }

  /// The range less white space at both ends; empty, at its beginning, for nothing else.
  func trim(_ lower: Int, _ upper: Int) -> SourceRange {
    let start = skipWhite(lower)
    guard start < upper else { return SourceRange(lower, lower) }
    var end = upper
    while end > start {
      let length = [1, 2, 3].first { end - $0 >= start && whiteLength(end - $0) == $0 }
      guard let length else { break }
      end -= length
    }
    return SourceRange(start, end)
  }

  static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// `\w`
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }
}
