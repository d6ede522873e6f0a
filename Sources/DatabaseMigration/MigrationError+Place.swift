import JSONText

extension MigrationError {
  /// The error with the place of a statement in its file.
  ///
  /// `sqlite_offset`, where known, moves the place to the very token.
  func placed(in script: MigrationScript, at statement: SQLStatement) -> MigrationError {
    var error = self
    let within = details["sqlite_offset"]?.intValue ?? 0
    let place = script.place(of: statement.offset + within)
    error.details["sqlite_offset"] = nil
    error.details["file"] = .string(script.path)
    error.details["line"] = .int(Int64(place.line))
    error.details["column"] = .int(Int64(place.column))
    error.details["statement"] = .string(
      String(decoding: statement.bytes.prefix(2000), as: UTF8.self))
    return error
  }
}
