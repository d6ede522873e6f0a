internal import WorkflowSource

/// The lines of a text, which end with LF, CRLF or a CR of its own.
struct MarkdownLines {
  struct Line {
    /// Offset of the line's first byte.
    var start: Int
    /// Without blanks at both ends; empty, at the line's beginning, for a blank line.
    var text: SourceRange
    /// Columns before the text; a tab goes to the next multiple of four.
    var indentation: Int
  }

  /// How a fence begins, which says how it ends.
  struct FenceMark {
    var byte: UInt8
    var count: Int
    var indentation: Int
    var language: String

    var text: String { String(repeating: Character(Unicode.Scalar(byte)), count: count) }
  }

  private let bytes: [UInt8]
  /// Offset of the next line.
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
    if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
  }

  func peek() -> Line? {
    var copy = self
    return copy.next()
  }

  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    position = end
    if position < bytes.count {
      let isPair =
        bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
      position += isPair ? 2 : 1
    }
    var lower = start
    var column = 0
    while lower < end, bytes[lower] == 0x20 || bytes[lower] == 0x09 {
      column += bytes[lower] == 0x20 ? 1 : 4 - column % 4
      lower += 1
    }
    guard lower < end else {
      return Line(start: start, text: SourceRange(start, start), indentation: 0)
    }
    while bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return Line(start: start, text: SourceRange(lower, end), indentation: column)
  }
}

extension MarkdownLines.Line {
  /// The fence that this line opens: three or more of a kind, and no backtick behind backticks.
  func fence(in bytes: [UInt8]) -> MarkdownLines.FenceMark? {
    let byte = bytes[text.lower]
    guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
    let count = run(of: byte, in: bytes)
    let info = bytes[(text.lower + count)..<text.upper]
    guard count >= 3, byte == UInt8(ascii: "~") || !info.contains(byte) else { return nil }
    let word = info.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
    // Some writers put the language in braces, `{.mermaid}`, or options behind it, `mermaid{…}`.
    let bare = word.drop { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ".") }
      .prefix { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: ",") }
    return MarkdownLines.FenceMark(
      byte: byte, count: count, indentation: indentation,
      language: String(decoding: bare, as: UTF8.self).lowercased())
  }

  /// Whether this line ends a fence: as many marks or more, nothing else, and not far to the right.
  func closes(_ opening: MarkdownLines.FenceMark, in bytes: [UInt8]) -> Bool {
    guard !text.isEmpty, indentation <= opening.indentation + 3 else { return false }
    let count = run(of: opening.byte, in: bytes)
    return count >= opening.count && count == text.count
  }

  /// `# Text`, with or without `#` behind it.
  func heading(in bytes: [UInt8]) -> MarkdownOutline.Heading? {
    guard indentation < 4 else { return nil }
    let level = run(of: UInt8(ascii: "#"), in: bytes)
    guard (1...6).contains(level) else { return nil }
    var lower = text.lower + level
    guard lower == text.upper || isBlank(bytes[lower]) else { return nil }
    var upper = text.upper
    while lower < upper, isBlank(bytes[lower]) { lower += 1 }
    var closing = upper
    while closing > lower, bytes[closing - 1] == UInt8(ascii: "#") { closing -= 1 }
    if closing == lower || isBlank(bytes[closing - 1]) { upper = closing }
    while upper > lower, isBlank(bytes[upper - 1]) { upper -= 1 }
    return .init(range: text, level: level, text: SourceRange(lower, upper))
  }

  /// 1 for a line of `=`, 2 for a line of `-`.
  func underline(in bytes: [UInt8]) -> Int? {
    if run(of: UInt8(ascii: "="), in: bytes) == text.count { return 1 }
    return run(of: UInt8(ascii: "-"), in: bytes) == text.count ? 2 : nil
  }

  /// A line across the page: three or more of `-`, `*` or `_`, blanks between them or not.
  func isRule(in bytes: [UInt8]) -> Bool {
    let mark = bytes[text.lower]
    guard [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_")].contains(mark) else {
      return false
    }
    var count = 0
    for byte in bytes[text.lower..<text.upper] where !isBlank(byte) {
      guard byte == mark else { return false }
      count += 1
    }
    return count >= 3
  }

  /// `- text`, `* text`, `+ text`, `1. text`, `1) text`.
  func item(in bytes: [UInt8]) -> MarkdownOutline.ListItem? {
    var lower = text.lower
    switch bytes[lower] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      lower += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while lower < text.upper, bytes[lower] >= 0x30, bytes[lower] <= 0x39 { lower += 1 }
      guard lower < text.upper, lower - text.lower < 10,
        bytes[lower] == UInt8(ascii: ".") || bytes[lower] == UInt8(ascii: ")")
      else { return nil }
      lower += 1
    default: return nil
    }
    guard lower == text.upper || isBlank(bytes[lower]) else { return nil }
    while lower < text.upper, isBlank(bytes[lower]) { lower += 1 }
    return .init(range: text, indentation: indentation, text: SourceRange(lower, text.upper))
  }

  /// Whether nothing but one line break stands between `above` and this line.
  func follows(_ above: SourceRange, in bytes: [UInt8]) -> Bool {
    let between = bytes[above.upper..<start].filter { $0 != 0x20 && $0 != 0x09 }
    return between.count == 1 || between == [0x0D, 0x0A]
  }

  private func run(of byte: UInt8, in bytes: [UInt8]) -> Int {
    var end = text.lower
    while end < text.upper, bytes[end] == byte { end += 1 }
    return end - text.lower
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
