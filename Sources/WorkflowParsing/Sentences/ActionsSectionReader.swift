package import WorkflowModel
package import WorkflowSource

/// Notation B: the bullets below a heading `Actions`, `- State: sentence`.
package struct ActionsSectionReader {
  private let source: SourceText
  private let states: StateNames
  private var actions: [SentenceAction] = []

  /// What the bullets say, in the order of the file, for states that may not exist; among them
  /// bullets that are prose.
  package static func read(
    _ outline: MarkdownOutline, in source: SourceText, states: StateNames
  ) -> [SentenceAction] {
    var reader = ActionsSectionReader(source: source, states: states)
    reader.read(outline.elements)
    return reader.actions
  }

  private init(source: SourceText, states: StateNames) {
    self.source = source
    self.states = states
  }

  private mutating func read(_ elements: [MarkdownOutline.Element]) {
    /// The level of the heading that began the section.
    var level: Int?
    /// Whether the lines belong to a heading that names a state, which is notation C.
    var isBlock = false
    for (index, element) in elements.enumerated() {
      switch element {
      case .heading(let heading):
        var name = heading.text
        MarkdownEntry.strip(&name, in: source.bytes)
        isBlock = states.id(of: source.text(in: name)) != nil
        if MarkdownEntry.word(source.text(in: heading.text)) == "actions" {
          level = heading.level
        } else if let open = level, heading.level <= open {
          level = nil
        }
      case .item(let item) where level != nil && !isBlock:
        read(item.text, continuedBy: continuation(of: item, elements[(index + 1)...]))
      case .line(let line) where level != nil && !isBlock: readStoreAs(line.text)
      case .item, .line, .fence: continue
      }
    }
  }

  /// How many lines and bytes a bullet goes on for at most: it is read anew with each line.
  private static let mostLines = 64
  private static let mostBytes = 16_384

  /// The lines right below a bullet that stand farther to the right than its mark; one that says
  /// where the result goes is the last.
  private func continuation(
    of item: MarkdownOutline.ListItem, _ elements: ArraySlice<MarkdownOutline.Element>
  ) -> [SourceRange] {
    var lines: [SourceRange] = []
    var above = item.range
    for element in elements.prefix(Self.mostLines) {
      guard case .line(let line) = element, line.indentation > item.indentation,
        line.range.upper - item.range.lower <= Self.mostBytes,
        source.isLineBreak(between: above, and: line.range),
        MarkdownEntry(line.text, in: source.bytes)?.word != "storeas"
      else { break }
      lines.append(line.text)
      above = line.range
    }
    return lines
  }

  @discardableResult
  private mutating func readStoreAs(_ line: SourceRange) -> Bool {
    guard let entry = MarkdownEntry(line, in: source.bytes), entry.word == "storeas" else {
      return false
    }
    if let last = actions.indices.last {
      StoreAs.read(entry, into: &actions[last].reading, in: source)
    }
    return true
  }

  private mutating func read(_ line: SourceRange, continuedBy lines: [SourceRange]) {
    guard !readStoreAs(line), let entry = MarkdownEntry(line, in: source.bytes) else { return }
    let (reading, range) = read(([entry.value] + lines).filter { !$0.isEmpty })
    actions.append(
      SentenceAction(
        notation: .actionsSection, state: entry.key, stateRange: entry.keyRange,
        range: range ?? entry.keyRange, reading: reading,
        isMeant: reading.action != nil || reading.problem != nil))
  }

  /// As many of the lines as are one sentence together: what comes behind it is prose.
  private func read(_ lines: [SourceRange]) -> (SentenceReading, SourceRange?) {
    guard let first = lines.first, let last = lines.last else { return (SentenceReading(), nil) }
    var best: (SentenceReading, SourceRange)?
    var text = ""
    var places = TextPlaces(startingAt: first.lower)
    var reading = SentenceReading()
    for line in lines {
      if !text.isEmpty {
        // Markdown reads a line break as a blank.
        places.append(offset: text.utf8.count, origin: line.lower - 1)
        text += " "
      }
      places.append(offset: text.utf8.count, origin: line.lower)
      text += source.text(in: line)
      reading = SentenceReader.read(text, places: places, in: .action)
      guard let action = reading.action else { continue }
      // What is read only when it runs may be anything: it is no reason to take prose along.
      if case .sentence = action.kind, best != nil { continue }
      best = (reading, SourceRange(first.lower, line.upper))
    }
    return best ?? (reading, SourceRange(first.lower, last.upper))
  }
}

extension SourceText {
  /// Whether nothing but the end of a line stands between two ranges, and blanks.
  fileprivate func isLineBreak(between above: SourceRange, and below: SourceRange) -> Bool {
    let between = bytes[above.upper..<below.lower].filter { $0 != 0x20 && $0 != 0x09 }
    return between.count == 1 || between == [0x0D, 0x0A]
  }
}

/// `Store As: name`.
enum StoreAs {
  static func read(
    _ entry: MarkdownEntry, into reading: inout SentenceReading, in source: SourceText
  ) {
    guard reading.action != nil else { return }
    var range = entry.value
    MarkdownEntry.strip(&range, in: source.bytes)
    let text = source.text(in: range)
    guard let name = SentenceReader.variableName(text) else {
      reading.diagnostics.append(
        .warning(
          "not-an-action", "'\(text)' is not the name of a variable",
          range: range.isEmpty ? entry.keyRange : range))
      return
    }
    reading.action?.stored = StoredResult(name: name, range: range)
  }
}
