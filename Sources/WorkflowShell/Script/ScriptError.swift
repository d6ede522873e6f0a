package import WorkflowSource

/// Why a script cannot be read.
package struct ScriptError: Error, Hashable, Sendable {
  package var diagnostic: Diagnostic
  /// Whether more text might mend it: something was opened and the text ended.
  package var isUnfinished: Bool

  package init(_ diagnostic: Diagnostic, isUnfinished: Bool = false) {
    self.diagnostic = diagnostic
    self.isUnfinished = isUnfinished
  }

  /// With its places inside a text: what is missing at the end is shown at the end.
  func clamped(to range: SourceRange) -> ScriptError {
    var error = self
    error.diagnostic.range = diagnostic.range?.clamped(to: range)
    for index in diagnostic.notes.indices {
      error.diagnostic.notes[index].range = diagnostic.notes[index].range?.clamped(to: range)
    }
    return error
  }

  static func unclosed(_ what: String, openedAt range: SourceRange, hint: String) -> ScriptError {
    ScriptError(
      .error("unclosed", "\(what) is never closed", range: range, hint: hint), isUnfinished: true)
  }
}
