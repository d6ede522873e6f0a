internal import WorkflowSource

/// Texts in quotes and here-documents.
extension ScriptLexer {
  /// `"…"` with escapes, `'…'` as it is, `"""…"""` over several lines.
  mutating func quoted() throws(ScriptError) -> Token {
    if starts(with: "\"\"\"") { return try tripleQuoted() }
    let start = offset
    let quote = bytes[start]
    offset += 1
    var text: [UInt8] = []
    while let byte = current, !byte.isLineBreak {
      if byte == quote {
        offset += 1
        return Token(
          text: String(decoding: text, as: UTF8.self), range: SourceRange(start, offset),
          isQuoted: true)
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        text += try escape()
      } else {
        text.append(byte)
        offset += 1
      }
    }
    let mark = quote == UInt8(ascii: "\"") ? "\"" : "'"
    throw ScriptError(
      .error(
        "unclosed-text", "the text is not closed on this line", range: SourceRange(start, offset),
        hint: "close it with \(mark), or use \"\"\" for several lines"))
  }

  /// Indentation is kept; a line break right behind the opening quotes is not part of the text.
  private mutating func tripleQuoted() throws(ScriptError) -> Token {
    let start = offset
    offset += 3
    if current == 0x0D { offset += 1 }
    if current == 0x0A { offset += 1 }
    var text: [UInt8] = []
    while let byte = current {
      if starts(with: "\"\"\"") {
        offset += 3
        return Token(
          text: String(decoding: text, as: UTF8.self), range: SourceRange(start, offset),
          isQuoted: true)
      }
      if byte == UInt8(ascii: "\\") {
        text += try escape()
      } else {
        text.append(byte)
        offset += 1
      }
    }
    throw .unclosed(
      "\"\"\"", openedAt: SourceRange(start, start + 3), hint: "close it with \"\"\"")
  }

  /// `\n \t \r \0 \e \" \' \\ \u{2026}`, and a `\` before a line break, which is nothing.
  private mutating func escape() throws(ScriptError) -> [UInt8] {
    let start = offset
    if let length = lineContinuation(at: offset) {
      offset += length
      return []
    }
    let letter = byte(1)
    offset = min(offset + 2, bytes.count)
    switch letter {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "0"): return [0]
    case UInt8(ascii: "e"): return [0x1B]
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): return [letter ?? 0]
    case UInt8(ascii: "u") where current == UInt8(ascii: "{"):
      var end = offset + 1
      while end < bytes.count, bytes[end].isNameByte { end += 1 }
      let digits = text(offset + 1, end)
      if end < bytes.count, bytes[end] == UInt8(ascii: "}"),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      {
        offset = end + 1
        return Array(String(scalar).utf8)
      }
    default: break
    }
    throw ScriptError(
      .error(
        "unknown-escape", "'\(text(start, offset))' is no escape",
        range: SourceRange(start, offset), hint: "write '\\\\' for a backslash"))
  }

  /// `<<TAG`, the lines below, and a line that is `TAG` alone.
  ///
  /// As many blanks as stand before the closing tag are taken from the start of every line.
  mutating func hereDocument() throws(ScriptError) -> HereDocument {
    let start = offset
    offset += 2
    skipSpaces()
    let nameStart = offset
    while let byte = current, byte.isNameByte { offset += 1 }
    let tag = text(nameStart, offset)
    let opening = SourceRange(start, offset)
    guard !tag.isEmpty else {
      throw ScriptError(
        .error("missing-tag", "a tag must follow '<<'", range: opening, hint: "such as <<END"))
    }
    skipBlanks()
    guard current?.isLineBreak ?? true else {
      throw ScriptError(
        .error(
          "unexpected-argument", "'<<\(tag)' must be the last thing on its line",
          range: SourceRange(offset, offset + 1)))
    }
    var lines: [Substring] = []
    let bodyStart = nextLineStart
    offset = bodyStart
    while offset < bytes.count {
      let lineStart = offset
      let line = restOfLine()
      let content = text(lineStart, offset)
      if line.text.drop(while: { $0 == " " || $0 == "\t" }) == tag {
        let indent = line.text.prefix(while: { $0 == " " || $0 == "\t" })
        let stripped = lines.map { $0.hasPrefix(indent) ? $0.dropFirst(indent.count) : $0 }
        return HereDocument(
          lines: stripped.map(String.init), range: SourceRange(start, offset),
          body: SourceRange(bodyStart, lineStart), indentation: String(indent))
      }
      lines.append(content[...])
      offset = nextLineStart
    }
    throw .unclosed("'<<\(tag)'", openedAt: opening, hint: "end it with a line '\(tag)'")
  }

  private var nextLineStart: Int {
    var index = offset
    if index < bytes.count, bytes[index] == 0x0D { index += 1 }
    if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    return index
  }
}
