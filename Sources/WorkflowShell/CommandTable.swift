internal import WorkflowSource

/// The commands by name.
package struct CommandTable: Sendable {
  /// How far a name may be shortened.
  package enum Strictness: Sendable {
    /// Full names and the listed short forms, so that a new command never breaks an old script.
    case script
    /// Any beginning that only one command has, too.
    case interactive
  }

  package enum Lookup {
    case found(any ShellCommand.Type)
    /// Several commands begin so.
    case ambiguous([String])
    /// None does; the hint may name one that is near.
    case unknown(hint: String?)
  }

  /// In the order of `help`.
  package let commands: [any ShellCommand.Type]
  /// Positions in `commands`, by full and short names.
  private let positions: [String: Int]

  package init(_ commands: [any ShellCommand.Type]) {
    self.commands = commands
    var positions: [String: Int] = [:]
    for (position, command) in commands.enumerated() {
      for name in command.description.names { positions[name] = position }
    }
    self.positions = positions
  }

  package func find(_ name: String, _ strictness: Strictness) -> Lookup {
    if let position = positions[name] { return .found(commands[position]) }
    let longer = commands.indices.filter { commands[$0].description.name.hasPrefix(name) }
    let names = longer.map { commands[$0].description.name }
    if strictness == .interactive {
      if longer.count == 1 { return .found(commands[longer[0]]) }
      if longer.count > 1 { return .ambiguous(names) }
    } else if names.count == 1 {
      return .unknown(hint: "write '\(names[0])' in full in a script")
    }
    if Self.planned.contains(name) {
      return .unknown(hint: "it is agreed on and not there yet: 'help KnownLimits'")
    }
    let all = commands.map { $0.description.name }
    return .unknown(hint: Suggestion.hint(for: name, among: all))
  }

  /// Commands of the design that are to come.
  private static let planned: Set = [
    "unload", "use", "outline", "graph", "edit", "finish", "route", "snapshot", "snapshots",
    "restore", "drop", "branch", "branches", "switch", "compare", "whatif", "diff", "when", "watch",
    "rwatch", "awatch", "trace", "condition", "ignore", "clear", "save", "undefined", "delay",
    "hang", "timeout", "corrupt", "pause", "fault", "seed", "chaos", "invariant", "import", "pin",
    "record", "replay", "clock", "advance", "coverage", "paths", "unreachable", "deadends", "loops",
    "explore", "def", "if", "foreach", "while", "repeat", "try", "return", "alias", "unalias", "!",
    "log", "sleep", "history", "apropos", "rs", "rn", "rc",
  ]

  /// The command of that full or short name.
  package subscript(name: String) -> (any ShellCommand.Type)? {
    guard let position = positions[name] else { return nil }
    return commands[position]
  }
}
