internal import WorkflowModel
internal import WorkflowSource

extension WorkflowBuilder {
  /// Finds the forks and gives every exit its class; actions and properties must be known.
  mutating func classifyExits(declaredNames: [String]) {
    var names = Set(declaredNames)
    for state in states { names.formUnion(state.assignedNames) }
    let reader = LabelReader(declaredNames: names)
    let sources = exitSources
    var finder = ForkFinder(states: states, transitions: transitions)
    for index in states.indices {
      states[index].forks = finder.groups(of: index) { labels[$0.index]?.text.trimmed ?? "" }
      let meanings = meanings(of: index, source: sources[index], reader: reader)
      classify(
        states[index].exits, groups: states[index].forks, source: sources[index],
        meanings: meanings, reader: reader)
    }
    for region in regions {
      classify(region.starts, groups: [], source: .start, meanings: [:], reader: reader)
    }
  }

  /// Exits that are taken together are classified as one, and share what it gets.
  private mutating func classify(
    _ ids: [TransitionID], groups: [[TransitionID]], source: ExitClassifier.Source,
    meanings: [TransitionID: ExitMeaning], reader: LabelReader
  ) {
    guard !ids.isEmpty else { return }
    var leaders: [TransitionID: TransitionID] = [:]
    for group in groups {
      for id in group { leaders[id] = group[0] }
    }
    let alone = ids.filter { leaders[$0] == nil || leaders[$0] == $0 }
    let readings = alone.map { id -> LabelReading in
      var reading = reader.read(
        labels[id.index]?.text ?? "",
        places: TextPlaces(startingAt: labels[id.index]?.range.lower ?? 0))
      reading.meaning = meanings[id]
      return reading
    }
    for (id, label) in zip(alone, ExitClassifier(source: source).classify(readings)) {
      transitions[id.index].label = label
    }
    diagnostics += readings.flatMap(\.diagnostics)
    for group in groups { share(group) }
  }

  private mutating func share(_ group: [TransitionID]) {
    var label = transitions[group[0].index].label
    if label.rule == .unlabelled { label.rule = .fork }
    for id in group {
      if let name = labels[id.index], !name.text.trimmed.isEmpty {
        label.range = TextPlaces(startingAt: name.range.lower)
          .origin(of: name.text.trimmedRange)
      }
      transitions[id.index].label = label
    }
  }

  // MARK: What a state does

  /// For each state, by its number, what it does as far as its exits are concerned.
  ///
  /// A choice without an action is looked through: it is what the states before it are, where
  /// these agree.
  private var exitSources: [ExitClassifier.Source] {
    var sources = states.indices.map { ownSource(of: $0) }
    guard sources.contains(where: { $0 == nil }) else { return sources.compactMap { $0 } }
    var known = sources
    var open = states.indices.filter { sources[$0] != nil }
    func pass(_ source: ExitClassifier.Source, to target: Int) {
      guard sources[target] == nil, known[target] != source else { return }
      let isFirst = known[target] == nil
      guard isFirst || known[target] != .passage else { return }
      known[target] = isFirst ? source : .passage
      open.append(target)
    }
    for region in regions {
      for id in region.starts {
        // Nothing stands before it: people decide.
        if let target = transitions[id.index].target.state?.index { pass(.idle, to: target) }
      }
    }
    while let index = open.popLast() {
      guard let source = known[index] else { continue }
      for exit in states[index].exits {
        if let target = transitions[exit.index].target.state?.index { pass(source, to: target) }
      }
    }
    for index in sources.indices { sources[index] = known[index] ?? .passage }
    return sources.compactMap { $0 }
  }

  /// Nil for a choice without an action.
  private func ownSource(of index: Int) -> ExitClassifier.Source? {
    let state = states[index]
    switch state.action?.kind {
    case .conditional: return .conditional
    case .ask(let call) where call.kind == .choice: return .choosing
    case .some: return .action
    case nil: break
    }
    if actors.contains(index) || state.properties.beside != nil { return .action }
    switch state.kind {
    case .simple: return .idle
    case .composite, .fork, .join: return .passage
    case .choice: return nil
    }
  }

  // MARK: Overrides

  /// What `on:` of a state says of its exits.
  private mutating func meanings(
    of index: Int, source: ExitClassifier.Source, reader: LabelReader
  ) -> [TransitionID: ExitMeaning] {
    guard let overrides = overrides[index] else { return [:] }
    var meanings: [TransitionID: ExitMeaning] = [:]
    for entry in overrides {
      let exits = states[index].exits.filter { id in
        labels[id.index].map { entry.fits($0.text.trimmed) } ?? false
      }
      if exits.isEmpty {
        let known = states[index].exits.compactMap { labels[$0.index]?.text.trimmed }
        diagnostics.append(
          .error(
            "unknown-label", "no exit of '\(states[index].name)' has the label '\(entry.label)'",
            range: entry.labelRange, hint: Suggestion.hint(for: entry.label, among: known)))
      }
      let reading = reader.read(entry.meaning, places: entry.places)
      diagnostics += reading.diagnostics
      let meaning = ExitMeaning(reading)
      if meaning.choiceText != nil, source != .choosing, source != .idle {
        diagnostics.append(
          .error(
            "wrong-value",
            "'\(meaning.text)' is no outcome and no condition, and "
              + "'\(states[index].name)' asks for no choice",
            range: reading.range,
            hint: Suggestion.hint(
              for: meaning.text, among: ["success", "failure", "default", "always", "exhausted"])
              ?? "say success, failure, or a condition"))
      }
      for exit in exits where meanings[exit] == nil { meanings[exit] = meaning }
    }
    return meanings
  }
}
