/// Text for commands that people copy.
enum Shell {
  /// The text as one word of a shell.
  static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
      default: "@%+=:,./-_".utf8.contains(byte)
      }
    }
    if plain && !text.isEmpty { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// Splits a command at blanks; quotes hold words together, a backslash takes the next character.
  ///
  /// Nothing is expanded. Nil when a quote is not closed.
  static func words(_ text: String) -> [String]? {
    var words: [String] = []
    var word: [UInt8]?
    var quote: UInt8?
    var escaped = false
    for byte in text.utf8 {
      if escaped {
        word = (word ?? []) + [byte]
        escaped = false
      } else if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == UInt8(ascii: "\\") && open == UInt8(ascii: "\"") {
          escaped = true
        } else {
          word = (word ?? []) + [byte]
        }
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        word = word ?? []
      } else if byte <= 0x20 {
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        word = nil
      } else {
        word = (word ?? []) + [byte]
      }
    }
    if quote != nil || escaped { return nil }
    if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
    return words
  }
}
