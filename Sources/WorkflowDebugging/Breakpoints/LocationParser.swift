package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Reads locations as people write them.
package struct LocationParser {
  private let workflow: Workflow
  /// Whether a state that does not exist is kept for later instead of refused.
  private let allowsPending: Bool
  /// Finds the workflows of `workflow::State`; nil when there is none of that name.
  private let others: (String) -> Workflow?

  package init(
    workflow: Workflow, allowsPending: Bool = false,
    others: @escaping (String) -> Workflow? = { _ in nil }
  ) {
    self.workflow = workflow
    self.allowsPending = allowsPending
    self.others = others
  }

  /// - Parameter range: where the text stands in the script, for diagnostics.
  /// - Throws: a diagnostic with did-you-mean when a state does not exist, or the text is no
  ///   location.
  package func parse(_ text: String, range: SourceRange? = nil) throws(Diagnostic) -> Location {
    let trimmed = text.trimmed
    if let parts = trimmed.splitOnce("::"), !trimmed.hasPrefix("/") {
      let name = parts.0.trimmed
      guard let other = name == workflow.name ? workflow : others(name) else {
        throw .error(
          "unknown-workflow", "no workflow '\(name)' is run here", range: range,
          hint: Suggestion.hint(for: name, among: [workflow.name]))
      }
      var location = try LocationParser(workflow: other, allowsPending: allowsPending)
        .parse(parts.1, range: range)
      location.text = trimmed
      location.workflow = other.name
      return location
    }
    var location = try read(trimmed, range)
    if location.kind.namesStates { location.workflow = workflow.name }
    return location
  }

  private func read(_ trimmed: String, _ range: SourceRange?) throws(Diagnostic) -> Location {
    if let arrow = trimmed.splitOnce("->") {
      let from = try matcher(arrow.0.trimmed, range, isTarget: false)
      let to = try matcher(arrow.1.trimmed, range, isTarget: true)
      return Location(.edge(from: from, to: to), text: trimmed)
    }
    if trimmed == "[*]" { return Location(.end, text: trimmed) }
    if let line = lineNumber(of: trimmed) {
      return Location(
        .entry(.state(try state(atLine: line, text: trimmed, range))), text: trimmed)
    }
    var name = trimmed
    var visit: Int?
    if let hash = name.splitOnce("#"), let number = Int(hash.1), !name.hasPrefix("/") {
      guard number > 0 else {
        throw .error("bad-location", "visits are counted from 1", range: range)
      }
      (name, visit) = (hash.0, number)
    }
    if name.hasSuffix(".exit"), workflow.stateID(named: name) == nil {
      return Location(
        .exit(try matcher(String(name.dropLast(5)), range, isTarget: false)), text: trimmed,
        visit: visit)
    }
    if name.hasSuffix(".entry"), workflow.stateID(named: name) == nil {
      name = String(name.dropLast(6))
    }
    return Location(
      .entry(try matcher(name, range, isTarget: false)), text: trimmed, visit: visit)
  }

  private func matcher(
    _ name: String, _ range: SourceRange?, isTarget: Bool
  ) throws(Diagnostic) -> StateMatcher {
    if name == "*" { return .any }
    if name == "[*]" { return .terminal }
    if name.hasPrefix("/"), name.hasSuffix("/"), name.utf8.count > 1 {
      let pattern = String(name.dropFirst().dropLast())
      do {
        return .pattern(pattern, try RegularExpression(pattern))
      } catch {
        throw .error("bad-pattern", "the pattern cannot be read: \(error.message)", range: range)
      }
    }
    if let id = workflow.stateID(named: name) { return .state(id) }
    if name.isEmpty {
      throw .error("bad-location", "a state is missing", range: range, hint: "write A -> B")
    }
    if allowsPending { return .pending(name) }
    throw .error(
      "unknown-state", "no state '\(name)' in workflow '\(workflow.name)'", range: range,
      hint: Suggestion.hint(for: name, among: workflow.states.map(\.name))
        ?? "'info states' lists them")
  }

  // MARK: file.md:57

  private func lineNumber(of text: String) -> Int? {
    guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...])
    else { return nil }
    let file = text[..<colon]
    let name = workflow.source.name
    return file.isEmpty || name == file || name.hasSuffix("/" + file) ? line : nil
  }

  private func state(
    atLine line: Int, text: String, _ range: SourceRange?
  ) throws(Diagnostic) -> StateID {
    guard let wanted = workflow.source.lineRange(line) else {
      throw .error("bad-location", "\(workflow.source.name) has no line \(line)", range: range)
    }
    func touches(_ range: SourceRange?) -> Bool {
      guard let range else { return false }
      return range.lower <= wanted.upper && wanted.lower < max(range.upper, range.lower + 1)
    }
    for (index, state) in workflow.states.enumerated()
    where touches(state.actionRange) || touches(state.range) {
      return StateID(index)
    }
    for transition in workflow.transitions where touches(transition.range) {
      if let target = transition.target.state ?? transition.source.state { return target }
    }
    throw .error("bad-location", "no state stands on line \(line)", range: range)
  }
}

extension Location.Kind {
  /// Whether it names states, which only one workflow has.
  fileprivate var namesStates: Bool {
    switch self {
    case .entry(let matcher), .exit(let matcher): matcher.namesState
    case .edge(let from, let to): from.namesState || to.namesState
    case .end: true
    }
  }
}

extension StateMatcher {
  fileprivate var namesState: Bool {
    switch self {
    case .state, .pending: true
    case .any, .terminal, .pattern: false
    }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    var view = Substring(self)
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }

  /// The parts before and after the first occurrence of a separator.
  func splitOnce(_ separator: String) -> (String, String)? {
    guard let range = firstRange(of: separator) else { return nil }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
