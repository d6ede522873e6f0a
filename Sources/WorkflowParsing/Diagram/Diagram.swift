package import WorkflowSource

/// A state diagram as it was written: every element, in order, with its bytes in the file.
///
/// What the elements mean for a workflow is decided elsewhere; `init` never fails, and what could
/// not be read is in `diagnostics`.
package struct Diagram: Sendable {
  /// A piece of the text.
  package struct Name: Hashable, Sendable {
    /// Without blanks at both ends, unless said otherwise.
    package var text: String
    /// Where `text` stands.
    package var range: SourceRange

    package init(_ text: String, _ range: SourceRange) {
      self.text = text
      self.range = range
    }
  }

  /// `stateDiagram` or `stateDiagram-v2`.
  package struct Header: Hashable, Sendable {
    package var range: SourceRange
    /// 1 or 2; Mermaid draws them a little differently and reads them alike.
    package var version: Int
  }

  package enum Orientation: String, Hashable, Sendable {
    case topToBottom = "TB"
    case bottomToTop = "BT"
    case rightToLeft = "RL"
    case leftToRight = "LR"
  }

  /// The part of the file that was read.
  package var range: SourceRange
  /// Nil when the text does not begin with one.
  package var header: Header?
  /// Everything below the header. Comments, directives and front matter that stand above it come
  /// first.
  package var statements: [Statement] = []
  /// What is wrong, in the order of the file.
  package var diagnostics: [Diagnostic] = []
  /// What is right here but refused, or read otherwise, by Mermaid itself: warnings, for
  /// `check --mermaid`.
  package var mermaidDifferences: [Diagnostic] = []

  /// Reads a diagram; takes time in proportion to its size, whatever it holds.
  ///
  /// - Parameter range: the part of the file that is the diagram, such as the body of a fence.
  package init(
    _ source: SourceText, in range: SourceRange, dialect: DiagramDialect = .workflow
  ) {
    var parser = DiagramParser(source, in: range, dialect: dialect)
    self = parser.parse()
  }

  init(range: SourceRange) { self.range = range }
}
