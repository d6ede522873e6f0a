package import WorkflowSource

/// A cursor over a script.
///
/// The command language has no tokens of its own: what stands behind a command's name is read by
/// the kinds of its arguments. So this offers one reader for each kind of piece, and the parser
/// asks for the one it needs.
package struct ScriptLexer: Sendable {
  package let source: SourceText
  /// Where reading goes on, in bytes.
  package var offset: Int

  package init(_ source: SourceText, from offset: Int = 0) {
    self.source = source
    self.offset = offset
  }

  var bytes: [UInt8] { source.bytes }
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func byte(_ distance: Int) -> UInt8? {
    let index = offset + distance
    return index >= 0 && index < bytes.count ? bytes[index] : nil
  }

  func text(_ lower: Int, _ upper: Int) -> String { source.text(in: SourceRange(lower, upper)) }

  func starts(with word: String) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: word.utf8)
  }

  // MARK: Blanks and ends

  /// Skips blanks, tabs, and line breaks behind a `\`.
  mutating func skipSpaces() {
    while let byte = current {
      if byte.isBlank {
        offset += 1
      } else if let length = lineContinuation(at: offset) {
        offset += length
      } else {
        return
      }
    }
  }

  /// Skips blanks and a comment, up to the line's end.
  mutating func skipBlanks() {
    skipSpaces()
    if startsComment(at: offset) { skipLine() }
  }

  /// Skips everything that may stand between two commands.
  mutating func skipSeparators() {
    while true {
      skipBlanks()
      guard let byte = current, byte.isLineBreak || byte == UInt8(ascii: ";") else { return }
      offset += 1
    }
  }

  /// Goes to the end of the line, before its line break.
  mutating func skipLine() {
    while let byte = current, !byte.isLineBreak { offset += 1 }
  }

  /// Whether no argument can begin here: the text or the line ends, or `;`, `}` or a redirect
  /// follows.
  var isAtStatementEnd: Bool {
    guard let byte = current else { return true }
    return byte.isLineBreak || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}")
      || isAtRedirect
  }

  /// `!>`, `!>>` or `|!`.
  var isAtRedirect: Bool {
    current == UInt8(ascii: "!") && byte(1) == UInt8(ascii: ">")
      || current == UInt8(ascii: "|") && byte(1) == UInt8(ascii: "!")
  }

  /// A `#` begins a comment at the start of the text and after a blank or line break.
  func startsComment(at index: Int) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "#") else { return false }
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    return before.isBlank || before.isLineBreak || before == UInt8(ascii: ";")
      || before == UInt8(ascii: "{") || before == UInt8(ascii: "}")
  }

  /// Bytes of a `\` and the line break behind it; nil when there is none.
  func lineContinuation(at index: Int) -> Int? {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\") else { return nil }
    switch bytes[index + 1] {
    case 0x0A: return 2
    case 0x0D: return index + 2 < bytes.count && bytes[index + 2] == 0x0A ? 3 : 2
    default: return nil
    }
  }

  // MARK: Words

  /// A piece of text with its place.
  package struct Token: Hashable, Sendable {
    package var text: String
    package var range: SourceRange
    package var isQuoted: Bool
  }

  /// The bare word that begins here, up to a blank, `;` or brace; nil when there is none.
  func peekWord() -> Token? {
    var end = offset
    while end < bytes.count, !bytes[end].endsWord { end += 1 }
    guard end > offset else { return nil }
    return Token(text: text(offset, end), range: SourceRange(offset, end), isQuoted: false)
  }

  /// A bare word or a quoted text; nil at the end of the command.
  mutating func word() throws(ScriptError) -> Token? {
    if isAtStatementEnd { return nil }
    if isAtQuote { return try quoted() }
    guard let token = peekWord() else { return nil }
    offset = token.range.upper
    return token
  }

  /// The name of a command: letters, digits, `_ . - ?`, a `\` before, or one of `= ! @`.
  mutating func commandName() -> Token? {
    let start = offset
    switch current {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "@"): offset += 1
    default:
      if current == UInt8(ascii: "\\") { offset += 1 }
      while let byte = current, byte.isNameByte || "?.-".utf8.contains(byte) { offset += 1 }
    }
    guard offset > start else { return nil }
    return Token(text: text(start, offset), range: SourceRange(start, offset), isQuoted: false)
  }

  var isAtQuote: Bool { current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") }

  /// The rest of the line as it stands, blanks at its end removed.
  mutating func restOfLine() -> Token {
    let start = offset
    skipLine()
    var end = offset
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return Token(text: text(start, end), range: SourceRange(start, end), isQuoted: false)
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isLineBreak: Bool { self == 0x0A || self == 0x0D }

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Letters, digits and `_`; bytes of other scripts count as letters.
  var isNameByte: Bool {
    isDigit || self == UInt8(ascii: "_") || self >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  var endsWord: Bool {
    isBlank || isLineBreak || self == UInt8(ascii: ";") || self == UInt8(ascii: "{")
      || self == UInt8(ascii: "}")
  }
}
