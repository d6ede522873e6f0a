package import WorkflowSource

/// A workflow as data: what a file says, read and classified, with the place of every part.
///
/// States, transitions and regions are numbered from 0 in file order; their ids are their
/// positions in the arrays here.
package struct Workflow: Sendable {
  /// What the workflow is called: the front matter's `name`, else the file's stem.
  package var name: String
  package var about: WorkflowAbout
  /// The text all ranges refer to.
  package var source: SourceText
  package var arguments: [Argument]
  /// Prompt bindings of the front matter, in file order.
  package var bindings: [PromptBinding]
  package var states: [State]
  package var transitions: [Transition]
  /// The root region is number 0.
  package var regions: [Region]
  /// Where the diagram stands.
  package var diagramRange: SourceRange

  private var stateNumbers: [String: StateID]

  package init(
    name: String, about: WorkflowAbout = WorkflowAbout(), source: SourceText,
    arguments: [Argument] = [], bindings: [PromptBinding] = [], states: [State],
    transitions: [Transition], regions: [Region], diagramRange: SourceRange
  ) {
    self.name = name
    self.about = about
    self.source = source
    self.arguments = arguments
    self.bindings = bindings
    self.states = states
    self.transitions = transitions
    self.regions = regions
    self.diagramRange = diagramRange
    stateNumbers = Dictionary(
      states.enumerated().map { ($1.name, StateID($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The state of that name; nil when there is none.
  package func stateID(named name: String) -> StateID? { stateNumbers[name] }

  package subscript(id: StateID) -> State { states[id.index] }
  package subscript(id: TransitionID) -> Transition { transitions[id.index] }
  package subscript(id: RegionID) -> Region { regions[id.index] }

  /// Exits of a state, in file order.
  package func exits(of id: StateID) -> [Transition] {
    states[id.index].exits.map { transitions[$0.index] }
  }

  /// The transitions that lead into a state, in file order.
  package func entries(to id: StateID) -> [Transition] {
    transitions.filter { $0.target == .state(id) }
  }

  /// Where a run begins: the first transition out of the root's `[*]`; nil when there is none.
  package var start: Transition? { regions.first?.starts.first.map { transitions[$0.index] } }
}

/// What a workflow says of itself, for people.
package struct WorkflowAbout: Hashable, Sendable {
  package var title: String?
  package var description: String?
  package var category: String?
  package var tags: [String] = []
  package var version: String?
  package var author: String?

  package init() {}
}
