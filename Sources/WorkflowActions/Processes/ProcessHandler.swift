package import HandlerContract
internal import JSONText

/// A handler that is a program: started anew for each request, in a session of its own.
package struct ProcessHandler: PromptHandler {
  /// The program and its arguments; the prompt's name is added as the last.
  package var command: [String]
  /// Names, or patterns of names, of the environment variables that are passed on.
  package var environmentNames: [String]
  /// Our own environment.
  package var environment: [String: String]
  /// How long a process may take to end by itself after SIGTERM.
  package var grace: Duration
  /// Bytes that the answer may have.
  package var outputLimit: Int

  package init(
    command: [String], environmentNames: [String] = [], environment: [String: String],
    grace: Duration = .seconds(5), outputLimit: Int = AnswerReader.limit
  ) {
    self.command = command
    self.environmentNames = environmentNames
    self.environment = environment
    self.grace = grace
    self.outputLimit = outputLimit
  }

  package func answer(
    _ request: HandlerRequest, report: @escaping @Sendable (HandlerMessage) -> Void
  ) async -> HandlerAnswer {
    guard !command.isEmpty else {
      return .failure(ProgramPath.failure("the handler's command is empty"))
    }
    let process = SupervisedProcess(
      command: command + [request.prompt],
      variables: HandlerEnvironment.variables(
        for: request, named: environmentNames, own: environment),
      input: Array((JSONWriter().write(request.json) + "\n").utf8), timeout: request.timeout,
      grace: grace)
    do throws(HandlerFailure) {
      let outcome = try await process.run(
        reading: AnswerReader(limit: outputLimit), report: report)
      return outcome.end.answer(outcome.reading ?? .nothing("it was not started"))
    } catch {
      return .failure(error)
    }
  }
}
