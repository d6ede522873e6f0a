internal import WorkflowSource

/// Files that are no text at all.
enum TextCheck {
  /// The largest file that is read, in bytes.
  static let largestFile = 16 << 20

  /// What is wrong with the bytes of a file; nil when they are UTF-8 of a reasonable size.
  static func problem(in source: SourceText) -> Diagnostic? {
    let bytes = source.bytes
    if bytes.count > largestFile { return tooLarge(bytes.count) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .error(
        "invalid-text", "the file is UTF-16", range: SourceRange(0, 2), hint: "save it as UTF-8")
    }
    if let offset = bytes.firstIndex(of: 0) {
      return .error(
        "binary-file", "a NUL byte: this is no text file", range: SourceRange(offset, offset + 1),
        hint: "name a workflow's file: Markdown, or a Mermaid diagram")
    }
    if let offset = invalidUTF8(bytes) {
      return .error(
        "invalid-text", "this is not UTF-8", range: SourceRange(offset, offset + 1),
        hint: "save the file as UTF-8")
    }
    let isBlank = bytes.allSatisfy { $0 <= 0x20 } || bytes == [0xEF, 0xBB, 0xBF]
    if isBlank {
      return .error(
        "empty-file", "the file is empty", range: SourceRange(0, 0),
        hint: "add a ```mermaid fence that begins with 'stateDiagram-v2'")
    }
    return nil
  }

  static func tooLarge(_ count: Int) -> Diagnostic {
    .error(
      "too-large",
      "the file has \(count) bytes; a workflow may have \(largestFile)", range: SourceRange(0, 1),
      hint: "name a workflow's file, or part this one into sub-workflows")
  }

  /// The offset of the first byte that begins no well-formed sequence.
  private static func invalidUTF8(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          continue
        }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch byte {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return index
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return index }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return index }
        index += length
      }
      return nil
    }
  }
}
