internal import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Notation C: lines such as `**Action**: sentence` below a heading that names a state.
package struct StateBlockReader {
  /// What the lines below one heading say.
  package struct Block: Sendable {
    package var state: StateID
    package var heading: SourceRange
    package var action: SentenceAction?
    /// `- **Type**: Choice`, `Fork` or `Join`, with its place; other types say nothing.
    package var kind: State.Kind?
    package var kindRange: SourceRange?
    package var description: String?
  }

  /// - Returns: the blocks of states, and the actions that stand below headings of no state.
  package static func read(
    _ outline: MarkdownOutline, in source: SourceText, states: StateNames
  ) -> (blocks: [Block], astray: [SentenceAction]) {
    var reader = StateBlockReader(source: source, states: states)
    for element in outline.elements { reader.read(element) }
    reader.finish()
    return (reader.blocks, reader.astray)
  }

  private let source: SourceText
  private let states: StateNames
  private var blocks: [Block] = []
  private var open: Block?
  private var astray: [SentenceAction] = []
  /// The open heading, where it names no state.
  private var strange: SourceRange?
  /// Where `UserInteraction` stands in the open block.
  private var question: SourceRange?
  private var descriptionRange: SourceRange?

  private init(source: SourceText, states: StateNames) {
    self.source = source
    self.states = states
  }

  private mutating func read(_ element: MarkdownOutline.Element) {
    switch element {
    case .heading(let heading):
      finish()
      var name = heading.text
      MarkdownEntry.strip(&name, in: source.bytes)
      if let state = states.id(of: source.text(in: name)) {
        open = Block(state: state, heading: name)
      } else {
        strange = name
      }
    case .item(let item): read(item.text)
    case .line(let line): read(line.text)
    case .fence: break
    }
  }

  private mutating func read(_ line: SourceRange) {
    guard let entry = MarkdownEntry(line, in: source.bytes), entry.isBold else { return }
    guard let block = open else {
      // Prose may have a bold «Action» too: only what can be carried out was meant so.
      if let strange, entry.word == "action" {
        let stray = action(entry, below: strange)
        if stray.reading.action != nil { astray.append(stray) }
      }
      return
    }
    switch entry.word {
    case "action":
      guard block.action == nil else { return }
      let action = action(entry, below: block.heading)
      open?.action = action
    case "storeas":
      if open?.action != nil, let action = open?.action {
        var reading = action.reading
        StoreAs.read(entry, into: &reading, in: source)
        open?.action?.reading = reading
      } else {
        storedFirst = entry
      }
    case "type": readType(entry)
    case "description" where !entry.value.isEmpty:
      open?.description = source.text(in: entry.value)
      descriptionRange = entry.value
    default: break
    }
  }

  private func action(_ entry: MarkdownEntry, below heading: SourceRange) -> SentenceAction {
    let reading = SentenceReader.read(
      source.text(in: entry.value), places: TextPlaces(startingAt: entry.value.lower), in: .action)
    return SentenceAction(
      notation: .stateBlock, state: source.text(in: heading), stateRange: heading,
      range: entry.value.isEmpty ? entry.keyRange : entry.value, reading: reading, isMeant: true)
  }

  /// `**Store As**` that comes before the action.
  private var storedFirst: MarkdownEntry?

  private mutating func readType(_ entry: MarkdownEntry) {
    let word = MarkdownEntry.word(source.text(in: entry.value))
    if word == "userinteraction" {
      question = entry.value
    } else if let kind = State.Kind(rawValue: word), [.choice, .fork, .join].contains(kind) {
      open?.kind = kind
      open?.kindRange = entry.value
    }
  }

  private mutating func finish() {
    defer {
      open = nil
      strange = nil
      question = nil
      descriptionRange = nil
      storedFirst = nil
    }
    guard var block = open else { return }
    if block.action == nil, let question { block.action = asking(question, of: block) }
    if let storedFirst, var reading = block.action?.reading {
      StoreAs.read(storedFirst, into: &reading, in: source)
      block.action?.reading = reading
    }
    blocks.append(block)
  }

  /// A state of the type `UserInteraction` asks for one of its exits.
  private func asking(_ type: SourceRange, of block: Block) -> SentenceAction {
    var call = QuestionCall(.choice)
    if let text = block.description, let range = descriptionRange {
      call.prompt = .literal(.string(text), range)
    }
    var reading = SentenceReading()
    reading.action = ActionCall(.ask(call), range: type)
    return SentenceAction(
      notation: .stateBlock, state: source.text(in: block.heading), stateRange: block.heading,
      range: type, reading: reading, isMeant: true)
  }
}
