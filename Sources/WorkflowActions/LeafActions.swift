internal import Synchronization
package import WorkflowEngine
package import WorkflowModel
internal import WorkflowSource

/// Carries out the leaves of a workflow, and of those that it runs inside itself, each by its own
/// handlers: prompts, and commands for a shell.
package final class LeafActions: ActionHandler {
  /// Who serves a workflow's leaves.
  package struct Servers: Sendable {
    package var directory: HandlerDirectory
    package var secretNames: SecretNames

    package init(directory: HandlerDirectory, secretNames: SecretNames = SecretNames()) {
      self.directory = directory
      self.secretNames = secretNames
    }
  }

  private let outermost: Workflow
  private let trust: Trust
  private let environment: [String: String]
  private let shell: ShellAction
  private let findServers: @Sendable (Workflow) -> Servers
  /// By the workflow's text, which is kept so that no other takes its place.
  private let known = Mutex<[ObjectIdentifier: (source: SourceText, servers: Servers)]>([:])

  /// - Parameters:
  ///   - outermost: whose leaves are meant where a request names no workflow.
  ///   - workingFolder: where commands run; absolute.
  ///   - servers: looks for a workflow's handlers; asked once for each.
  package init(
    outermost: Workflow, trust: Trust, environment: [String: String], workingFolder: String,
    servers: @escaping @Sendable (Workflow) -> Servers
  ) {
    self.outermost = outermost
    self.trust = trust
    self.environment = environment
    findServers = servers
    shell = ShellAction(environment: environment, workingFolder: workingFolder)
  }

  package func perform(
    _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
  ) async -> ActionAnswer {
    let servers = servers(of: request.definition ?? outermost)
    switch request.task {
    case .prompt:
      return await ExecutePromptAction(
        directory: servers.directory, trust: trust, environment: environment,
        secretNames: servers.secretNames
      ).perform(request, report: report)
    case .shell(let command):
      return await run(command, request, servers, report: report)
    }
  }

  private func servers(of workflow: Workflow) -> Servers {
    let key = ObjectIdentifier(workflow.source)
    if let known = known.withLock({ $0[key] }) { return known.servers }
    let servers = findServers(workflow)
    known.withLock { $0[key] = (workflow.source, servers) }
    return servers
  }

  private func run(
    _ command: ShellRequest, _ request: ActionRequest, _ servers: Servers,
    report: @escaping @Sendable (ActionReport) -> Void
  ) async -> ActionAnswer {
    if let objection = servers.directory.objectionToCommands(trust) {
      return ActionAnswer(
        failure: ActionFailure(type: "not_trusted", message: objection, retryable: false))
    }
    // A command cannot be asked to change nothing.
    if request.isDryRun { return ActionAnswer(isSimulated: true) }
    var redactor = Redactor()
    redactor.collect(from: request.scope, names: servers.secretNames)
    var answer = await shell.perform(
      ShellAction.Call(
        command: command.command, environment: command.environment,
        workingDirectory: command.workingDirectory, timeout: request.timeout,
        state: request.state, runID: request.runID, attempt: request.attempt,
        outputLimit: request.limits.handlerOutput)
    ) { [redactor] line in
      report(.log(level: .info, message: redactor.redact(line)))
    }
    if let failure = answer.failure {
      answer.failure?.message = redactor.redact(failure.message)
      answer.failure?.details = redactor.redact(failure.details)
    }
    return answer
  }
}
