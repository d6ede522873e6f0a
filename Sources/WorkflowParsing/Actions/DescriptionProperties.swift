package import WorkflowSource

/// The description lines of one state, `State: rest`, told apart: title, prose, and properties.
///
/// Where one of them is an unindented property, all are taken as one YAML mapping, `State:` and one
/// blank removed; a first line that is no property is the title.
package struct DescriptionProperties: Sendable {
  /// One line behind the colon, as a range of the file; blanks kept, line break not.
  package struct Line: Hashable, Sendable {
    package var range: SourceRange

    package init(range: SourceRange) {
      self.range = range
    }
  }

  /// The first line of a state that has properties.
  package private(set) var title: String?
  /// Where the first line stands, if it is no property.
  package private(set) var titleRange: SourceRange?
  /// All lines of a state that has none.
  package private(set) var prose: [String] = []
  /// The mapping's text; nil when there are no properties.
  package private(set) var yaml: [UInt8]?
  package private(set) var places = TextPlaces()
  /// From the first property line to the last.
  package private(set) var range: SourceRange?

  package init(_ lines: [Line], in source: SourceText) {
    let bytes = source.bytes
    let contents = lines.map { Self.content(of: $0, in: bytes) }
    guard contents.contains(where: { Self.isProperty($0, in: bytes) }) else {
      titleRange = contents.first.map { SourceRange($0.lowerBound, $0.upperBound) }
      prose = contents.map { source.text(in: SourceRange($0.lowerBound, $0.upperBound)).trimmed }
      return
    }
    var rest = contents[...]
    if let first = rest.first, Self.isTitle(first, in: bytes) {
      titleRange = SourceRange(first.lowerBound, first.upperBound)
      title = source.text(in: SourceRange(first.lowerBound, first.upperBound)).trimmed
      rest.removeFirst()
    }
    gather(rest, in: bytes)
  }

  private mutating func gather(_ contents: ArraySlice<Range<Int>>, in bytes: [UInt8]) {
    var text: [UInt8] = []
    var runs: [TextPlaces.Run] = []
    text.reserveCapacity(contents.reduce(0) { $0 + $1.count + 1 })
    for content in contents {
      runs.append(.init(offset: text.count, origin: content.lowerBound))
      text += bytes[content]
      text.append(0x0A)
    }
    guard let first = contents.first, let last = contents.last else { return }
    // What YAML misses at the end is missed behind the last line, not behind the line break here.
    runs.append(.init(offset: text.count, origin: last.upperBound))
    yaml = text
    places = TextPlaces(runs: runs)
    range = SourceRange(first.lowerBound, last.upperBound)
  }

  /// What is left of a line behind the colon and one blank.
  private static func content(of line: Line, in bytes: [UInt8]) -> Range<Int> {
    var lower = line.range.lower
    var upper = line.range.upper
    while upper > lower, isBlank(bytes[upper - 1]) || bytes[upper - 1] == 0x0D { upper -= 1 }
    if lower < upper, isBlank(bytes[lower]) { lower += 1 }
    return lower..<upper
  }

  /// Whether a line is `word:` or `word: …` with a known word and without indentation.
  private static func isProperty(_ content: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard
      let colon = bytes[content].firstIndex(where: { !isWordPart($0) }),
      colon > content.lowerBound, bytes[colon] == UInt8(ascii: ":"),
      colon + 1 == content.upperBound || isBlank(bytes[colon + 1])
    else { return false }
    return PropertyName.isKnown(String(decoding: bytes[content.lowerBound..<colon], as: UTF8.self))
  }

  private static func isTitle(_ content: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard let first = bytes[content].first else { return false }
    return !isBlank(first) && !isProperty(content, in: bytes)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "_")
  }
}

extension String {
  /// Without blanks at the ends.
  var trimmed: String {
    let range = trimmedRange
    if range.count == utf8.count { return self }
    return String(decoding: Array(utf8)[range.lower..<range.upper], as: UTF8.self)
  }

  /// The bytes between the blanks at the ends.
  var trimmedRange: SourceRange {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    guard let first = utf8.first, let last = utf8.last, isBlank(first) || isBlank(last) else {
      return SourceRange(0, utf8.count)
    }
    let bytes = Array(utf8)
    let lower = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let upper = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? lower
    return SourceRange(lower, max(lower, upper))
  }
}
