internal import WorkflowDebugging

struct StepCommand: ShellCommand {
  static let description = CommandDescription(
    "step", "s", group: .running,
    summary: "Run the smallest thing: one attempt, one task of a group.",
    arguments: .optional("N", .integer),
    examples: ["step", "step 3"])

  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws {
    let count = try arguments.count("N")
    try await shell.advance(arguments) { session in
      try await repeated(count) { await session.step() }
    }
  }

  /// The stop after `count` moves, or the first that is more than a step.
  static func repeated(_ count: Int, _ move: () async -> Stop) async throws -> Stop {
    var stop = await move()
    for _ in 1..<max(1, count) {
      guard case .step = stop.reason else { return stop }
      try Task.checkCancellation()
      stop = await move()
    }
    return stop
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
