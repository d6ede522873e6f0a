internal import Synchronization

/// A text with a name: a workflow file, a script, a line typed at the prompt.
///
/// Everything that is read keeps byte offsets into such a text; lines and columns are counted only
/// when somebody wants to see them.
package final class SourceText: Sendable {
  /// What diagnostics call the text: a path as the user gave it, or a label such as `<prompt>`.
  package let name: String
  /// The text, as it was in the file; it need not be valid UTF-8.
  package let bytes: [UInt8]

  private let lineTable = Mutex<[Int]?>(nil)

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The folder of a file with its slash; empty where the name has none.
  package var folder: String {
    guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(name[...slash])
  }

  /// The whole text.
  package var range: SourceRange { SourceRange(0, bytes.count) }

  /// The text in `range`, with invalid UTF-8 replaced by U+FFFD; clamped to the text.
  package func text(in range: SourceRange) -> String {
    let lower = min(max(range.lower, 0), bytes.count)
    let upper = min(max(range.upper, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// Byte offsets at which lines begin; the first is always 0.
  ///
  /// A line ends with LF, CRLF or a CR of its own.
  package var lineStarts: [Int] {
    lineTable.withLock { table in
      if let table { return table }
      let starts = Self.findLineStarts(in: bytes)
      table = starts
      return starts
    }
  }

  /// The line and column of a byte offset; clamped to the text.
  ///
  /// A byte order mark takes no column, a stretch of invalid UTF-8 as many as it is shown with.
  package func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineIndex(containing: offset)
    let start = line == 0 ? byteOrderMark : lineStarts[line]
    let before = text(in: SourceRange(start, offset))
    return SourcePosition(line: line + 1, column: before.unicodeScalars.count + 1)
  }

  /// The bytes of a line, without its line break and byte order mark; nil when there is no such
  /// line.
  ///
  /// - Parameter number: counted from 1.
  package func lineRange(_ number: Int) -> SourceRange? {
    let starts = lineStarts
    guard number >= 1, number <= starts.count else { return nil }
    let lower = number == 1 ? byteOrderMark : starts[number - 1]
    var upper = number < starts.count ? starts[number] : bytes.count
    while upper > lower, bytes[upper - 1] == 0x0A || bytes[upper - 1] == 0x0D { upper -= 1 }
    return SourceRange(lower, upper)
  }

  /// Bytes of the UTF-8 byte order mark at the beginning: 3 or 0.
  private var byteOrderMark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  private func lineIndex(containing offset: Int) -> Int {
    let starts = lineStarts
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private static func findLineStarts(in bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        starts.append(index)
      } else if byte == 0x0D, index == bytes.count || bytes[index] != 0x0A {
        starts.append(index)
      }
    }
    return starts
  }
}
