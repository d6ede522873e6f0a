extension CommandTable {
  /// The shell's own commands.
  package static let standard = CommandTable(shellCommands)
}
