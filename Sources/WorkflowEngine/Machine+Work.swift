internal import WorkflowLanguage
internal import WorkflowModel

/// Where in an action a piece of work stands.
struct WorkContext {
  /// Number of the place in `Snapshot.places`.
  var index: Int
  var attempt: Int
  var deadline: Timestamp?
  /// Path of task numbers.
  var task: [Int] = []

  func task(_ number: Int) -> WorkContext {
    var inner = self
    inner.task.append(number)
    return inner
  }
}

/// Actions: structure is expanded here, leaves become calls.
extension Machine {
  /// Does the next piece of some work; false when it has to wait.
  mutating func continueWork(_ work: inout Work, _ context: WorkContext) -> Bool {
    switch work {
    case .done: return false
    case .todo(let path):
      work = begin(path, context)
      return true
    case .inFlight(var flight):
      guard let answer = flight.answer, let readyAt = flight.readyAt, readyAt <= snapshot.clock
      else { return false }
      flight.answer = nil
      work = .done(answer)
      return true
    case .conditional(var branch):
      guard let next = continueBranch(&branch, context) else { return false }
      work = next
      return true
    case .group(var group):
      guard let next = continueGroup(&group, context) else { return false }
      work = next
      return true
    case .sequence(var sequence):
      guard let next = continueSequence(&sequence, context) else { return false }
      work = next
      return true
    case .child(let child):
      guard let next = continueChild(child, context) else { return false }
      work = next
      return true
    case .sleeping(let until):
      guard until <= snapshot.clock else { return false }
      work = .done(.completed(.null))
      return true
    case .storing(let stored, var inner):
      if inner.outcome == nil, !continueWork(&inner, context) { return false }
      if let outcome = inner.outcome {
        store(outcome, in: stored, context)
        work = inner
      } else {
        work = .storing(stored, inner)
      }
      return true
    case .asking: return false
    }
  }

  private mutating func begin(_ path: ActionPath, _ context: WorkContext) -> Work {
    guard let action = path.action(of: state(at: context.index)) else {
      return .done(WorkOutcome())
    }
    return begin(action, path, context)
  }

  private mutating func begin(
    _ action: ActionCall, _ path: ActionPath, _ context: WorkContext
  ) -> Work {
    let work = beginning(of: action, path, context)
    return action.stored.map { .storing($0, work) } ?? work
  }

  private mutating func beginning(
    of action: ActionCall, _ path: ActionPath, _ context: WorkContext
  ) -> Work {
    switch action.kind {
    case .setVariables(let call): .done(set(call, context))
    case .increment(let call): .done(increment(call, context))
    case .log(let call): .done(log(call, context))
    case .conditional(let call): expand(call, path, context)
    case .parallelExecute(let call): expand(call, path, context)
    case .runWorkflow(let call): expand(call, context)
    case .runWorkflows(let call): expand(call, path, context)
    case .ask(let call): expand(call, context)
    case .wait(let call): expand(call, context)
    // The branches have come together when the state was entered.
    case .waitForParallel: .done(WorkOutcome())
    case .abort(let call): .done(abort(call, context))
    case .executePrompt(let call): begin(call, name: action.taskName, context)
    case .shell(let call): begin(call, context)
    case .sentence(let call): begin(call, path, context)
    }
  }

  /// The result of an action that succeeded goes to a variable.
  private mutating func store(
    _ outcome: WorkOutcome, in stored: StoredResult, _ context: WorkContext
  ) {
    guard outcome.status == .completed else { return }
    let place = snapshot.places[context.index]
    let name = Name(stored.name)
    var result = outcome.result
    if result == .null, outcome.origin == .simulated {
      result = Simulation.placeholder(
        for: name, implied: program(at: context.index).impliedTypes[name] ?? .unknown,
        number: place.visit)
    }
    write(
      name, result, origin: outcome.origin, range: stored.range, reads: [],
      frame: place.frame, branch: place.branch, place: place.id)
  }

  private mutating func abort(_ call: AbortCall, _ context: WorkContext) -> WorkOutcome {
    let (text, _) = call.message.map { message($0, context) } ?? ("", .workflow)
    return .failed(
      ActionFailure(type: ActionFailure.abortType, message: text, retryable: false).tidied)
  }

  /// Renders a sentence and does what it then says.
  private mutating func begin(
    _ call: SentenceCall, _ path: ActionPath, _ context: WorkContext
  ) -> Work {
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    do throws(LanguageError) {
      let text = try renderer.render(call.template).value.text
      warn(renderer.undefined, at: context.index)
      return begin(try call.read(text).get(), path, context)
    } catch {
      warn(renderer.undefined, at: context.index)
      return .done(.failed(ActionFailure(error)))
    }
  }

  // MARK: Immediate actions

  private mutating func set(_ call: SetVariablesCall, _ context: WorkContext) -> WorkOutcome {
    var last = Value.null
    var origin = Origin.workflow
    for assignment in call.assignments {
      var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
      do {
        let rendered = try renderer.render(assignment.value)
        warn(renderer.undefined, at: context.index)
        let place = snapshot.places[context.index]
        write(
          Name(assignment.name), rendered.value, origin: rendered.origin,
          range: assignment.value.range, reads: rendered.reads, frame: place.frame,
          branch: place.branch, place: place.id)
        last = rendered.value
        if rendered.isInvented { origin = .simulated }
      } catch {
        return .failed(ActionFailure(error))
      }
    }
    return .completed(last, origin: origin)
  }

  private mutating func log(_ call: LogCall, _ context: WorkContext) -> WorkOutcome {
    var level = LogLevel.info
    do {
      level = try setting(call.level, at: context.index) { LogLevel(rawValue: $0.text) } ?? .info
    } catch { warn(error, at: context.index) }
    let (text, origin) = message(call.message, context)
    emit(.log(snapshot.places[context.index].state, level, text), at: context.index)
    return .completed(.string(text), origin: origin)
  }

  /// A text for people: what cannot be rendered is shown as it is written, with a warning.
  mutating func message(_ value: TemplateValue, _ context: WorkContext) -> (String, Origin) {
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    do {
      let rendered = try renderer.render(value)
      warn(renderer.undefined, at: context.index)
      return (rendered.value.text, rendered.origin)
    } catch {
      warn(renderer.undefined, at: context.index)
      warn(error, at: context.index)
      if case .template(let template) = value { return (template.text, .workflow) }
      return ("", .workflow)
    }
  }

  mutating func warn(_ error: LanguageError, at index: Int) {
    emit(
      .warning(code: error.code, message: error.message, error.range, hint: error.hint), at: index)
  }

  // MARK: Leaves

  private mutating func begin(
    _ call: PromptCall, name: String, _ context: WorkContext
  ) -> Work {
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    do {
      let prompt = try renderer.render(call.prompt).value.text
      let variables = try renderer.render(call.variables).0
      warn(renderer.undefined, at: context.index)
      return hand(.prompt(prompt), name: name, variables, context)
    } catch {
      warn(renderer.undefined, at: context.index)
      return .done(.failed(ActionFailure(error)))
    }
  }

  private mutating func begin(_ call: ShellCall, _ context: WorkContext) -> Work {
    var renderer = Renderer(scope: scope(at: context.index, attempt: context.attempt))
    do {
      var environment: [(name: String, value: String)] = []
      for (number, template) in call.values.enumerated() {
        environment.append(("W\(number + 1)", try renderer.render(template).value.text))
      }
      for (key, value) in try renderer.render(call.environment).0.entries {
        environment.append((key.text, value.text))
      }
      let directory = try call.workingDirectory.map { template throws(LanguageError) in
        try renderer.render(template).value.text
      }
      warn(renderer.undefined, at: context.index)
      let shell = ShellRequest(
        command: call.script, environment: environment, workingDirectory: directory)
      return hand(.shell(shell), name: "shell", ValueMap(), context)
    } catch {
      warn(renderer.undefined, at: context.index)
      return .done(.failed(ActionFailure(error)))
    }
  }

  /// Gives a leaf to whoever answers it: an interceptor, the simulation, or the world outside.
  private mutating func hand(
    _ task: ActionRequest.Task, name: String, _ variables: ValueMap, _ context: WorkContext
  ) -> Work {
    let place = snapshot.places[context.index]
    let identity = CallIdentity(
      frame: place.frame, state: place.state, visit: place.visit, task: context.task,
      attempt: context.attempt)
    let number = countExecution(identity)
    let state = state(at: context.index)
    if options.mode == .simulated, context.task.isEmpty || interceptors.isEmpty {
      return .done(simulate(identity, name, number: number, variables))
    }
    let runScope = scope(at: context.index, attempt: context.attempt)
    var flight = Work.Flight(call: 0, name: name, calledWith: variables)
    if !context.task.isEmpty, !interceptors.isEmpty {
      let reply = intercept(
        InterceptedCall(
          identity: identity, number: number, state: state.state, prompt: task.name,
          variables: variables),
        scope: runScope)
      flight.delay = reply.delay
      if reply.hangs { return .inFlight(flight) }
      if let outcome = reply.outcome { return settle(outcome, flight) }
    }
    if options.mode == .simulated {
      return settle(simulate(identity, name, number: number, variables), flight)
    }
    flight.call = snapshot.nextCall
    snapshot.nextCall += 1
    emit(.called(place.state, task: context.task, prompt: task.name), at: context.index)
    let left = context.deadline.flatMap { $0.since(snapshot.clock)?.seconds }
    perform(
      flight.call,
      ActionRequest(
        identity: identity, task: task, workflow: runScope.program.workflow.name,
        state: state.name, runID: options.runID,
        isDryRun: options.isDryRun || runScope.asksForDryRun,
        timeout: left, variables: variables, scope: runScope.everything,
        limits: options.limits, undefined: options.undefined,
        definition: runScope.program.workflow))
    return .inFlight(flight)
  }

  mutating func countExecution(_ identity: CallIdentity) -> Int {
    if identity.task.isEmpty {
      return snapshot.frames[identity.frame].executions(of: identity.state)
    }
    let key = Frame.TaskKey(state: identity.state, task: identity.task)
    snapshot.frames[identity.frame].taskExecutions[key, default: 0] += 1
    return snapshot.frames[identity.frame].taskExecutions[key] ?? 1
  }

  private func simulate(
    _ identity: CallIdentity, _ name: String, number: Int, _ variables: ValueMap
  ) -> WorkOutcome {
    var outcome = WorkOutcome()
    outcome.origin = .simulated
    outcome.calledWith = variables
    let program = snapshot.frames[identity.frame].program
    outcome.invented = Simulation.complete(
      &outcome.outputs,
      reads: program.fieldsRead(
        of: identity.state, task: identity.task.isEmpty ? nil : name), number: number,
      capturesErrors: program[identity.state].properties.capturesErrors?.value ?? false)
    outcome.result = outcome.outputs["result"] ?? outcome.outputs["output"] ?? .null
    return outcome
  }

  /// The answer now, or later.
  private func settle(_ outcome: WorkOutcome, _ flight: Work.Flight) -> Work {
    var outcome = outcome
    outcome.calledWith = flight.calledWith
    guard flight.delay > .zero else { return .done(outcome) }
    var flight = flight
    flight.answer = outcome
    flight.readyAt = snapshot.clock.adding(flight.delay)
    return .inFlight(flight)
  }

  /// A handler has answered. An answer to a call that is no longer waited for is dropped.
  package mutating func deliver(_ answer: ActionAnswer, to call: Int) {
    for index in snapshot.places.indices {
      guard case .attempting(var attempt) = snapshot.places[index].phase,
        attempt.work.calls.contains(call)
      else { continue }
      let place = snapshot.places[index]
      if options.canAsk, let failure = answer.failure, failure.type == "no_handler",
        let flight = attempt.work.flight(call)
      {
        let question = askForOutcome(of: flight, failure, at: index)
        attempt.work.replace(call) { _ in question }
        snapshot.places[index].phase = .attempting(attempt)
        return
      }
      var outcome = WorkOutcome(answer, origin: answer.isSimulated ? .simulated : .live)
      if answer.isSimulated {
        let task = attempt.work.isGroup ? attempt.work.flight(call)?.name : nil
        let program = snapshot.frames[place.frame].program
        outcome.invented = Simulation.complete(
          &outcome.outputs, reads: program.fieldsRead(of: place.state, task: task), number: 1,
          capturesErrors: false)
      }
      attempt.work.replace(call) { flight in settle(outcome, flight) }
      snapshot.places[index].phase = .attempting(attempt)
      return
    }
  }

  /// A handler says how far it is, or something for the log.
  package mutating func report(_ report: ActionReport, from call: Int) {
    guard let index = snapshot.places.firstIndex(where: { $0.calls.contains(call) }) else { return }
    let state = snapshot.places[index].state
    switch report {
    case .progress(let fraction, let message):
      emit(.progress(state, fraction: fraction, message: message), at: index)
    case .log(let level, let message): emit(.log(state, level, message), at: index)
    }
  }
}

extension Work {
  /// The call's flight, wherever it stands inside.
  fileprivate func flight(_ call: Int) -> Flight? {
    if case .inFlight(let flight) = self { return flight.call == call ? flight : nil }
    return inner.lazy.compactMap { $0.flight(call) }.first
  }

  /// Whether it is made of tasks.
  fileprivate var isGroup: Bool {
    switch self {
    case .group, .sequence: true
    case .storing(_, let work): work.isGroup
    default: false
    }
  }

  /// Replaces the call's flight, wherever it stands inside.
  fileprivate mutating func replace(_ call: Int, with make: (Flight) -> Work) {
    switch self {
    case .inFlight(let flight): if flight.call == call { self = make(flight) }
    case .conditional(var branch):
      branch.work.replace(call, with: make)
      self = .conditional(branch)
    case .group(var group):
      for number in group.tasks.indices { group.tasks[number].replace(call, with: make) }
      self = .group(group)
    case .sequence(var sequence):
      sequence.current?.replace(call, with: make)
      self = .sequence(sequence)
    case .storing(let stored, var work):
      work.replace(call, with: make)
      self = .storing(stored, work)
    case .todo, .child, .asking, .sleeping, .done: break
    }
  }
}

extension RunScope {
  /// Whether the variable `dry_run` is true.
  fileprivate var asksForDryRun: Bool {
    value(of: "dry_run").flatMap(Renderer.truth(of:)) ?? false
  }
}
