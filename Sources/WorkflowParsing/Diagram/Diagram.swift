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

  /// What Mermaid itself would refuse or read otherwise, as warnings, in the order of the file.
  ///
  /// - Parameter diagram: the same part of the same file, read as a workflow.
  package static func mermaidWarnings(
    _ source: SourceText, for diagram: Diagram
  ) -> [Diagnostic] {
    var warnings = diagram.mermaidDifferences
    var lines = Set(warnings.compactMap { line(of: $0, in: source) })
    // What is wrong in both is told as an error already.
    lines.formUnion(diagram.diagnostics.compactMap { line(of: $0, in: source) })
    for error in Diagram(source, in: diagram.range, dialect: .mermaid).diagnostics {
      guard let line = line(of: error, in: source), lines.insert(line).inserted else { continue }
      var warning = error
      warning.severity = .warning
      warning.code = "mermaid-difference"
      warning.message = "Mermaid refuses this: \(error.message)"
      warnings.append(warning)
    }
    return warnings.sorted { ($0.range?.lower ?? 0) < ($1.range?.lower ?? 0) }
  }

  private static func line(of diagnostic: Diagnostic, in source: SourceText) -> Int? {
    diagnostic.range.map { source.position(at: $0.lower).line }
  }

  init(range: SourceRange) { self.range = range }
}
