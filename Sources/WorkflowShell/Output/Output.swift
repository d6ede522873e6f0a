package import WorkflowSource

/// The one way from commands to people and programs.
///
/// Commands hand over documents; here they are rendered in the chosen mode, secrets are taken out
/// and control characters escaped.
package final class Output {
  package var mode: OutputMode
  /// Columns of the screen; nil when results do not go to a screen.
  package var width: Int?
  package var usesColour: Bool
  /// Takes secrets out of a text; everything that is written passes through it.
  package var redact: (String) -> String = { $0 }
  package private(set) var sink: any OutputSink

  /// The name of sources that the program itself has written, to carry out its command line.
  package static let programName = "wfsh"

  /// The lines that the command before the present one wrote, for `expect <<END`.
  package private(set) var previousLines: [String] = []
  private var lines: [String] = []

  package init(
    to sink: any OutputSink, mode: OutputMode = .auto, width: Int? = nil, usesColour: Bool = false
  ) {
    self.sink = sink
    self.mode = mode
    self.width = width
    self.usesColour = usesColour
  }

  /// Whether nobody reads the results any more.
  package var isClosed: Bool { sink.isClosed }

  /// Says that another command begins.
  package func beginCommand() { (previousLines, lines) = (lines, []) }

  /// Writes a document to the results.
  ///
  /// - Parameter mode: another mode than the chosen one, for a listing's `--json`.
  package func show(_ document: Document, mode: OutputMode? = nil) {
    for line in (mode ?? self.mode).renderer(width: width).lines(of: document) {
      writeLine(line)
    }
  }

  /// Writes a line for people; in JSON mode an object of that kind.
  package func say(_ kind: String, _ text: StyledText) { show(.line(kind, text)) }

  /// Writes to the diagnostics: `file:line:col: error: …` with line and caret.
  package func report(_ diagnostic: Diagnostic, in source: SourceText) {
    var diagnostic = diagnostic
    // Commands that the program made of its own words: nobody has written that text.
    if source.name == Self.programName { diagnostic.range = nil }
    let text = DiagnosticFormatter().format(diagnostic, in: source)
    let lines = redact(text).split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      sink.writeDiagnostic(Escaping.visible(String(line)) + "\n")
    }
  }

  /// Sends results to another sink while `body` runs: a redirect.
  package func redirected<Result>(
    to other: any OutputSink, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let (outer, outerWidth, outerColour) = (sink, width, usesColour)
    (sink, width, usesColour) = (other, nil, false)
    defer { (sink, width, usesColour) = (outer, outerWidth, outerColour) }
    return try await body()
  }

  private func writeLine(_ line: StyledText) {
    let plain = redact(Escaping.visible(line.plain))
    lines.append(plain)
    let isUntouched = plain == Escaping.visible(line.plain)
    let text = usesColour && isUntouched ? line.rendered(colour: true) : plain
    sink.writeResult(text + "\n")
  }
}
