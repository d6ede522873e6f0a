internal import WorkflowModel
internal import WorkflowSource

/// Turns a diagram's statements into numbered states, transitions and regions.
///
/// Actions come from the description lines gathered on the way and from the Markdown around; exits are classified last, when
/// all names are known.
struct WorkflowBuilder {
  let source: SourceText
  var states: [State] = []
  var transitions: [Transition] = []
  private(set) var regions: [Region]
  var diagnostics: [Diagnostic] = []

  private(set) var stateNumbers: [String: Int] = [:]
  /// Description lines of each state, in file order.
  private(set) var lines: [[DescriptionProperties.Line]] = []
  /// The label of each transition, by its number.
  private(set) var labels: [Diagram.Name?] = []
  /// `on:` of each state, by its number.
  var overrides: [Int: [ExitOverride]] = [:]
  /// States that name an action, even if it could not be read.
  var actors: Set<Int> = []

  init(
    _ diagram: Diagram, in source: SourceText, outline: MarkdownOutline, declaredNames: [String]
  ) {
    self.source = source
    regions = [Region(range: diagram.range)]
    read(diagram.statements, in: .root)
    readDescriptions()
    readSentences(outline)
    classifyExits(declaredNames: declaredNames)
    checkStarts(diagram)
  }

  // MARK: Statements

  private mutating func read(_ statements: [Diagram.Statement], in region: RegionID) {
    for statement in statements {
      switch statement.kind {
      case .transition(let transition):
        add(transition, range: statement.range, in: region)
      case .state(let declaration): declare(declaration, range: statement.range, in: region)
      case .description(let description):
        guard !description.state.isTerminal else { continue }
        let index = state(description.state, in: region)
        lines[index].append(.init(range: description.text.range))
      case .note(let note):
        if let index = stateNumbers[note.target.text] { states[index].notes.append(note.text.text) }
      case .classAssignment(let names, let className):
        for name in names {
          if let index = stateNumbers[name.text] { states[index].classes.append(className.text) }
        }
      case .divider, .direction, .classDefinition, .style, .click, .accessibleTitle,
        .accessibleDescription, .title, .hideEmptyDescription, .scale, .comment, .directive,
        .frontMatter:
        continue
      }
    }
  }

  private mutating func add(
    _ transition: Diagram.Transition, range: SourceRange, in region: RegionID
  ) {
    let id = TransitionID(transitions.count)
    let from = end(transition.from, in: region)
    let to = end(transition.to, in: region)
    if let state = from.state {
      states[state.index].exits.append(id)
    } else {
      regions[region.index].starts.append(id)
    }
    // Classes are given when all states are known.
    let label = TransitionLabel(text: "", exitClass: .always, rule: .unlabelled)
    transitions.append(Transition(id: id, source: from, target: to, label: label, range: range))
    labels.append(transition.label)
  }

  private mutating func end(
    _ reference: Diagram.StateReference, in region: RegionID
  ) -> Transition.End {
    reference.isTerminal
      ? .terminal(region) : .state(StateID(state(reference, in: region)))
  }

  /// The number of a state, which its first mention gives it.
  private mutating func state(_ reference: Diagram.StateReference, in region: RegionID) -> Int {
    let name = reference.name.text
    let index: Int
    if let known = stateNumbers[name] {
      index = known
    } else {
      index = states.count
      stateNumbers[name] = index
      states.append(State(name: name, region: region, range: reference.name.range))
      lines.append([])
    }
    if let className = reference.className { states[index].classes.append(className.text) }
    return index
  }

  private mutating func declare(
    _ declaration: Diagram.StateDeclaration, range: SourceRange, in region: RegionID
  ) {
    guard !declaration.state.isTerminal else { return }
    let index = state(declaration.state, in: region)
    if let title = declaration.title { states[index].title = title.text }
    if let text = declaration.description { lines[index].append(.init(range: text.range)) }
    switch declaration.kind {
    case .plain, .end: break
    case .fork: states[index].kind = .fork
    case .join: states[index].kind = .join
    case .choice: states[index].kind = .choice
    }
    guard declaration.body != nil else { return }
    states[index].kind = .composite
    for statements in declaration.regions {
      let inner = RegionID(regions.count)
      let whole = statements.first.map { first in
        statements.reduce(first.range) { $0.union($1.range) }
      }
      regions.append(Region(parent: StateID(index), range: whole ?? range))
      states[index].inner.append(inner)
      read(statements, in: inner)
    }
  }

  // MARK: Starts

  private mutating func checkStarts(_ diagram: Diagram) {
    checkInnerStarts()
    for region in regions where region.starts.count > 1 {
      let first = transitions[region.starts[0].index]
      for id in region.starts.dropFirst() {
        var diagnostic = Diagnostic.error(
          "two-starts", "a second start: only one '[*] -->' may stand here",
          range: transitions[id.index].range,
          hint: "lead one start to a <<choice>> or <<fork>> state")
        diagnostic.notes = [.init("the first start is here", range: first.range)]
        diagnostics.append(diagnostic)
      }
    }
    // A diagram that could not be read has said so already.
    if regions[0].starts.isEmpty, diagram.diagnostics.isEmpty {
      diagnostics.append(
        .error(
          "no-start", "nothing says where the workflow begins",
          range: diagram.header?.range ?? diagram.range,
          hint: states.first.map { "add '[*] --> \($0.name)'" } ?? "add '[*] --> First'"))
    }
  }

  /// A composite that is entered as a whole must say where each of its regions begins.
  private mutating func checkInnerStarts() {
    var entered: Set<StateID> = []
    for transition in transitions {
      if let target = transition.target.state { entered.insert(target) }
    }
    var firstMembers: [RegionID: State] = [:]
    for state in states where firstMembers[state.region] == nil {
      firstMembers[state.region] = state
    }
    for (index, region) in regions.enumerated() where region.starts.isEmpty {
      guard let parent = region.parent, entered.contains(parent),
        let first = firstMembers[RegionID(index)]
      else { continue }
      diagnostics.append(
        .error(
          "no-start", "nothing says where '\(states[parent.index].name)' begins",
          range: first.range, hint: "add '[*] --> \(first.name)' inside it"))
    }
  }
}
