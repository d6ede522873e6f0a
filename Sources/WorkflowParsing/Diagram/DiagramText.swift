internal import WorkflowSource
internal import YAMLText

/// A diagram's text made ready for the lexer as Mermaid does it: line breaks are LF; front matter,
/// directives and lines of comment are gone. Knows where each byte came from.
struct DiagramText {
  /// What was taken out.
  struct Removal {
    var kind: Diagram.Kind
    var range: SourceRange
  }

  private(set) var bytes: [UInt8] = []
  private(set) var places: TextPlaces
  /// With ranges in the file, in its order.
  private(set) var removals: [Removal] = []
  /// What is wrong with the YAML of the front matter.
  private(set) var diagnostics: [Diagnostic] = []
  private let dialect: DiagramDialect

  init(_ source: [UInt8], in range: SourceRange, dialect: DiagramDialect) {
    self.dialect = dialect
    let upper = min(max(range.upper, 0), source.count)
    let lower = min(max(range.lower, 0), upper)
    places = TextPlaces(startingAt: lower)
    guard dialect != .mermaidParser else {
      bytes = Array(source[lower..<upper])
      return
    }
    copyLines(source, lower, upper)
    if dialect.isMermaid { unquoteAttributes() }
    removeFrontMatter()
    removeDirectives()
    removeComments()
    bytes.append(0x0A)
    removals.sort { $0.range.lower < $1.range.lower }
  }

  private mutating func copyLines(_ source: [UInt8], _ start: Int, _ upper: Int) {
    var index = start
    if source[start..<upper].starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
    places = TextPlaces(startingAt: index)
    guard source[index..<upper].contains(0x0D) else {
      bytes = Array(source[index..<upper])
      return
    }
    bytes.reserveCapacity(upper - index + 1)
    while index < upper {
      let byte = source[index]
      if byte == 0x0D {
        // Of CR LF the LF stands for both, so that a range never ends between them.
        if index + 1 < upper, source[index + 1] == 0x0A { index += 1 }
        places.append(offset: bytes.count, origin: index)
        bytes.append(0x0A)
      } else {
        places.append(offset: bytes.count, origin: index)
        bytes.append(byte)
      }
      index += 1
    }
  }

  /// `<a href="x">` becomes `<a href='x'>`, as Mermaid has it.
  private mutating func unquoteAttributes() {
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      guard index < bytes.count, DiagramBytes.isWord(bytes[index]) else { continue }
      guard let close = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { return }
      var place = index
      while place + 1 < close {
        guard bytes[place] == UInt8(ascii: "="), bytes[place + 1] == UInt8(ascii: "\"") else {
          place += 1
          continue
        }
        let quote = bytes[(place + 2)..<close].firstIndex(of: UInt8(ascii: "\""))
        guard let quote else { break }
        bytes[place + 1] = UInt8(ascii: "'")
        bytes[quote] = UInt8(ascii: "'")
        place = quote + 1
      }
      index = close + 1
    }
  }

  // MARK: What is taken out

  /// YAML between two lines of `---` at the very beginning; here, not in Mermaid, blank lines may
  /// stand before it and blanks before the second line.
  private mutating func removeFrontMatter() {
    let text = DiagramBytes(bytes)
    let start = dialect.isMermaid ? 0 : text.skipWhite(0)
    guard text.has("---", at: start) else { return }
    // Only white space may stand behind the dashes; all of it is skipped.
    let content = text.skipWhite(start + 3)
    var line = text.lineEnd(start)
    guard line < content else { return }
    let first = line
    var closing: (line: Int, upper: Int)?
    while line < bytes.count {
      if let upper = closingEnd(text, line) {
        // Where lines without content follow the first dashes, Mermaid prefers a later end.
        let isEarly = dialect.isMermaid && line < content
        if line > first, !isEarly || closing == nil { closing = (line, upper) }
        if line > first, !isEarly { break }
      }
      line = text.lineEnd(line + 1)
    }
    guard let closing else { return }
    let body = SourceRange(first + 1, closing.line)
    remove([(start, closing.upper)], as: .frontMatter, body: body)
  }

  /// The offset behind the dashes of the line that follows a line feed, if they stand alone.
  private func closingEnd(_ text: DiagramBytes, _ lineFeed: Int) -> Int? {
    let dashes = dialect.isMermaid ? lineFeed + 1 : text.skipBlanks(lineFeed + 1)
    guard text.has("---", at: dashes) else { return nil }
    let end = text.lineEnd(dashes)
    return end < bytes.count && text.skipWhite(dashes + 3) > end ? text.skipWhite(end) : nil
  }

  /// `%%{ name: … }%%`; one that is not closed goes to the end of the text.
  private mutating func removeDirectives() {
    let text = DiagramBytes(bytes)
    var found: [(Int, Int)] = []
    var index = 0
    while let percent = text.find("%%{", from: index) {
      let word = text.skipWhite(percent + 3)
      var end = text.skipWord(word)
      guard end > word else {
        index = percent + 3
        continue
      }
      let colon = text.skipWhite(end)
      if text.byte(colon) == UInt8(ascii: ":") { end = colon + 1 }
      let value = text.skipWhite(end)
      let bare = text.skipWord(value)
      end = bare > value ? bare : text.find("}%%", from: value) ?? bytes.count
      end = text.skipWhite(end)
      if text.has("}%%", at: end) { end += 3 }
      found.append((percent, end))
      index = end
    }
    remove(found, as: .directive)
  }

  /// Lines that begin with `%%` and something behind it, and the blank lines before them.
  private mutating func removeComments() {
    let text = DiagramBytes(bytes)
    var found: [(Int, Int)] = []
    var line = 0
    while line < bytes.count {
      let start = text.skipWhite(line)
      let end = text.lineEnd(start)
      if text.has("%%", at: start), !text.has("%%{", at: start), end > start + 2 {
        found.append((line, min(end + 1, bytes.count)))
      }
      line = end + 1
    }
    remove(found, as: .comment)
  }

  private mutating func remove(
    _ ranges: [(lower: Int, upper: Int)], as kind: Diagram.Kind, body: SourceRange? = nil
  ) {
    guard !ranges.isEmpty else { return }
    if let body {
      let content = bytes[body.lower..<max(body.lower, body.upper)]
      let inner = TextPlaces(startingAt: body.lower).composed(with: places, count: content.count)
      diagnostics = YAMLReader.read(content, places: inner).diagnostics
    }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var runs = TextPlaces(startingAt: ranges[0].lower == 0 ? ranges[0].upper : 0)
    var index = 0
    let text = DiagramBytes(bytes)
    for (lower, upper) in ranges {
      kept += bytes[index..<lower]
      let trimmed = text.trim(lower, upper)
      removals.append(Removal(kind: kind, range: places.origin(of: trimmed)))
      runs.append(offset: kept.count, origin: upper)
      index = upper
    }
    kept += bytes[index...]
    places = runs.composed(with: places, count: kept.count)
    bytes = kept
  }
}
