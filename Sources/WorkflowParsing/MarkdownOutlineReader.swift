internal import WorkflowSource

/// Reads a file line by line into a `MarkdownOutline`.
///
/// Blocks are those of CommonMark, with two liberties: fences may be indented as far as one likes
/// (in lists they are), and front matter may have blank lines before it.
struct MarkdownOutlineReader {
  private let source: SourceText
  private var outline = MarkdownOutline()
  private var lines: MarkdownLines

  init(_ source: SourceText) {
    self.source = source
    lines = MarkdownLines(source.bytes)
  }

  mutating func read() -> MarkdownOutline {
    readFrontMatter()
    let rest = SourceRange(lines.position, source.bytes.count)
    let name = source.name.lowercased()
    if name.hasSuffix(".mermaid") || name.hasSuffix(".mmd")
      || StateDiagramDetector.begins(source.bytes, rest)
    {
      outline.diagrams = [rest]
      return outline
    }
    while let line = lines.next() { read(line) }
    return outline
  }

  private mutating func readFrontMatter() {
    let start = lines
    var line = lines.next()
    while let blank = line, blank.text.isEmpty { line = lines.next() }
    guard let first = line, isRule(first, of: "---"), first.indentation == 0 else {
      lines = start
      return
    }
    let content = lines.position
    while let line = lines.next() {
      guard line.indentation == 0, isRule(line, of: "---") || isRule(line, of: "...") else {
        continue
      }
      outline.frontMatter = .init(
        range: SourceRange(first.text.lower, line.text.upper),
        content: SourceRange(content, line.start))
      return
    }
    // A rule at the beginning of plain Markdown is no front matter; `key:` below it is.
    lines = start
    let next = MarkdownLines(source.bytes, from: content).peek()
    if let next, source.bytes[next.text.lower..<next.text.upper].contains(UInt8(ascii: ":")) {
      outline.diagnostics.append(
        .error(
          "front-matter-unclosed", "this front matter is never closed", range: first.text,
          hint: "end it with a line '---'"))
    }
  }

  private func isRule(_ line: MarkdownLines.Line, of text: String) -> Bool {
    source.bytes[line.text.lower..<line.text.upper].elementsEqual(text.utf8)
  }

  // MARK: Lines

  private mutating func read(_ line: MarkdownLines.Line) {
    guard !line.text.isEmpty else { return }
    if let opening = line.fence(in: source.bytes) {
      readFence(line, opening)
    } else if line.indentation < 4, begins(line, "<!--") {
      skipComment(line)
    } else if let heading = line.heading(in: source.bytes) {
      outline.elements.append(.heading(heading))
    } else if let level = line.underline(in: source.bytes), takeUnderlined(line, level: level) {
      return
    } else if line.isRule(in: source.bytes) {
      return
    } else if let item = line.item(in: source.bytes) {
      outline.elements.append(.item(item))
    } else {
      outline.elements.append(
        .line(.init(range: line.text, indentation: line.indentation, text: line.text)))
    }
  }

  private mutating func readFence(_ line: MarkdownLines.Line, _ opening: MarkdownLines.FenceMark) {
    let start = lines.position
    var fence = MarkdownOutline.Fence(
      range: line.text, opening: line.text, language: opening.language,
      body: SourceRange(start, start), isClosed: false)
    while let next = lines.next() {
      if next.closes(opening, in: source.bytes) {
        fence.isClosed = true
        fence.body = SourceRange(start, next.start)
        fence.range = SourceRange(line.text.lower, next.text.upper)
        break
      }
    }
    if !fence.isClosed {
      fence.body = SourceRange(start, source.bytes.count)
      fence.range = SourceRange(line.text.lower, source.bytes.count)
      outline.diagnostics.append(
        .warning(
          "fence-unclosed", "this fence is never closed", range: line.text,
          hint: "end it with a line \(opening.text)"))
    }
    outline.elements.append(.fence(fence))
    if fence.language == "mermaid", StateDiagramDetector.begins(source.bytes, fence.body) {
      outline.diagrams.append(fence.body)
    }
  }

  /// What is commented out is not there, up to the end of the line with `-->`.
  private mutating func skipComment(_ first: MarkdownLines.Line) {
    var line: MarkdownLines.Line? = first
    while let current = line {
      if contains(current, "-->") { return }
      line = lines.next()
    }
  }

  private func begins(_ line: MarkdownLines.Line, _ text: String) -> Bool {
    source.bytes[line.text.lower..<line.text.upper].starts(with: text.utf8)
  }

  private func contains(_ line: MarkdownLines.Line, _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard line.text.count >= wanted.count else { return false }
    return (line.text.lower...(line.text.upper - wanted.count)).contains {
      source.bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }

  /// Makes the line above a heading, if it is text and ends just before this one.
  private mutating func takeUnderlined(_ line: MarkdownLines.Line, level: Int) -> Bool {
    guard line.indentation < 4, case .line(let above)? = outline.elements.last,
      above.indentation < 4, line.follows(above.range, in: source.bytes)
    else { return false }
    outline.elements[outline.elements.count - 1] = .heading(
      .init(range: above.range.union(line.text), level: level, text: above.text))
    return true
  }
}
