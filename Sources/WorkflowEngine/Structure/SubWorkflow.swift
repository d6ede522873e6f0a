internal import WorkflowLanguage
internal import WorkflowModel

/// `run_workflow`, `sequential_workflows`, `parallel_workflows`: workflows inside a workflow.
extension Machine {
  mutating func expand(_ call: SubWorkflowCall, _ context: WorkContext) -> Work {
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    do {
      let name = try renderer.render(call.workflow).value.text
      let variables = try renderer.render(call.variables).0
      let timeout = try setting(call.timeout, at: context.index, Self.timeSpan)
      let waits = try setting(call.waits, at: context.index, Renderer.truth(of:)) ?? true
      warn(renderer.undefined, at: context.index)
      if let outcome = interceptChild(name, variables, context) {
        return .done(outcome)
      }
      return try begin(name, variables, timeout: timeout, waits: waits, context)
    } catch let error as LanguageError {
      warn(renderer.undefined, at: context.index)
      return .done(.failed(ActionFailure(error)))
    } catch let failure as ActionFailure {
      return .done(.failed(failure))
    } catch {
      return .done(.failed(ActionFailure(type: "workflow_failed", message: "\(error)")))
    }
  }

  /// A task that runs a workflow may be stubbed like one that hands out a prompt.
  private mutating func interceptChild(
    _ name: String, _ variables: ValueMap, _ context: WorkContext
  ) -> WorkOutcome? {
    guard !context.task.isEmpty, !interceptors.isEmpty else { return nil }
    let place = snapshot.places[context.index]
    let identity = CallIdentity(
      frame: place.frame, state: place.state, visit: place.visit, task: context.task,
      attempt: context.attempt)
    let number = countExecution(identity)
    return intercept(
      InterceptedCall(
        identity: identity, number: number, state: state(at: context.index).state, prompt: name,
        variables: variables),
      scope: scope(at: context.index, attempt: context.attempt)
    ).outcome
  }

  private mutating func begin(
    _ name: String, _ variables: ValueMap, timeout: TimeSpan?, waits: Bool,
    _ context: WorkContext
  ) throws(ActionFailure) -> Work {
    let place = snapshot.places[context.index]
    let depth = snapshot.frames[place.frame].depth + 1
    guard depth <= options.limits.depth else {
      throw ActionFailure(
        type: "limit",
        message: "workflows run \(options.limits.depth) deep inside each other, the limit 'depth'",
        retryable: false)
    }
    guard let programs = options.programs else {
      throw ActionFailure(
        type: "unknown_workflow", message: "no workflow '\(name)' can be found here",
        retryable: false)
    }
    let program = try programs.program(named: name, for: self.program(at: context.index).workflow)
    let trunk = snapshot.makeID()
    let number = snapshot.frames.count
    var memory = Memory(program: program)
    try declare(variables, of: program.workflow, in: &memory)
    snapshot.frames.append(
      Frame(program: program, caller: waits ? place.id : nil, trunk: trunk, depth: depth))
    snapshot.branches.append(Branch(id: trunk, frame: number, memory: memory))
    emit(.workflowStarted(workflow: program.workflow.name), frame: number, place: place.id)
    begin(frame: number)
    guard waits else {
      return .done(.completed(.string(program.workflow.name)))
    }
    return .child(
      Work.Child(
        frame: number, name: program.workflow.name,
        deadline: timeout.flatMap { snapshot.clock.adding($0) }, timeout: timeout,
        calledWith: variables))
  }

  /// A sub-workflow starts with its arguments: what it is given, else their defaults.
  private func declare(
    _ variables: ValueMap, of workflow: Workflow, in memory: inout Memory
  ) throws(ActionFailure) {
    for argument in workflow.arguments {
      let given = variables[argument.name]
      if given == nil, argument.isRequired, argument.defaultValue == nil {
        throw ActionFailure(
          type: "missing_argument",
          message: "'\(workflow.name)' needs the argument '\(argument.name)'", retryable: false)
      }
      if let value = given ?? argument.defaultValue {
        memory.variables.write(
          Variable(
            name: Name(argument.name), value: value, origin: given == nil ? .argument : .workflow,
            event: 0))
      }
    }
    for (key, value) in variables.entries {
      let name = Name(key.text)
      if memory.variables[name] == nil {
        memory.variables.write(Variable(name: name, value: value, origin: .workflow, event: 0))
      }
    }
  }

  /// What a sub-workflow has come to; nil while it runs.
  mutating func continueChild(_ child: Work.Child, _ context: WorkContext) -> Work? {
    if let result = snapshot.frames[child.frame].result {
      var outcome = childOutcome(child, result)
      publish(child.name, &outcome, context)
      forget(frame: child.frame)
      return .done(outcome)
    }
    guard let deadline = child.deadline, deadline <= snapshot.clock else { return nil }
    cancel(frame: child.frame)
    return .done(
      .failed(
        ActionFailure(
          type: "timeout",
          message: "'\(child.name)' timed out after \((child.timeout ?? .zero).description)")))
  }

  /// The outputs of a sub-workflow are its variables, and the outputs of its states under their
  /// names.
  private func childOutcome(_ child: Work.Child, _ result: RunResult) -> WorkOutcome {
    let frame = snapshot.frames[child.frame]
    let memory = snapshot.branches[snapshot.branchIndex(frame.trunk)].memory
    var outcome = WorkOutcome()
    outcome.calledWith = child.calledWith
    for row in memory.variables.rows { outcome.outputs[row.name.text] = row.value }
    for (index, state) in frame.program.workflow.states.enumerated() {
      guard let record = memory.records[index], outcome.outputs[state.name] == nil else { continue }
      outcome.outputs[state.name] = .map(record.fields)
    }
    outcome.result = .map(outcome.outputs)
    if memory.last?.origin.isInvented ?? false { outcome.origin = .simulated }
    outcome.outputs["workflow_status"] = .string(result.status.rawValue)
    guard result.status == .failed else { return outcome }
    outcome.status = .failed
    var failure =
      result.failure ?? ActionFailure(type: "workflow_failed", message: result.reason)
    failure.message = "\(child.name): \(failure.message)"
    outcome.failure = failure
    return outcome
  }

  /// Outputs are read by the sub-workflow's name too.
  private mutating func publish(
    _ name: String, _ outcome: inout WorkOutcome, _ context: WorkContext
  ) {
    let outputs = NamedOutputs(
      fields: outcome.outputs, origin: outcome.origin, event: snapshot.eventCount + 1)
    withMemory(at: context.index) { $0.named[Name(name)] = outputs }
    outcome.results = ValueMap([(name, .map(outcome.outputs))])
  }

  /// A workflow has ended.
  mutating func end(frame: Int, _ result: RunResult) {
    snapshot.frames[frame].result = result
    if frame != 0 { emit(.workflowEnded(result), frame: frame) }
    // Those that nobody waits for may outlive the rest.
    guard snapshot.places.isEmpty else { return }
    let worst = snapshot.frames.dropFirst().compactMap { frame in
      frame.caller == nil && frame.result?.status == .failed ? frame.result : nil
    }
    let own = snapshot.frames[0].result ?? result
    guard own.status == .succeeded, let failed = worst.first else { return end(own) }
    end(
      RunResult(
        status: .failed, reason: "a workflow that was not waited for failed: \(failed.reason)",
        failure: failed.failure, state: own.state))
  }

  // MARK: Several workflows

  mutating func expand(
    _ call: SubWorkflowsCall, _ path: ActionPath, _ context: WorkContext
  ) -> Work {
    do {
      let waitsForAll =
        try setting(call.waitsForAll, at: context.index, Renderer.truth(of:)) ?? true
      let failsFast = try setting(call.failsFast, at: context.index, Renderer.truth(of:))
      let names = call.calls.map(\.taskName)
      let paths = call.calls.indices.map(path.inner)
      if call.isParallel {
        return .group(
          Work.Group(
            tasks: paths.map(Work.todo), names: names,
            variables: Array(
              repeating: snapshot.memory(at: snapshot.places[context.index]).variables,
              count: paths.count), event: snapshot.eventCount, isFailFast: failsFast ?? false,
            isFirstWins: !waitsForAll, maxConcurrency: Int.max))
      }
      return .sequence(
        Work.Sequence(
          paths: paths, names: names, isFailFast: failsFast ?? true, isFirstWins: !waitsForAll))
    } catch {
      return .done(.failed(ActionFailure(error)))
    }
  }

  /// Moves a sequence on; nil when it has to wait.
  mutating func continueSequence(
    _ sequence: inout Work.Sequence, _ context: WorkContext
  ) -> Work? {
    let number = sequence.outcomes.count
    guard number < sequence.paths.count else { return .done(joined(sequence, context)) }
    var work = sequence.current ?? .todo(sequence.paths[number])
    if work.outcome == nil, !continueWork(&work, context.task(number)) { return nil }
    guard let outcome = work.outcome else {
      sequence.current = work
      return .sequence(sequence)
    }
    sequence.current = nil
    sequence.outcomes.append(outcome)
    emit(
      .taskEnded(
        snapshot.places[context.index].state, task: context.task + [number],
        name: sequence.names[number],
        AttemptSummary(
          status: outcome.status, failure: outcome.failure, origin: outcome.origin)),
      at: context.index)
    let stops =
      outcome.isAbort || (outcome.status == .failed && sequence.isFailFast)
      || (outcome.status == .completed && sequence.isFirstWins)
    return stops ? .done(joined(sequence, context)) : .sequence(sequence)
  }

  private mutating func joined(
    _ sequence: Work.Sequence, _ context: WorkContext
  ) -> WorkOutcome {
    join(
      names: sequence.names, sequence.outcomes, succeedsWithOne: sequence.isFirstWins, context)
  }
}
