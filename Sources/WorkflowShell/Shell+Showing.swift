/// How listings are shown.
extension Shell {
  /// Shows a table as the command's options ask.
  ///
  /// - Parameter empty: what is said to people when there are no rows.
  func show(_ kind: String, _ table: Table, empty: String, _ arguments: ParsedArguments) {
    let mode: OutputMode? = arguments.hasOption("--json") ? .json : nil
    if table.rows.isEmpty, mode == nil, output.mode != .json {
      return output.say(kind, "\(empty, .faint)")
    }
    output.show(.table(kind, table), mode: mode)
  }
}
