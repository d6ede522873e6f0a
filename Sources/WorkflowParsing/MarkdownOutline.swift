package import WorkflowSource

/// What a Markdown file is made of, as far as workflows care: front matter, headings, fences, list
/// items and lines of text, each with its bytes in the file.
package struct MarkdownOutline: Sendable {
  /// YAML between two lines of `---` at the beginning.
  package struct FrontMatter: Hashable, Sendable {
    /// With both `---` lines.
    package var range: SourceRange
    /// The YAML alone.
    package var content: SourceRange
  }

  /// `## Actions`, or a line underlined with `===` or `---`.
  package struct Heading: Hashable, Sendable {
    package var range: SourceRange
    /// From 1 to 6.
    package var level: Int
    /// Without `#` and blanks around it.
    package var text: SourceRange
  }

  /// A block between lines of ``` or `~~~`.
  package struct Fence: Hashable, Sendable {
    /// With both fence lines, indentation left out.
    package var range: SourceRange
    /// The first line, `` ```mermaid ``.
    package var opening: SourceRange
    /// The first word behind the opening in lower case, `mermaid`; empty when there is none.
    package var language: String
    /// Whole lines, with their line breaks.
    package var body: SourceRange
    /// False when the file ended first.
    package var isClosed: Bool
  }

  /// The first line of a list item; lines that belong to it follow as `text` or further items.
  package struct ListItem: Hashable, Sendable {
    package var range: SourceRange
    /// Columns before the marker; a tab goes to the next multiple of four.
    package var indentation: Int
    /// Without marker and blanks around it.
    package var text: SourceRange
  }

  /// A line of anything else that is not blank.
  package struct Line: Hashable, Sendable {
    package var range: SourceRange
    package var indentation: Int
    /// Without blanks around it.
    package var text: SourceRange
  }

  package enum Element: Hashable, Sendable {
    case heading(Heading)
    case fence(Fence)
    case item(ListItem)
    case line(Line)

    package var range: SourceRange {
      switch self {
      case .heading(let heading): heading.range
      case .fence(let fence): fence.range
      case .item(let item): item.range
      case .line(let line): line.range
      }
    }
  }

  package var frontMatter: FrontMatter?
  /// All else, in the order of the file; empty when the whole file is a diagram.
  package var elements: [Element] = []
  /// The texts of the state diagrams; the first is the workflow.
  ///
  /// These are bodies of `mermaid` fences that begin with `stateDiagram` after blank lines,
  /// comments, directives and Mermaid's own front matter; or the whole file (less front matter)
  /// when it begins so itself or is named `.mermaid` or `.mmd`.
  package var diagrams: [SourceRange] = []
  /// Unclosed fences and front matter.
  package var diagnostics: [Diagnostic] = []

  package var headings: [Heading] {
    elements.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }
  }

  package var fences: [Fence] {
    elements.compactMap { if case .fence(let fence) = $0 { fence } else { nil } }
  }

  package var items: [ListItem] {
    elements.compactMap { if case .item(let item) = $0 { item } else { nil } }
  }

  /// Reads a file; takes time in proportion to its size.
  package init(_ source: SourceText) {
    var reader = MarkdownOutlineReader(source)
    self = reader.read()
  }

  init() {}

  /// What to tell when `diagrams` is empty: that there is none, or what looks like one.
  package func missingDiagram(in source: SourceText) -> Diagnostic {
    for fence in fences
    where fence.language != "mermaid" && StateDiagramDetector.begins(source.bytes, fence.body) {
      return .error(
        "no-diagram", "this state diagram is not marked as Mermaid", range: fence.opening,
        hint: "begin its fence with ```mermaid")
    }
    if let fence = fences.first(where: { $0.language == "mermaid" }) {
      return .error(
        "no-diagram", "no state diagram: this Mermaid diagram is of another kind",
        range: fence.opening, hint: "a workflow begins with 'stateDiagram-v2'")
    }
    return .error(
      "no-diagram", "no state diagram in this file", range: SourceRange(0, 0),
      hint: "add a ```mermaid fence that begins with 'stateDiagram-v2'")
  }
}
