package import LineEditing

/// The colours of a command while it is typed: a pure function of its text.
///
/// It looks at words only: half a command has no syntax yet.
package struct ShellHighlighting {
  private let commands: CommandTable
  private let states: Set<String>

  package init(_ commands: CommandTable, states: Set<String>) {
    self.commands = commands
    self.states = states
  }

  private enum Look {
    static let command = TextStyle(.blue, bold: true)
    static let unknown = TextStyle(.red)
    static let text = TextStyle(.green)
    static let number = TextStyle(.magenta)
    static let option = TextStyle(.yellow)
    static let state = TextStyle(.cyan)
    static let comment = TextStyle(dim: true)
  }

  /// In order, not overlapping.
  package func spans(in text: String) -> [StyledSpan] {
    let bytes = Array(text.utf8)
    var spans: [StyledSpan] = []
    var index = 0
    var isAtCommand = true
    while index < bytes.count {
      let byte = bytes[index]
      let start = index
      if byte.isBlank {
        index += 1
        continue
      }
      if byte.isLineBreak || ";{}".utf8.contains(byte) {
        isAtCommand = true
        index += 1
        continue
      }
      if byte == UInt8(ascii: "#"), start == 0 || bytes[start - 1].isBlank {
        while index < bytes.count, !bytes[index].isLineBreak { index += 1 }
        spans.append(StyledSpan(start..<index, Look.comment))
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index = Self.endOfText(in: bytes, from: index)
        spans.append(StyledSpan(start..<index, Look.text))
        continue
      }
      index = Self.endOfWord(in: bytes, from: index)
      let word = String(decoding: bytes[start..<index], as: UTF8.self)
      if isAtCommand {
        spans.append(StyledSpan(start..<index, style(ofCommand: word)))
        isAtCommand = false
      } else if let style = style(ofWord: word) {
        spans.append(StyledSpan(start..<index, style))
      }
    }
    return spans
  }

  private func style(ofCommand word: String) -> TextStyle {
    let name = word.split(separator: "/").first.map(String.init) ?? word
    switch commands.find(name, .interactive) {
    case .found, .ambiguous: return Look.command
    case .unknown: return Look.unknown
    }
  }

  private func style(ofWord word: String) -> TextStyle? {
    if word.hasPrefix("--") { return Look.option }
    if states.contains(word) { return Look.state }
    if word.utf8.first?.isDigit == true { return Look.number }
    if ["true", "false", "null"].contains(word) { return Look.number }
    return nil
  }

  /// A name, number or option as a whole; any other character alone.
  private static func endOfWord(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isNameByte || "-./\\?".utf8.contains(bytes[end]) {
      // An arrow is no part of a name.
      if bytes[end] == UInt8(ascii: "-"), end + 1 < bytes.count,
        bytes[end + 1] == UInt8(ascii: ">")
      {
        break
      }
      end += 1
    }
    return max(end, start + 1)
  }

  private static func endOfText(in bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != bytes[start] {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }
}
