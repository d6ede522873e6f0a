package import WorkflowSource

/// Why a command failed: what is told, where, and what the process may end with.
package struct ShellError: Error, Sendable {
  package var status: ShellStatus
  package var diagnostics: [Diagnostic]
  /// The text the diagnostics' ranges refer to.
  package var source: SourceText

  package init(_ diagnostics: [Diagnostic], in source: SourceText, status: ShellStatus) {
    self.status = status
    self.diagnostics = diagnostics
    self.source = source
  }
}

extension ParsedArguments {
  /// The command cannot do what it is asked.
  ///
  /// - Parameter name: the argument that is to blame; nil for the command as a whole.
  package func failure(
    _ message: String, at name: String? = nil, hint: String? = nil, code: String = "failed",
    status: ShellStatus = .commandFailed
  ) -> ShellError {
    failure(
      message, range: name.map { range(of: $0) } ?? range, hint: hint, code: code,
      status: status)
  }

  package func failure(
    _ message: String, range: SourceRange, hint: String? = nil, code: String = "failed",
    status: ShellStatus = .commandFailed
  ) -> ShellError {
    ShellError(
      [.error(code, message, range: range, hint: hint)], in: source, status: status)
  }
}
