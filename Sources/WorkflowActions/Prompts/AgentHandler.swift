package import HandlerContract

/// The agent: a program that reads a prompt's text on its standard input and writes its answer.
package struct AgentHandler: PromptHandler {
  /// The program and its arguments; nothing is added.
  package var command: [String]
  /// Names, or patterns of names, of the environment variables that are passed on.
  package var environmentNames: [String]
  /// Our own environment.
  package var environment: [String: String]
  /// What the agent reads: the rendered template.
  package var text: String
  package var grace: Duration
  /// Bytes that the answer may have.
  package var outputLimit: Int

  package init(
    command: [String], environmentNames: [String] = [], environment: [String: String],
    text: String, grace: Duration = .seconds(5), outputLimit: Int = AnswerReader.limit
  ) {
    self.command = command
    self.environmentNames = environmentNames
    self.environment = environment
    self.text = text
    self.grace = grace
    self.outputLimit = outputLimit
  }

  package func answer(
    _ request: HandlerRequest, report: @escaping @Sendable (HandlerMessage) -> Void
  ) async -> HandlerAnswer {
    let process = SupervisedProcess(
      command: command,
      variables: HandlerEnvironment.variables(
        for: request, named: environmentNames, own: environment),
      input: Array(text.utf8), timeout: request.timeout, grace: grace)
    do throws(HandlerFailure) {
      let outcome = try await process.run(reading: ByteReader(limit: outputLimit), report: report)
      var answer = AgentAnswer.read(outcome.reading ?? [])
      var end = outcome.end
      end.subject = "the agent"
      // A program that says why it gives up may well end with an error.
      if answer.failure == nil || end.stop != nil, let failure = end.failure {
        answer.failure = failure
      }
      return answer
    } catch {
      return .failure(error)
    }
  }
}
