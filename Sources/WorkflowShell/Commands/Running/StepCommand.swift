internal import WorkflowDebugging

struct StepCommand: ShellCommand {
  static let description = CommandDescription(
    "step", "s", group: .running,
    summary: "Run the smallest thing: one attempt, one task of a group.",
    arguments: .optional("N", .integer),
    examples: ["step", "step 3"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    var left = try arguments.count("N")
    try await shell.advance(arguments) { session in
      try await repeated(&left) { await session.step() }
    }
  }

  /// The stop after that many moves, or the first that is more than a step.
  ///
  /// - Parameter left: the moves still to be made; a question on the way leaves the rest for when
  ///   it is answered.
  static func repeated(_ left: inout Int, _ move: () async -> Stop) async throws -> Stop {
    while true {
      let stop = await move()
      if case .asked = stop.reason { return stop }
      left -= 1
      guard case .step = stop.reason, left > 0 else { return stop }
      try Task.checkCancellation()
    }
  }
}

extension ParsedArguments {
  /// A repeat count; 1 when none is given.
  ///
  /// - Throws: when it is not positive.
  func count(_ name: String) throws -> Int {
    let count = integer(name) ?? 1
    guard count > 0 else { throw failure("must be at least 1", at: name) }
    return count
  }
}
