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

  static func unclosed(_ what: String, openedAt range: SourceRange, hint: String) -> ScriptError {
    ScriptError(
      .error("unclosed", "\(what) is never closed", range: range, hint: hint), isUnfinished: true)
  }
}
