package import WorkflowLanguage
package import WorkflowSource

/// `shell`: a command for `sh -c`. What templates in it yield reaches the shell as the values of
/// environment variables, so that nothing rendered is ever parsed by it.
package struct ShellCall: Sendable {
  package enum Piece: Sendable {
    /// The command as it is written.
    case text(String)
    /// A value; it becomes `"${W1}"`, or `${W1}` where it stands inside double quotes.
    case value(Template, isQuoted: Bool)
  }

  package var command: [Piece]
  package var commandRange: SourceRange
  package var environment: [TemplateMember]
  package var workingDirectory: Template?

  package init(
    command: [Piece], commandRange: SourceRange, environment: [TemplateMember] = [],
    workingDirectory: Template? = nil
  ) {
    self.command = command
    self.commandRange = commandRange
    self.environment = environment
    self.workingDirectory = workingDirectory
  }

  /// The templates in the command, in order: the values of `W1`, `W2`, ….
  package var values: [Template] {
    command.compactMap { if case .value(let template, _) = $0 { template } else { nil } }
  }

  /// The command as the shell gets it.
  package var script: String {
    var number = 0
    return command.map { piece in
      switch piece {
      case .text(let text): return text
      case .value(_, let isQuoted):
        number += 1
        return isQuoted ? "${W\(number)}" : "\"${W\(number)}\""
      }
    }.joined()
  }

  /// The command as the file writes it.
  package var written: String {
    command.map { piece in
      switch piece {
      case .text(let text): text
      case .value(let template, _): template.text
      }
    }.joined()
  }
}
