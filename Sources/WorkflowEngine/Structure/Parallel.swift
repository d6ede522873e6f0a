internal import WorkflowLanguage
internal import WorkflowModel

extension Machine {
  /// A group of tasks; those that only write variables or log are to run first.
  mutating func expand(
    _ call: ParallelCall, _ path: ActionPath, _ context: WorkContext
  ) -> Work {
    do {
      let mode =
        try setting(call.errorMode, at: context.index) { .init(rawValue: $0.text) } ?? .failFast
      let limit = try setting(call.maxConcurrency, at: context.index, Self.count) ?? Int.max
      let tasks = call.tasks.indices.map { Work.todo(path.inner($0)) }
      return group(
        tasks, called: call.tasks.map(\.taskName), isFailFast: mode == .failFast,
        maxConcurrency: max(1, limit), context.index)
    } catch {
      return .done(.failed(ActionFailure(error)))
    }
  }

  /// The state's action with the tasks of `parallel:` beside it.
  func besides(of state: ProgramState, at index: Int) -> Work {
    let tasks = state.properties.beside ?? []
    let numbers = (state.hasAction ? 0 : 1)...tasks.count
    let names = (state.action.map { [$0.taskName] } ?? []) + tasks.map(\.taskName)
    let work = group(
      numbers.map { Work.todo(ActionPath(steps: [$0])) }, called: names, isFailFast: false,
      maxConcurrency: Int.max, index)
    guard case .group(var group) = work else { return work }
    group.hasMain = state.hasAction
    return .group(group)
  }

  private func group(
    _ tasks: [Work], called names: [String], isFailFast: Bool, maxConcurrency: Int, _ index: Int
  ) -> Work {
    let variables = snapshot.memory(at: snapshot.places[index]).variables
    return .group(
      Work.Group(
        tasks: tasks, names: names, variables: Array(repeating: variables, count: tasks.count),
        event: snapshot.eventCount, isFailFast: isFailFast, maxConcurrency: maxConcurrency))
  }

  /// Moves one task of a group on; nil when all of them have to wait.
  mutating func continueGroup(_ group: inout Work.Group, _ context: WorkContext) -> Work? {
    if tellEnded(&group, context) { return .group(group) }
    guard moveOneTask(of: &group, context) else {
      return group.tasks.allSatisfy { $0.outcome != nil } ? .done(joined(group, context)) : nil
    }
    _ = tellEnded(&group, context)
    return .group(group)
  }

  /// Tells which tasks have ended since it last did; false when none has.
  ///
  /// Handlers end their tasks from outside, so that an end may show only now. The first failure
  /// of a `fail_fast` group cancels the rest.
  private mutating func tellEnded(_ group: inout Work.Group, _ context: WorkContext) -> Bool {
    var hasNews = false
    for number in group.tasks.indices where !group.told.contains(number) {
      guard let outcome = group.tasks[number].outcome else { continue }
      hasNews = true
      group.told.insert(number)
      emit(
        .taskEnded(
          snapshot.places[context.index].state, task: context.task + [number],
          name: group.names[number],
          AttemptSummary(
            status: outcome.status, failure: outcome.failure, origin: outcome.origin)),
        at: context.index)
      if outcome.isAbort || (outcome.status == .failed && group.isFailFast) {
        cancelRest(of: &group, context)
      }
      if outcome.status == .completed, group.isFirstWins { cancelRest(of: &group, context) }
    }
    return hasNews
  }

  /// Whether a task has moved.
  private mutating func moveOneTask(of group: inout Work.Group, _ context: WorkContext) -> Bool {
    for pass in [true, false] {
      for number in group.tasks.indices where group.tasks[number].outcome == nil {
        if case .todo(let path) = group.tasks[number] {
          if isImmediate(path, context) != pass { continue }
          let running = group.tasks.count { $0.isRunning }
          if !pass, running >= group.maxConcurrency { continue }
        } else if pass {
          continue
        }
        if move(number, of: &group, context) { return true }
      }
    }
    return false
  }

  /// Moves a task on, with the variables as it sees them.
  private mutating func move(
    _ number: Int, of group: inout Work.Group, _ context: WorkContext
  ) -> Bool {
    let branch = snapshot.places[context.index].branch
    let around = swapVariables(of: branch, for: group.variables[number])
    let hasMoved = continueWork(&group.tasks[number], context.task(number))
    group.variables[number] = swapVariables(of: branch, for: around)
    return hasMoved
  }

  private mutating func swapVariables(of branch: Int, for other: Variables) -> Variables {
    let index = snapshot.branchIndex(branch)
    let before = snapshot.branches[index].memory.variables
    snapshot.branches[index].memory.variables = other
    return before
  }

  private func isImmediate(_ path: ActionPath, _ context: WorkContext) -> Bool {
    path.action(of: state(at: context.index))?.isImmediate ?? false
  }

  private mutating func cancelRest(of group: inout Work.Group, _ context: WorkContext) {
    for number in group.tasks.indices where group.tasks[number].outcome == nil {
      if case .todo(let path) = group.tasks[number], isImmediate(path, context) { continue }
      stop(group.tasks[number])
      group.tasks[number] = .done(.cancelled)
    }
  }

  /// What the tasks come to together; writes and outputs merge in file order.
  private mutating func joined(_ group: Work.Group, _ context: WorkContext) -> WorkOutcome {
    var merging = Merging(
      snapshot.memory(at: snapshot.places[context.index]), since: group.event)
    for variables in group.variables { merging.add(variables) }
    let branch = snapshot.branchIndex(snapshot.places[context.index].branch)
    snapshot.branches[branch].memory.variables = merging.memory.variables
    for name in merging.conflicts { warnOfConflict(name, "variable", at: context.index) }
    let outcomes = group.tasks.compactMap(\.outcome)
    let joined = join(
      names: group.names, outcomes, succeedsWithOne: group.isFirstWins,
      tellsConflicts: !group.hasMain, context)
    guard group.hasMain, var main = outcomes.first else { return joined }
    // The action speaks for the state; a failed task beside it fails it.
    main.results = joined.results
    main.failures = joined.failures
    if main.status == .completed, joined.status == .failed {
      main.status = .failed
      main.failure = joined.failure
    }
    return main
  }

  private mutating func warnOfConflict(_ name: String, _ what: String, at index: Int) {
    emit(
      .warning(
        code: "merge-conflict",
        message: "tasks gave the \(what) '\(name)' different values; the last in the file stands",
        nil, hint: nil), at: index)
  }

  /// Tasks that are called by the same action's word are not read by it.
  private mutating func warnOfSharedName(_ name: String, at index: Int) {
    let state = state(at: index).state
    let calls = ((state.action.map { [$0] } ?? []) + (state.properties.beside ?? [])).flatMap(\.all)
    guard calls.contains(where: { $0.nameOfTask?.name == name })
    else { return }
    emit(
      .warning(
        code: "merge-conflict",
        message: "tasks called '\(name)' came to different results; the last in the file stands",
        nil, hint: "'\(state.name).results_list' has the results of all"), at: index)
  }

  /// Outcomes put together in file order.
  ///
  /// - Parameters:
  ///   - succeedsWithOne: whether one success makes up for failures.
  ///   - tellsConflicts: whether the outputs put together become the state's.
  mutating func join(
    names: [String], _ outcomes: [WorkOutcome], succeedsWithOne: Bool,
    tellsConflicts: Bool = true, _ context: WorkContext
  ) -> WorkOutcome {
    var joined = WorkOutcome()
    var results = ValueMap()
    var failures: [Value] = []
    let place = snapshot.places[context.index]
    let read = Set(
      snapshot.frames[place.frame].program.fieldsRead[place.state.index].map(\.field.text))
    for (name, outcome) in zip(names, outcomes) {
      for (key, value) in outcome.outputs.entries {
        if let other = joined.outputs[key], other != value, let field = key.stringValue,
          tellsConflicts, read.contains(field), context.task.isEmpty, field != "failures"
        {
          warnOfConflict(field, "output", at: context.index)
        }
        joined.outputs[key] = value
      }
      if let other = results[name], other != .map(outcome.outputs),
        read.contains("results") || program(at: context.index).impliedTypes[Name(name)] != nil
      {
        warnOfSharedName(name, at: context.index)
      }
      results[name] = .map(outcome.outputs)
      let outputs = NamedOutputs(
        fields: outcome.outputs, origin: outcome.origin, event: snapshot.eventCount)
      withMemory(at: context.index) { $0.named[Name(name)] = outputs }
      switch outcome.outputs["failures"] {
      case .list(let list): failures += list
      case .string(let text) where !text.isEmpty: failures.append(.string(text))
      default: break
      }
      if outcome.status == .failed, let failure = outcome.failure {
        failures.append(.string("\(name): \(failure.message)"))
      }
      joined.invented += outcome.invented.filter { !joined.invented.contains($0) }
      if outcome.origin != .workflow { joined.origin = outcome.origin }
    }
    joined.outputs["failures"] = nil
    joined.failures = failures
    joined.results = results
    joined.resultList = outcomes.map { .map($0.outputs) }
    joined.result = .map(results)
    let failed = zip(names, outcomes).filter { $0.1.status == .failed }
    if succeedsWithOne, outcomes.contains(where: { $0.status == .completed }) { return joined }
    if let first = failed.first, let failure = first.1.failure {
      joined.status = .failed
      joined.failure = ActionFailure(
        type: failed.contains { $0.1.isAbort } ? ActionFailure.abortType : failure.type,
        message: failed.compactMap { name, outcome in
          outcome.failure.map { "\(name): \($0.message)" }
        }.joined(separator: "; "), retryable: failure.retryable, details: failure.details)
    }
    return joined
  }
}

extension ActionCall {
  /// Whether it only writes variables or logs, and so always runs, before the others.
  var isImmediate: Bool {
    switch kind {
    case .setVariables, .increment, .log: true
    default: false
    }
  }
}

extension Work {
  fileprivate var isRunning: Bool {
    switch self {
    case .todo, .done: false
    default: true
    }
  }
}
