/// What a piece of a text is, from which a terminal makes its colour.
package enum Style: String, Hashable, Sendable, CaseIterable {
  /// Column titles and the names of groups.
  case heading
  /// Names of states.
  case state
  /// Names of variables, commands, options.
  case name
  /// Text values.
  case string
  /// Numbers, booleans, null.
  case literal
  /// Where a value came from: `[sim]`.
  case origin
  /// What went well.
  case good
  /// What went wrong.
  case bad
  /// What deserves a look.
  case warning
  /// What is there but matters less.
  case faint

  /// The SGR parameters of an ANSI terminal.
  var parameters: String {
    switch self {
    case .heading: "1"
    case .state: "36"
    case .name: "34"
    case .string: "32"
    case .literal: "35"
    case .origin: "33"
    case .good: "32;1"
    case .bad: "31;1"
    case .warning: "33;1"
    case .faint: "2"
    }
  }
}
