/// What an argument is. The kind decides how far it reaches in the text, how it is completed, and
/// what a command gets to see.
package enum ArgumentKind: Hashable, Sendable {
  /// A bare word, or anything in quotes.
  case word
  /// One of these words.
  case choice([String])
  /// The name of a workflow variable, with members and dots: `retry_count`, `CreateBackup.id`.
  case variable
  /// A pattern over names, with `*` and `?`.
  case glob
  /// A text in quotes.
  case text
  /// A path.
  case file
  /// A workflow: a path, or a name on the search path.
  case workflow
  /// The name of a command.
  case command
  /// Anything that help tells of.
  case topic
  /// An option of the shell.
  case setting
  /// The name of a state.
  case state
  /// A location without an arrow: a state, `State.entry`, `/regex/`, `*`.
  case place
  /// Any location, `A -> B` too.
  case location
  /// An expression, as far as its parser gets.
  case expression
  /// `PATH OP VALUE`, such as `CreateBackup.size > 0`.
  case comparison
  /// `OP DURATION` or `OP NUMBER`.
  case bound
  /// `NAME=VALUE`.
  case assignment
  /// JSON, `@file.json`, or `{{ expr }}`.
  case value
  /// A value by the rule of `set`: JSON where it looks so, `@file`, `{{ expr }}`, else text.
  case written
  /// A word, but none of the clauses of `occurrence` and not `optional`.
  case errorType
  /// `@17`, `@-1`: an event's number.
  case event
  /// A whole number.
  case integer
  /// `250ms`, `5m`, `1h30m`.
  case duration
  /// When a stub or a fault acts: `on 1-2`, `after 3`, `if x > 1`; any number of clauses.
  case occurrence
  /// States in order, with `*` for any number of them.
  case path
  /// `/regular expression/`.
  case regex
  /// Commands in `{ }`.
  case block
  /// Answers of a stub in `{ }`: `on 1 fail Timeout; on 2.. return {…}`.
  case stubRules
  /// `<<TAG`, lines, and a line `TAG`.
  case hereDocument
  /// A command to run: what follows `refute`.
  case statement
  /// The rest of the line, as it is.
  case raw
}
