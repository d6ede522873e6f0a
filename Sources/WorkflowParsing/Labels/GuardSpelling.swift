internal import WorkflowSource

/// Spellings of other languages that guards may use: `===`, `!==`, `includes`, `${x}`, `{{ x }}`.
enum GuardSpelling {
  /// The text in the words of our expressions, and where its bytes stand.
  static func normalised(_ text: String, places: TextPlaces) -> (String, TextPlaces) {
    let bytes = Array(text.utf8)
    guard needsChange(bytes) else { return (text, places) }
    var result: [UInt8] = []
    var moved = TextPlaces(startingAt: places.origin(of: 0))
    var quote: UInt8?
    var index = 0

    func copy(_ count: Int) {
      moved.append(offset: result.count, origin: places.origin(of: index))
      result += bytes[index..<(index + count)]
      index += count
    }
    func replace(_ count: Int, with other: String) {
      moved.append(offset: result.count, origin: places.origin(of: index))
      result += other.utf8
      index += count
    }

    while index < bytes.count {
      let byte = bytes[index]
      if let opened = quote {
        if byte == opened { quote = nil }
        copy(1)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if let close = endOfMarkedText(bytes, from: index) {
          replace(3, with: "(")
          while index < close { copy(1) }
          replace(3, with: ")")
          continue
        }
        quote = byte
        copy(1)
      } else if has("===", at: index, in: bytes) {
        replace(3, with: "==")
      } else if has("!==", at: index, in: bytes) {
        replace(3, with: "!=")
      } else if has("${", at: index, in: bytes) || has("{{", at: index, in: bytes) {
        let isDollar = byte == UInt8(ascii: "$")
        guard let close = end(of: bytes, from: index + 2, isDollar: isDollar) else {
          return (text, places)
        }
        replace(2, with: "(")
        while index < close { copy(1) }
        replace(isDollar ? 1 : 2, with: ")")
      } else if has("includes", at: index, in: bytes), !isNamePart(index - 1, in: bytes),
        !isNamePart(index + 8, in: bytes)
      {
        replace(8, with: "contains")
      } else {
        copy(1)
      }
    }
    return (String(decoding: result, as: UTF8.self), moved)
  }

  /// A condition with `{{ }}` in it, `{{ n }} > 3`, as an expression; nil where the marks hold all of
  /// it, or there are tags: that is a template.
  static func unmarked(_ text: String, places: TextPlaces) -> (String, TextPlaces)? {
    let bytes = Array(text.utf8)
    guard bytes.indices.contains(where: { has("{{", at: $0, in: bytes) }),
      !bytes.indices.contains(where: { has("{%", at: $0, in: bytes) })
    else { return nil }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
    let inner = bytes.drop(while: isBlank)
    guard let last = inner.lastIndex(where: { !isBlank($0) }) else { return nil }
    if has("{{", at: inner.startIndex, in: bytes),
      let close = end(of: bytes, from: inner.startIndex + 2, isDollar: false), close + 1 == last
    {
      return nil
    }
    return normalised(text, places: places)
  }

  /// Past a quoted text that is one mark, `'{{ x }}'`: it means what stands in it.
  private static func endOfMarkedText(_ bytes: [UInt8], from index: Int) -> Int? {
    guard has("{{", at: index + 1, in: bytes),
      let close = end(of: bytes, from: index + 3, isDollar: false),
      close + 2 < bytes.count, bytes[close + 2] == bytes[index]
    else { return nil }
    return close
  }

  private static func needsChange(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "="): if has("===", at: index, in: bytes) { return true }
      case UInt8(ascii: "!"): if has("!==", at: index, in: bytes) { return true }
      case UInt8(ascii: "$"): if has("${", at: index, in: bytes) { return true }
      case UInt8(ascii: "{"): if has("{{", at: index, in: bytes) { return true }
      case UInt8(ascii: "i"): if has("includes", at: index, in: bytes) { return true }
      default: break
      }
    }
    return false
  }

  /// Where the `}` or `}}` begins.
  private static func end(of bytes: [UInt8], from start: Int, isDollar: Bool) -> Int? {
    (start..<max(start, bytes.count)).first {
      bytes[$0] == UInt8(ascii: "}") && (isDollar || has("}}", at: $0, in: bytes))
    }
  }

  private static func has(_ text: StaticString, at index: Int, in bytes: [UInt8]) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] }
    }
  }

  private static func isNamePart(_ index: Int, in bytes: [UInt8]) -> Bool {
    guard bytes.indices.contains(index) else { return false }
    switch bytes[index] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: return true
    default: return false
    }
  }
}
