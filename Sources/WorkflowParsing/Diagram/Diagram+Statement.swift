package import WorkflowSource

extension Diagram {
  /// One element of a diagram.
  package struct Statement: Hashable, Sendable {
    package var kind: Kind
    /// From its first byte to its last; of a composite state, to its `}`.
    package var range: SourceRange

    package init(_ kind: Kind, _ range: SourceRange) {
      self.kind = kind
      self.range = range
    }
  }

  package enum Kind: Hashable, Sendable {
    /// `A --> B : label`
    case transition(Transition)
    /// `A` on its own, `state A`, `state "text" as A`, `state A <<fork>>`, `state A { … }`
    case state(StateDeclaration)
    /// `A : text`
    case description(Description)
    /// `--`, between the regions of a composite state
    case divider
    case note(Note)
    /// `direction LR`
    case direction(Orientation)
    /// `classDef name fill:#f96`
    case classDefinition(name: Name, styles: Name)
    /// `class A, B name`
    case classAssignment(states: [Name], name: Name)
    /// `style A fill:#f96`
    case style(states: [Name], styles: Name)
    case click(Click)
    /// `accTitle: text`
    case accessibleTitle(Name)
    /// `accDescr: text`, `accDescr { text }`
    case accessibleDescription(Name)
    /// `title text`
    case title(Name)
    /// `hide empty description`
    case hideEmptyDescription
    /// `scale 350 width`; zero for a number that is none
    case scale(Int)
    /// `%% text`, or `# text` where Mermaid skips it
    case comment
    /// `%%{init: …}%%`
    case directive
    /// Mermaid's own `--- … ---` at the beginning of a diagram
    case frontMatter
  }

  /// A state where it is named: `A`, `[*]`, `A:::class`.
  package struct StateReference: Hashable, Sendable {
    package var name: Name
    /// Whether it is `[*]`, the start or the end.
    package var isTerminal: Bool
    /// The class behind `:::`.
    package var className: Name?

    package init(_ name: Name, isTerminal: Bool = false, className: Name? = nil) {
      self.name = name
      self.isTerminal = isTerminal
      self.className = className
    }
  }

  package struct Transition: Hashable, Sendable {
    package var from: StateReference
    package var to: StateReference
    /// Where `-->` stands.
    package var arrow: SourceRange
    package var label: Name?
  }

  package struct Description: Hashable, Sendable {
    package var state: StateReference
    /// Everything behind the first colon to the end of the line, blanks included, on which the
    /// properties' YAML depends: of `A:   b: 1`, that is `   b: 1`.
    package var text: Name
  }

  package enum StateKind: String, Hashable, Sendable {
    case plain = "default"
    case fork, join, choice, end
  }

  package struct StateDeclaration: Hashable, Sendable {
    package var state: StateReference
    package var kind = StateKind.plain
    /// Whether it was declared with the word `state`, not merely named on a line.
    package var hasKeyword = true
    /// The text of `state "text" as A`; quotes not included.
    package var title: Name?
    /// A second text: that of `state "text" as A : more`.
    package var description: Name?
    /// What stands between the braces of a composite state; nil without braces.
    package var body: [Statement]?

    /// The statements of each region, without the dividers; one region when there is no divider.
    package var regions: [[Statement]] {
      (body ?? []).split(omittingEmptySubsequences: false) { $0.kind == .divider }.map(Array.init)
    }
  }

  package enum NotePosition: String, Hashable, Sendable {
    case left = "left of"
    case right = "right of"
    /// `note "text" as N`
    case floating
  }

  package struct Note: Hashable, Sendable {
    package var position: NotePosition
    /// The state it is attached to, or the name of a floating note.
    package var target: Name
    package var text: Name
  }

  package struct Click: Hashable, Sendable {
    package var state: StateReference
    /// Without quotes.
    package var url: Name
    package var tooltip: Name?
  }
}
