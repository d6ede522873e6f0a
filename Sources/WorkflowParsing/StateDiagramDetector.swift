internal import WorkflowSource

/// Tells state diagrams from other texts by how they begin.
enum StateDiagramDetector {
  private static let keyword = Array("statediagram".utf8)

  /// Whether the first thing in a text, after a byte order mark, blank lines, Mermaid's front
  /// matter, `%%` comments and `%%{…}%%` directives, is the word `stateDiagram`.
  static func begins(_ bytes: [UInt8], _ range: SourceRange) -> Bool {
    let start = skipPreamble(bytes, range)
    guard range.upper - start >= keyword.count else { return false }
    for (offset, byte) in keyword.enumerated() where bytes[start + offset] | 0x20 != byte {
      return false
    }
    return true
  }

  private static func skipPreamble(_ bytes: [UInt8], _ range: SourceRange) -> Int {
    var index = range.lower
    let end = range.upper
    var mayHaveFrontMatter = true
    func begins(_ text: String) -> Bool { bytes[index..<end].starts(with: text.utf8) }
    func skipLine() {
      while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    }
    while index < end {
      if bytes[index] <= 0x20 {
        index += 1
      } else if begins("\u{FEFF}") {
        index += 3
      } else if begins("%%{") {
        while index < end, !begins("}%%") { index += 1 }
        index = min(end, index + 3)
      } else if begins("%%") {
        skipLine()
      } else if mayHaveFrontMatter, begins("---") {
        mayHaveFrontMatter = false
        skipLine()
        repeat {
          while index < end, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
          let isClosing = begins("---")
          skipLine()
          if isClosing { break }
        } while index < end
      } else {
        return index
      }
    }
    return end
  }
}
