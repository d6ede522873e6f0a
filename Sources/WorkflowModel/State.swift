package import WorkflowLanguage
package import WorkflowSource

/// A state of the diagram with the action it runs.
package struct State: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case simple, composite, choice, fork, join
  }

  /// The identifier, as the diagram writes it.
  package var name: String
  package var kind: Kind
  /// A title for people: the first description line of a state with an action, or its `as` text.
  package var title: String?
  /// Description lines that are neither title nor properties.
  package var descriptions: [String]
  /// The region it stands in.
  package var region: RegionID
  /// The regions inside, of a composite.
  package var inner: [RegionID]
  /// Transitions that leave it, in file order.
  package var exits: [TransitionID]
  /// Exits that are taken together, as one: a fork. Each group has two or more, in file order.
  package var forks: [[TransitionID]] = []
  /// What the state does; nil when it does nothing.
  package var action: ActionCall?
  package var properties: StateProperties
  /// The first mention of the state.
  package var range: SourceRange
  /// The lines that give its action; nil when it has none.
  package var actionRange: SourceRange?
  /// Names of the diagram's style classes; no meaning for a run.
  package var classes: [String]
  /// Texts of the diagram's notes on it.
  package var notes: [String]

  package init(
    name: String, kind: Kind = .simple, title: String? = nil, descriptions: [String] = [],
    region: RegionID = .root, inner: [RegionID] = [], exits: [TransitionID] = [],
    action: ActionCall? = nil, properties: StateProperties = StateProperties(),
    range: SourceRange, actionRange: SourceRange? = nil, classes: [String] = [],
    notes: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.title = title
    self.descriptions = descriptions
    self.region = region
    self.inner = inner
    self.exits = exits
    self.action = action
    self.properties = properties
    self.range = range
    self.actionRange = actionRange
    self.classes = classes
    self.notes = notes
  }
}

/// The properties any state may have beside its action (WorkflowFormat.md, «A state's action»).
package struct StateProperties: Sendable {
  /// Longest time one attempt may take; nil for no limit.
  package var timeout: Property<TimeSpan>?
  package var retry: RetryPolicy?
  package var errorHandler: ErrorHandler?
  /// Whether a failure fills the output `context`.
  package var capturesErrors: Property<Bool>?
  /// The state's output, rendered on success only.
  package var output: TemplateValue?
  /// The action runs only when this is true; a skipped state leaves as a success.
  package var condition: Condition?
  /// Whether the run, or the branch or region, ends with this state.
  package var isTerminal = false
  /// Whether the state runs beside the others its predecessor leads to.
  package var isParallel = false
  /// Tasks that run beside the action; nil for none.
  package var beside: [ActionCall]?
  /// How a run that ends in this state has ended.
  package var ends: RunEnding?
  /// The state whose action undoes this one's, when the run fails later.
  package var compensation: StateReference?
  /// Where the run goes on when this state fails and no exit takes the failure.
  package var deadLetter: StateReference?

  package init() {}
}

/// `ends:` of a state.
package enum RunEnding: String, Hashable, Sendable, CaseIterable {
  case succeeded, failed
}

/// What `error_handler:` asks for. It never turns a failure into a success.
package enum ErrorHandler: String, Hashable, Sendable, CaseIterable {
  case logAndContinue = "log_and_continue"

  /// Reads the word of a file, either way round.
  package init?(word: String) {
    switch word {
    case "log_and_continue", "continue_and_log": self = .logAndContinue
    default: return nil
    }
  }
}

/// A region of the diagram: the whole of it, or a part inside a composite state.
package struct Region: Sendable {
  /// The composite it belongs to; nil for the root.
  package var parent: StateID?
  /// Transitions out of its `[*]`, in file order.
  package var starts: [TransitionID]
  package var range: SourceRange

  package init(parent: StateID? = nil, starts: [TransitionID] = [], range: SourceRange) {
    self.parent = parent
    self.starts = starts
    self.range = range
  }
}
