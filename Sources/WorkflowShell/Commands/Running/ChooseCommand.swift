internal import WorkflowDebugging
internal import WorkflowModel

struct ChooseCommand: ShellCommand {
  static let description = CommandDescription(
    "choose", group: .running,
    summary: "Take an exit that no rule chooses.",
    discussion: "The number is that of the exit in the list shown at the stop.",
    arguments: .oneOf([.value("N", .integer), .value("LOC", .location)]),
    examples: ["choose 1", "choose Review -> Deploy"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let session = try shell.needSession(arguments)
    let exit = try exit(arguments, in: shell, session)
    let stop = try arguments.asking { () throws(SessionError) in try session.choose(exit) }
    try await shell.come(to: stop, arguments)
  }

  private static func exit(
    _ arguments: ParsedArguments, in shell: Shell, _ session: any DebugSession
  ) throws -> TransitionID {
    guard let candidates = session.snapshot.undecided else {
      throw arguments.failure("no exit is waiting to be chosen")
    }
    if let number = arguments.integer("N") {
      guard candidates.indices.contains(number - 1) else {
        throw arguments.failure("there are exits 1 to \(candidates.count)", at: "N")
      }
      return candidates[number - 1]
    }
    let location = try shell.location("LOC", arguments)
    if let state = location.state {
      let workflow = session.selectedWorkflow
      if let fitting = candidates.first(where: { workflow[$0].target.state == state }) {
        return fitting
      }
    }
    return try shell.transition(location, "LOC", arguments)
  }
}

extension ParsedArguments {
  /// Turns what a session refuses into a failure of the command.
  func asking<Result>(_ body: () throws(SessionError) -> Result) throws -> Result {
    do throws(SessionError) {
      return try body()
    } catch {
      throw failure(error.message)
    }
  }
}
