internal import WorkflowSource

/// `CMD !> FILE` and `CMD !>> FILE`.
extension Shell {
  func run(_ statement: Statement, into redirect: Redirect) async throws {
    switch redirect {
    case .file(let path, let appends, let range):
      let captured = CapturedOutput()
      try await output.redirected(to: captured) {
        try await statement.command.run(statement.arguments, in: self)
      }
      do throws(FileError) {
        try files.write(Array(captured.results.utf8), to: path, appends: appends)
      } catch {
        throw statement.arguments.failure(error.message, range: range)
      }
    case .pipe(_, let range):
      throw statement.arguments.failure(
        "'|!' is not available yet", range: range, hint: "write to a file with '!> FILE'")
    }
  }
}
