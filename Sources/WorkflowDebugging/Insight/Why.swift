package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// An answer to «why»: a heading and what supports it, line by line.
package struct Explanation: Sendable {
  package struct Fact: Sendable {
    /// `label`, `read as`, `because`, `others`, …
    package var label: String
    package var text: String

    package init(label: String, text: String) {
      self.label = label
      self.text = text
    }
  }

  package var heading: String
  /// Where in the workflow; shown at the end of the heading.
  package var range: SourceRange?
  package var facts: [Fact]

  package init(heading: String, range: SourceRange? = nil, facts: [Fact]) {
    self.heading = heading
    self.range = range
    self.facts = facts
  }
}

/// Explains a run from its events; decides nothing anew.
package struct Why {
  private let workflow: Workflow
  private let events: ArraySlice<Event>

  package init(workflow: Workflow, events: ArraySlice<Event>) {
    self.workflow = workflow
    self.events = events
  }

  /// Why the run is where it is: its latest transition.
  package func latest() -> Explanation? { latestDeparture { _ in true } }

  /// Why this edge was taken, or was not when its state was last left; nil when it never was left.
  package func edge(_ transition: TransitionID) -> Explanation? {
    if let taken = latestDeparture({ $0.transition == transition }) { return taken }
    return notTaken(transition)
  }

  /// Why the run came to this state.
  package func state(_ state: StateID) -> Explanation? {
    latestDeparture { workflow[$0.transition].target.state == state }
  }

  /// Why this edge was not taken when its state was last left.
  package func notTaken(_ transition: TransitionID) -> Explanation? {
    guard let source = workflow[transition].source.state,
      let (event, departure) = find({ $0.from == source })
    else { return nil }
    let taken = departure.transition == transition
    return Explanation(
      heading: "\(name(of: transition))   \(taken ? "taken" : "not taken")   @\(event.number)",
      range: workflow[transition].range,
      facts: reading(of: transition, departure)
        + [.init(label: "instead", text: described(departure.transition))]
        + because(departure, before: event))
  }

  private func latestDeparture(_ fits: (Departure) -> Bool) -> Explanation? {
    guard let (event, departure) = find(fits) else { return nil }
    let exits = departure.from.map { workflow[$0].exits } ?? [departure.transition]
    let position = (exits.firstIndex(of: departure.transition) ?? 0) + 1
    let others = exits.filter { $0 != departure.transition }.map { exit in
      Explanation.Fact(
        label: "others",
        text: "\(described(exit))  \(reading(exit, departure)): not taken")
    }
    return Explanation(
      heading: "\(name(of: departure.transition))   taken (\(position) of \(exits.count))"
        + "   @\(event.number)\(departure.origin.mark.map { "   \($0)" } ?? "")",
      range: workflow[departure.transition].range,
      facts: reading(of: departure.transition, departure) + because(departure, before: event)
        + others)
  }

  private func find(_ fits: (Departure) -> Bool) -> (Event, Departure)? {
    for event in events.reversed() {
      if case .edge(let departure) = event.kind, fits(departure) { return (event, departure) }
    }
    return nil
  }

  // MARK: Words

  package func name(of transition: TransitionID) -> String {
    let edge = workflow[transition]
    return "\(edge.source.state.map { workflow[$0].name } ?? "[*]") -> "
      + (edge.target.state.map { workflow[$0].name } ?? "[*]")
  }

  private func described(_ transition: TransitionID) -> String {
    let label = workflow[transition].label.text
    return name(of: transition) + (label.isEmpty ? "" : "  \"\(label)\"")
  }

  private func reading(of transition: TransitionID, _ departure: Departure) -> [Explanation.Fact] {
    let label = workflow[transition].label
    var facts: [Explanation.Fact] = []
    if !label.text.isEmpty { facts.append(.init(label: "label", text: "\"\(label.text)\"")) }
    facts.append(.init(label: "read as", text: reading(transition, departure)))
    return facts
  }

  private func reading(_ transition: TransitionID, _ departure: Departure) -> String {
    let label = workflow[transition].label
    var text = "\(label.exitClass.rawValue), \(label.rule.description)"
    if let guardReading = departure.guards.first(where: { $0.transition == transition }) {
      switch guardReading.value {
      case true?: text += ", which is true"
      case false?: text += ", which is false"
      case nil: text += ", which cannot be evaluated"
      }
      if guardReading.isInvented { text += " of invented data" }
    }
    return text
  }

  private func because(_ departure: Departure, before event: Event) -> [Explanation.Fact] {
    guard let from = departure.from else {
      return [.init(label: "because", text: "the workflow begins here")]
    }
    var facts = [
      Explanation.Fact(
        label: "because", text: reasonText(departure, state: workflow[from].name))
    ]
    for earlier in events.reversed() where earlier.number < event.number {
      guard case .attemptEnded(let state, let attempt, let summary) = earlier.kind, state == from
      else { continue }
      var text = "\(workflow[from].name) \(summary.status.rawValue) @\(earlier.number)"
      if attempt > 1 { text += " after \(attempt) attempts" }
      if let failure = summary.failure { text += ": \(failure.type): \(failure.message)" }
      if let mark = summary.origin.mark { text += "   \(mark)" }
      facts.append(.init(label: "", text: text))
      break
    }
    return facts
  }

  private func reasonText(_ departure: Departure, state: String) -> String {
    switch departure.reason {
    case .start: "the workflow begins here"
    case .success: "\(state) left as a success"
    case .failure: "\(state) left as a failure"
    case .exhausted: "\(state) failed and its retries are used up"
    case .default: "no other exit fits"
    case .always: "the exit is taken whatever happens"
    case .sole: "it is the only exit"
    case .guarded: "it is the first exit whose condition is true"
    case .failedField(let field): "\(state) succeeded, but its output '\(field)' says otherwise"
    case .insideFailed(let reason):
      "\(state) succeeded, but what ran inside it ended as failed: \(reason)"
    case .deadLetter: "\(state) failed and no exit takes it: its dead_letter_state does"
    case .choice(let choice): "'\(choice)' was chosen"
    case .passedFailure:
      "\(state) failed and its only exit speaks of trouble: the failure is handled"
    case .errorHandler: "\(state) failed and its error_handler lets it go on"
    case .forced(let who): "it was forced by \(who)"
    case .shortest:
      "what decides is invented, so the exit with the fewest edges to the end is taken"
    }
  }

  // MARK: Values

  /// Where a variable's value came from: its writes, the latest first.
  package func variable(_ name: Name) -> Explanation? {
    var facts: [Explanation.Fact] = []
    for event in events.reversed() {
      guard case .write(let write) = event.kind, write.name == name else { continue }
      var text = write.value.text
      if let old = write.old { text = "\(old.text) -> \(text)" }
      let place = write.range.map {
        "\(workflow.source.name):\(workflow.source.position(at: $0.lower))"
      }
      text += "   by \(place ?? "the user")"
      if !write.reads.isEmpty {
        text += ", from \(write.reads.map(\.text).uniqued().joined(separator: ", "))"
      }
      if let mark = write.origin.mark { text += "   \(mark)" }
      facts.append(.init(label: "@\(event.number)", text: text))
    }
    guard !facts.isEmpty else { return nil }
    return Explanation(heading: name.text, range: nil, facts: facts)
  }
}

extension Array where Element: Hashable {
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
