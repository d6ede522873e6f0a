/// What came when a line was asked for.
package enum LineInput: Hashable, Sendable {
  /// A whole command: one line, or several joined by line feeds. No line feed at its end.
  case line(String)
  /// The person took back what was typed (Ctrl-C); it is gone.
  case takenBack
  /// Ctrl-C where nothing was typed.
  case interrupt
  /// Nothing more will come.
  case endOfInput
}

/// Where commands come from: a person, a pipe, a test.
///
/// A source is used from one thread at a time; `nextLine` blocks it.
package protocol LineSource: AnyObject {
  /// The next line. The prompt is shown only where a person sees it.
  func nextLine(prompt: Prompt) throws -> LineInput
  /// Gives back what the source holds: descriptors, the terminal's mode. May be called twice.
  func close()
}

/// Why a line could not be read.
package enum LineSourceError: Error, Hashable, Sendable {
  /// The descriptor is not a terminal that can be edited on.
  case notATerminal
  /// A line of more bytes than the limit came; its number, from 1, and the limit.
  case lineTooLong(line: Int, limit: Int)
  /// Reading failed, with `errno`.
  case unreadable(code: Int32)
}

extension LineSourceError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal: "the input is not a terminal"
    case .lineTooLong(let line, let limit): "line \(line) is longer than \(limit) bytes"
    case .unreadable(let code): "cannot read the input: \(systemMessage(code))"
    }
  }
}
