internal import WorkflowLanguage
internal import WorkflowShell

/// The small shop that `wfsh run … --demo` runs on.
struct Demo {
  static let folder = "wfsh-demo"

  let wiring: Wiring

  /// Has `wfsh-db` prepare what is not there.
  func prepare(withFailure: Bool, isQuiet: Bool) -> ShellStatus {
    let program = wiring.world.programFolder + "/wfsh-db"
    var command = [program, "demo", Self.folder]
    if withFailure { command.append("--with-failure") }
    wiring.streams.flush()
    switch ChildProgram.run(
      command, environment: wiring.world.environment,
      resultsToErrors: isQuiet)
    {
    case 0: return .success
    case 127:
      wiring.streams.writeDiagnostic(
        UsageError("'\(program)' cannot be started", hint: "it belongs beside wfsh").text)
      return .commandFailed
    default: return .commandFailed
    }
  }

  /// Points the run at the shop, unless it is pointed elsewhere.
  static func adding(
    to values: [(name: String, value: Value)]
  ) -> [(name: String, value: Value)] {
    let defaults = [
      ("database_url", "sqlite:\(folder)/shop.db"), ("migration_path", "\(folder)/migrations"),
    ]
    return values
      + defaults.filter { name, _ in !values.contains { $0.name == name } }
      .map { ($0, .string($1)) }
  }
}
