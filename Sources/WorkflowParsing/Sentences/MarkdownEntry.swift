internal import WorkflowSource

/// `Key: value` in a line of Markdown, the key bold or in backticks or neither.
struct MarkdownEntry {
  var key: String
  var keyRange: SourceRange
  /// Without blanks at the ends.
  var value: SourceRange
  /// `**Key**: value` or `**Key:** value`.
  var isBold: Bool

  /// Nil for a line without a colon.
  init?(_ line: SourceRange, in bytes: [UInt8]) {
    guard let colon = bytes[line.lower..<line.upper].firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    var key = SourceRange(line.lower, colon)
    var value = SourceRange(colon + 1, line.upper)
    let isOpen = Self.begins(key, with: "**", in: bytes)
    isBold = isOpen
    // The colon may stand inside the bold text.
    if isOpen, Self.begins(value, with: "**", in: bytes), !Self.ends(key, with: "**", in: bytes) {
      value.lower += 2
    }
    Self.strip(&key, in: bytes)
    Self.trim(&value, in: bytes)
    guard !key.isEmpty else { return nil }
    self.key = String(decoding: bytes[key.lower..<key.upper], as: UTF8.self)
    keyRange = key
    self.value = value
  }

  /// A text without blanks, `*` and backticks at its ends.
  static func strip(_ range: inout SourceRange, in bytes: [UInt8]) {
    func isMark(_ byte: UInt8) -> Bool {
      byte <= 0x20 || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "`")
    }
    while range.lower < range.upper, isMark(bytes[range.lower]) { range.lower += 1 }
    while range.upper > range.lower, isMark(bytes[range.upper - 1]) { range.upper -= 1 }
  }

  private static func trim(_ range: inout SourceRange, in bytes: [UInt8]) {
    while range.lower < range.upper, bytes[range.lower] <= 0x20 { range.lower += 1 }
    while range.upper > range.lower, bytes[range.upper - 1] <= 0x20 { range.upper -= 1 }
  }

  private static func begins(_ range: SourceRange, with text: String, in bytes: [UInt8]) -> Bool {
    bytes[range.lower..<range.upper].starts(with: text.utf8)
  }

  private static func ends(_ range: SourceRange, with text: String, in bytes: [UInt8]) -> Bool {
    bytes[range.lower..<range.upper].reversed().starts(with: text.utf8.reversed())
  }

  /// The key's letters alone, in lower case: `storeas` for `Store As`.
  var word: String { Self.word(key) }

  static func word(_ text: String) -> String {
    String(
      decoding: text.utf8.filter { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }.map { $0 | 0x20 },
      as: UTF8.self)
  }
}
