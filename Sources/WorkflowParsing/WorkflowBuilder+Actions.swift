internal import WorkflowModel
internal import WorkflowSource

extension WorkflowBuilder {
  /// Notation A: what the description lines in the diagram say.
  mutating func readDescriptions() {
    let names = StateNames(states.map(\.name))
    for index in states.indices where !lines[index].isEmpty {
      let reading = DescriptionActionReader.read(lines[index], in: source, states: names)
      if let title = reading.title { states[index].title = title }
      states[index].descriptions = reading.descriptions
      states[index].action = reading.action
      states[index].properties = reading.properties
      states[index].actionRange = reading.range
      overrides[index] = reading.overrides
      if reading.namesAction { actors.insert(index) }
      diagnostics += reading.diagnostics
      if let kind = reading.kind { setKind(kind, of: index, at: reading.kindRange) }
    }
  }

  /// What a text says a state is, unless the diagram says something else.
  private mutating func setKind(_ kind: State.Kind, of index: Int, at range: SourceRange?) {
    guard states[index].kind != kind else { return }
    guard states[index].kind == .simple else {
      diagnostics.append(
        .error(
          "wrong-value",
          "'\(states[index].name)' is a \(states[index].kind.rawValue) state in the diagram",
          range: range))
      return
    }
    states[index].kind = kind
  }

  // MARK: Notations B and C

  /// Actions that the Markdown around the diagram gives, where the diagram gives none.
  mutating func readSentences(_ outline: MarkdownOutline) {
    guard !outline.elements.isEmpty else { return }
    let names = StateNames(states.map(\.name))
    let section = ActionsSectionReader.read(outline, in: source, states: names)
    let isOnly = outline.diagrams.count == 1
    for action in section {
      if let id = names.id(of: action.state) {
        give(action, to: id.index)
      } else if action.isMeant, isOnly {
        warnOfStray(action, names)
      }
    }
    let (blocks, astray) = StateBlockReader.read(outline, in: source, states: names)
    if isOnly { for action in astray { warnOfStray(action, names) } }
    for block in blocks {
      let index = block.state.index
      if let kind = block.kind { setKind(kind, of: index, at: block.kindRange) }
      if let text = block.description { states[index].descriptions.append(text) }
      if let action = block.action { give(action, to: index) }
    }
  }

  private mutating func warnOfStray(_ action: SentenceAction, _ names: StateNames) {
    diagnostics.append(
      .warning(
        "unknown-state", "no state '\(action.state)' in the diagram for this action",
        range: action.stateRange, hint: names.hint(for: action.state)))
  }

  private mutating func give(_ sentence: SentenceAction, to index: Int) {
    let reading = sentence.reading
    guard let action = reading.action else {
      let problem = reading.problem
      diagnostics.append(
        .warning(
          "not-an-action",
          problem.map { "this is no action: \($0.message)" } ?? "this is no action",
          range: problem?.range ?? sentence.range,
          hint: problem == nil
            ? "write a sentence such as 'Execute prompt \"name\"' or 'Log \"text\"'"
            : problem?.hint))
      return
    }
    guard !actors.contains(index) else {
      var diagnostic = Diagnostic.warning(
        "action-ignored", "'\(states[index].name)' has an action already: this one is ignored",
        range: sentence.range)
      if let first = states[index].actionRange {
        diagnostic.notes = [.init("the action that counts is here", range: first)]
      }
      diagnostics.append(diagnostic)
      return
    }
    actors.insert(index)
    states[index].action = action
    states[index].actionRange = sentence.range
    states[index].properties.timeout = states[index].properties.timeout ?? reading.timeout
    diagnostics += reading.diagnostics
  }
}
