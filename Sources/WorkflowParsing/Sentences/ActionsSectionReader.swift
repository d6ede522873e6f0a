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
    for element in elements {
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
      case .item(let item) where level != nil && !isBlock: read(item.text, isItem: true)
      case .line(let line) where level != nil && !isBlock: read(line.text, isItem: false)
      case .item, .line, .fence: continue
      }
    }
  }

  private mutating func read(_ line: SourceRange, isItem: Bool) {
    guard let entry = MarkdownEntry(line, in: source.bytes) else { return }
    if entry.word == "storeas" {
      if let last = actions.indices.last {
        StoreAs.read(entry, into: &actions[last].reading, in: source)
      }
    } else if isItem {
      let text = source.text(in: entry.value)
      let reading = SentenceReader.read(
        text, places: TextPlaces(startingAt: entry.value.lower), in: .action)
      actions.append(
        SentenceAction(
          notation: .actionsSection, state: entry.key, stateRange: entry.keyRange,
          range: entry.value.isEmpty ? entry.keyRange : entry.value, reading: reading,
          isMeant: reading.action != nil || reading.problem != nil))
    }
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
