package import WorkflowSource

/// A script that has been read: its commands in order, each with its place.
package struct Script: Sendable {
  package var source: SourceText
  package var statements: [Statement]
}

/// A command as it stands in a script.
package struct Statement: Sendable {
  package var command: any ShellCommand.Type
  package var arguments: ParsedArguments
  package var redirect: Redirect?

  /// From the command's name to its last argument.
  package var range: SourceRange { arguments.range }
}

/// Commands in `{ }`.
package struct Block: Sendable {
  package var statements: [Statement]
  /// Braces included.
  package var range: SourceRange
}

/// Where the results of a command go instead of the screen.
package enum Redirect: Hashable, Sendable {
  /// `!> FILE`, `!>> FILE`.
  case file(String, appends: Bool, SourceRange)
  /// `|! COMMAND`.
  case pipe(String, SourceRange)

  package var range: SourceRange {
    switch self {
    case .file(_, _, let range), .pipe(_, let range): range
    }
  }
}

/// Lines between `<<TAG` and `TAG`.
package struct HereDocument: Hashable, Sendable {
  /// Without the indentation of the closing tag.
  package var lines: [String]
  /// From `<<` to the closing tag.
  package var range: SourceRange
  /// The lines as they stand in the script, for whoever rewrites them.
  package var body: SourceRange
  package var indentation: String
}
