/// Something to tell a person about a text: the place, what is wrong, the way out.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, Comparable {
    case error, warning, note

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// A second place that belongs to the message: «the state opened at line 9».
  package struct Note: Hashable, Sendable {
    package var message: String
    package var range: SourceRange?

    package init(_ message: String, range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  package var severity: Severity
  /// A short, stable, hyphenated name of the kind of problem, such as `unknown-state`.
  package var code: String
  /// Lower case, no full stop.
  package var message: String
  /// Where in the text; nil when the text as a whole is meant.
  package var range: SourceRange?
  /// What to do about it, shown behind the caret: `did you mean 'CreateBackup'?`.
  package var hint: String?
  package var notes: [Note]

  package init(
    _ severity: Severity, _ code: String, _ message: String, range: SourceRange? = nil,
    hint: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
    self.notes = notes
  }

  package static func error(
    _ code: String, _ message: String, range: SourceRange? = nil, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, message, range: range, hint: hint)
  }

  package static func warning(
    _ code: String, _ message: String, range: SourceRange? = nil, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code, message, range: range, hint: hint)
  }
}
