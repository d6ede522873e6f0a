internal import WorkflowSource

/// A command line that cannot be carried out as it is written.
package struct UsageError: Error, Hashable, Sendable {
  /// Lower case, no full stop.
  package var message: String
  package var hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  package init(_ message: String, nearest name: String, among names: [String]) {
    self.init(message, hint: Suggestion.hint(for: name, among: names))
  }

  /// The lines that are printed.
  package var text: String {
    "wfsh: error: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? "")
  }
}
