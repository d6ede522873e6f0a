internal import WorkflowLanguage
internal import WorkflowModel

extension Machine {
  /// A group of tasks; those that only write variables or log are to run first.
  mutating func expand(_ call: ParallelCall, _ context: WorkContext) -> Work {
    do {
      let mode =
        try setting(call.errorMode, at: context.index) { .init(rawValue: $0.text) } ?? .failFast
      let limit = try setting(call.maxConcurrency, at: context.index, Self.count) ?? Int.max
      return .group(
        Work.Group(
          tasks: call.tasks.map(Work.todo), names: call.tasks.map(\.taskName),
          isFailFast: mode == .failFast, maxConcurrency: max(1, limit)))
    } catch {
      return .done(.failed(ActionFailure(error)))
    }
  }

  /// Moves one task of a group on; nil when all of them have to wait.
  mutating func continueGroup(_ group: inout Work.Group, _ context: WorkContext) -> Work? {
    if tellEnded(&group, context) { return .group(group) }
    guard moveOneTask(of: &group, context) else {
      return group.tasks.allSatisfy { $0.outcome != nil } ? .done(join(group, context)) : nil
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
      if outcome.status == .failed, group.isFailFast { cancelRest(of: &group) }
    }
    return hasNews
  }

  /// Whether a task has moved.
  private mutating func moveOneTask(of group: inout Work.Group, _ context: WorkContext) -> Bool {
    for pass in [true, false] {
      for number in group.tasks.indices where group.tasks[number].outcome == nil {
        if case .todo(let call) = group.tasks[number] {
          if call.isImmediate != pass { continue }
          let running = group.tasks.count { $0.isRunning }
          if !pass, running >= group.maxConcurrency { continue }
        } else if pass {
          continue
        }
        if continueWork(&group.tasks[number], context.task(number)) { return true }
      }
    }
    return false
  }

  private mutating func cancelRest(of group: inout Work.Group) {
    for number in group.tasks.indices where group.tasks[number].outcome == nil {
      if case .todo(let call) = group.tasks[number], call.isImmediate { continue }
      for call in group.tasks[number].calls { cancel(call) }
      group.tasks[number] = .done(.cancelled)
    }
  }

  /// What the tasks come to together; outputs merge in file order.
  private mutating func join(_ group: Work.Group, _ context: WorkContext) -> WorkOutcome {
    let outcomes = group.tasks.compactMap(\.outcome)
    var joined = WorkOutcome()
    var results = ValueMap()
    var failures: [Value] = []
    let frame = snapshot.places[context.index].frame
    for (name, outcome) in zip(group.names, outcomes) {
      for (key, value) in outcome.outputs.entries { joined.outputs[key] = value }
      results[name] = .map(outcome.outputs)
      snapshot.frames[frame].taskOutputs[Name(name)] = outcome.outputs
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
    joined.result = .map(results)
    let failed = zip(group.names, outcomes).filter { $0.1.status == .failed }
    if let first = failed.first, let failure = first.1.failure {
      joined.status = .failed
      joined.failure = ActionFailure(
        type: failure.type,
        message: failed.compactMap { name, outcome in
          outcome.failure.map { "\(name): \($0.message)" }
        }.joined(separator: "; "), retryable: failure.retryable, details: failure.details)
    }
    return joined
  }
}

extension ActionCall {
  /// What a task is called: its prompt's last part, else the action's word.
  var taskName: String {
    if case .executePrompt(let call) = kind, let name = call.prompt.literalText {
      return String(name.split(separator: "/").last ?? Substring(name))
    }
    return word
  }

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
    case .inFlight, .conditional, .group: true
    }
  }
}
