package import HandlerContract
internal import JSONText
package import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel

/// Serves prompts: finds the prompt's handler, sees that it may be started, and translates
/// between the engine and protocol 1.
package struct ExecutePromptAction: ActionHandler {
  package var directory: HandlerDirectory
  package var trust: Trust
  package var secretNames: SecretNames
  /// Our own environment, of which handlers get what their bindings name.
  package var environment: [String: String]
  /// Makes the handler for a binding; programs unless given.
  package var makeHandler: @Sendable (HandlerBinding, _ outputLimit: Int) -> any PromptHandler

  package init(
    directory: HandlerDirectory, trust: Trust, environment: [String: String],
    secretNames: SecretNames = SecretNames()
  ) {
    self.directory = directory
    self.trust = trust
    self.secretNames = secretNames
    self.environment = environment
    makeHandler = { binding, outputLimit in
      ProcessHandler(
        command: binding.command, environmentNames: binding.environmentNames,
        environment: environment, outputLimit: outputLimit)
    }
  }

  package func perform(
    _ request: ActionRequest, report: @escaping @Sendable (ActionReport) -> Void
  ) async -> ActionAnswer {
    let served: ServedBy
    do throws(NoHandlerFound) {
      served = try directory.resolve(request.prompt)
    } catch {
      return Self.refusal("no_handler", error.message)
    }
    if let objection = trust.objection(to: served) {
      return Self.refusal("not_trusted", objection)
    }
    if request.isDryRun && !served.binding.canDryRun {
      return ActionAnswer(isSimulated: true)
    }
    let handlerRequest = handlerRequest(request, for: served.binding)
    let redactor = redactor(for: request, handlerRequest, served.binding)
    let handler: any PromptHandler
    if served.kind == .template {
      do throws(ActionFailure) {
        handler = try agent(for: served, request) { warning in
          report(.log(level: .warning, message: redactor.redact(warning)))
        }
      } catch {
        var failure = error
        failure.message = redactor.redact(failure.message)
        return ActionAnswer(failure: failure)
      }
    } else {
      handler = makeHandler(served.binding, request.limits.handlerOutput)
    }
    let answer = await handler.answer(handlerRequest) { message in
      if let message = Self.report(message, redactor) { report(message) }
    }
    return Self.answer(answer, redactor)
  }

  /// The agent, with a prompt's template rendered for it.
  private func agent(
    for served: ServedBy, _ request: ActionRequest, warn: (String) -> Void
  ) throws(ActionFailure) -> AgentHandler {
    guard !served.binding.command.isEmpty else {
      throw ActionFailure(
        type: "no_handler",
        message: "the prompt '\(request.prompt)' is a template, and no agent is configured; "
          + HandlerDirectory.agentHint, retryable: false)
    }
    let renderer = PromptRenderer(
      directory: directory, trust: trust, limits: request.limits, undefined: request.undefined)
    let rendered = try renderer.render(served.file ?? "", with: request.variables)
    rendered.warnings.forEach(warn)
    return AgentHandler(
      command: served.binding.command, environmentNames: served.binding.environmentNames,
      environment: environment, text: rendered.text,
      outputLimit: request.limits.handlerOutput)
  }

  private static func refusal(_ type: String, _ message: String) -> ActionAnswer {
    ActionAnswer(failure: ActionFailure(type: type, message: message, retryable: false))
  }

  // MARK: Translating

  private func handlerRequest(
    _ request: ActionRequest, for binding: HandlerBinding
  ) -> HandlerRequest {
    HandlerRequest(
      prompt: request.prompt, workflow: request.workflow, state: request.state,
      runID: request.runID, attempt: request.attempt, dryRun: request.isDryRun,
      timeout: request.timeout, variables: Self.json(of: request.variables),
      scope: binding.sendsScope
        ? Self.json(of: withoutSecrets(request.scope, except: Set(binding.secrets))) : nil)
  }

  /// The scope a handler may see: secrets only where its binding names them.
  private func withoutSecrets(_ scope: ValueMap, except named: Set<String>) -> ValueMap {
    var result = ValueMap(
      entries: scope.entries.compactMap { entry in
        let name = entry.key.text
        if named.contains(name) { return (entry.key, entry.value) }
        if secretNames.contains(name) { return nil }
        guard case .map(let inner) = entry.value else { return (entry.key, entry.value) }
        return (entry.key, .map(withoutSecrets(inner, except: named)))
      })
    result.text = scope.text
    return result
  }

  /// Knows the secrets the handler was given, which it may repeat.
  private func redactor(
    for request: ActionRequest, _ handlerRequest: HandlerRequest, _ binding: HandlerBinding
  ) -> Redactor {
    let variables = HandlerEnvironment.variables(
      for: handlerRequest, named: binding.environmentNames, own: environment)
    var redactor = Redactor()
    redactor.collect(from: request.variables, names: secretNames)
    redactor.collect(from: request.scope, names: secretNames)
    redactor.collect(
      from: ValueMap(variables.map { ($0.key, Value.string($0.value)) }), names: secretNames)
    return redactor
  }

  private static func json(of map: ValueMap) -> JSONObject {
    Value.map(map).json.objectValue ?? [:]
  }

  private static func report(_ message: HandlerMessage, _ redactor: Redactor) -> ActionReport? {
    switch message {
    case .progress(let fraction, let text):
      .progress(fraction: fraction, message: text.map(redactor.redact))
    case .log(let level, let text):
      .log(level: Self.level(level), message: redactor.redact(text))
    case .result: nil
    }
  }

  private static func level(_ name: String) -> LogLevel {
    switch name.lowercased() {
    case "debug", "trace": .debug
    case "warning", "warn": .warning
    case "error": .error
    case "critical", "fatal": .critical
    default: .info
    }
  }

  private static func answer(_ answer: HandlerAnswer, _ redactor: Redactor) -> ActionAnswer {
    var outputs = ValueMap(
      entries: answer.outputs.members.map { (MapKey.string($0.name), Value(json: $0.value)) })
    if let bytes = answer.rawOutput { outputs["output"] = .bytes(bytes) }
    let failure = answer.failure.map { failure in
      ActionFailure(
        type: failure.type, message: redactor.redact(failure.message),
        retryable: failure.retryable,
        details: redactor.redact(
          ValueMap(
            entries: failure.details.members.map {
              (MapKey.string($0.name), Value(json: $0.value))
            })))
    }
    return ActionAnswer(outputs: outputs, failure: failure, transition: answer.transition)
  }
}
