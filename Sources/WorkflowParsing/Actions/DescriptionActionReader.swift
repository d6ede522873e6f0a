package import WorkflowModel
package import WorkflowSource
internal import YAMLText

/// Notation A: a state's action and properties out of its `State: …` lines, or its action out of a
/// title that is a sentence.
package struct DescriptionActionReader {
  /// What the lines of one state say.
  package struct Reading: Sendable {
    package var title: String?
    package var descriptions: [String] = []
    package var action: ActionCall?
    package var properties = StateProperties()
    /// What `type:` makes of the state; nil when it says nothing.
    package var kind: State.Kind?
    package var kindRange: SourceRange?
    /// What `on:` says of the labels of its exits.
    package var overrides: [ExitOverride] = []
    /// Whether an action is named, even if it could not be read.
    package var namesAction = false
    package var range: SourceRange?
    package var diagnostics: [Diagnostic] = []
    /// Whether the lines were properties, even if they could not be read.
    package var hasProperties: Bool { range != nil }
  }

  package static func read(
    _ lines: [DescriptionProperties.Line], in source: SourceText, states: StateNames
  ) -> Reading {
    let parts = DescriptionProperties(lines, in: source)
    var reading = Reading(title: parts.title, descriptions: parts.prose, range: parts.range)
    guard let yaml = parts.yaml, let range = parts.range else {
      readTitle(parts, in: source, into: &reading)
      return reading
    }
    if let title = parts.title, let problem = misspelled(title, lines, in: source) {
      reading.diagnostics.append(problem)
    }
    let document = YAMLReader.read(yaml, places: parts.places)
    reading.diagnostics += document.diagnostics
    guard let root = document.root else { return reading }
    guard let mapping = root.mappingValue else {
      reading.diagnostics.append(
        .error(
          "wrong-value", "properties must be 'name: value' lines, not \(root.value.kindName)",
          range: root.range))
      return reading
    }
    var reader = ActionReader(states: states)
    let (properties, traits) = reader.stateProperties(in: mapping)
    reading.properties = properties
    reading.kind = traits.kind?.kind
    reading.kindRange = traits.kind?.range
    reading.overrides = traits.overrides
    reading.namesAction = mapping["action"] != nil
    reading.action = reader.stateAction(in: mapping, range: range)
    if let description = reader.description(in: mapping) {
      reading.descriptions.append(description)
    }
    reading.diagnostics += reader.diagnostics
    if !reading.namesAction { readTitle(parts, in: source, into: &reading) }
    return reading
  }

  /// A title that is a sentence of notation B is the action.
  private static func readTitle(
    _ parts: DescriptionProperties, in source: SourceText, into reading: inout Reading
  ) {
    guard let range = parts.titleRange else { return }
    let text = source.text(in: range)
    // Bytes that are no UTF-8 would give every place behind them another number.
    guard text.utf8.count == range.upper - range.lower else { return }
    let sentence = SentenceReader.read(
      text, places: TextPlaces(startingAt: range.lower), in: .title)
    guard let action = sentence.action else { return }
    reading.action = action
    reading.namesAction = true
    reading.title = nil
    if !reading.descriptions.isEmpty, parts.yaml == nil { reading.descriptions.removeFirst() }
    reading.properties.timeout = reading.properties.timeout ?? sentence.timeout
    reading.range = reading.range.map { $0.union(action.range) } ?? action.range
    reading.diagnostics += sentence.diagnostics
  }

  /// A title that looks like a property whose name is mistyped: `timeot: 5`.
  private static func misspelled(
    _ title: String, _ lines: [DescriptionProperties.Line], in source: SourceText
  ) -> Diagnostic? {
    guard let colon = title.utf8.firstIndex(of: UInt8(ascii: ":")), let line = lines.first,
      let hint = Suggestion.hint(for: String(title[..<colon]), among: PropertyName.all)
    else { return nil }
    var range = line.range
    while range.lower < range.upper, source.bytes[range.lower] <= 0x20 { range.lower += 1 }
    return .warning(
      "title-like-property", "this is read as the title of the state", range: range, hint: hint)
  }
}
