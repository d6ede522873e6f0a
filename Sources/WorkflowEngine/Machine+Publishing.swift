internal import WorkflowLanguage
internal import WorkflowModel

/// Publishing what came of a state, after its last attempt.
extension Machine {
  mutating func finish(_ outcome: StateOutcome, at index: Int) {
    let place = snapshot.places[index]
    let program = snapshot.frames[place.frame].program
    let state = program[place.state]
    var outcome = outcome
    if outcome.work.results != nil { completeGroup(&outcome.work, of: place, state) }

    var record = StateRecord(
      fields: outcome.work.outputs, fieldOrigins: [:], origin: outcome.work.origin,
      given: outcome.work.outputs,
      calledWith: outcome.work.calledWith, status: outcome.work.status, visit: place.visit,
      event: snapshot.eventCount + 1)
    for field in outcome.work.invented { record.fieldOrigins[field] = .simulated }
    addOwnFields(to: &record.fields, outcome, state)
    // The output may read the fields of its own state.
    withMemory(at: index) { $0.records[place.state.index] = record }
    if let output = state.properties.output, outcome.isSuccess {
      addOutput(output, to: &record, at: index, attempt: outcome.attempts)
      withMemory(at: index) { $0.records[place.state.index] = record }
    }
    emit(.published(place.state, record.fields, record.origin), at: index)
    remember(outcome, record, at: index)
    snapshot.places[index].phase = .finished(outcome)
  }

  /// In a simulation, fields of a group that somebody reads and no task has given.
  private func completeGroup(_ work: inout WorkOutcome, of place: Place, _ state: ProgramState) {
    guard work.origin == .simulated else { return }
    var outputs = work.outputs
    // What the engine puts out of a group needs no placeholder.
    let own = ["failures", "results", "results_list"].filter { outputs[$0] == nil }
    for field in own { outputs[field] = .null }
    let program = snapshot.frames[place.frame].program
    let invented = Simulation.complete(
      &outputs, reads: program.fieldsRead[place.state.index], number: place.visit,
      capturesErrors: state.properties.capturesErrors?.value ?? false)
    for field in own { outputs[field] = nil }
    work.outputs = outputs
    work.invented += invented
  }

  /// Fields that most states' handlers do not give.
  private static let ownNames = [
    "status", "success", "attempts", "retry_count", "duration_ms", "output", "result", "error",
  ]

  /// The fields every state has; a handler's wins, except for the five that are the engine's.
  private func addOwnFields(
    to fields: inout ValueMap, _ outcome: StateOutcome, _ state: ProgramState
  ) {
    let work = outcome.work
    let isPlain = !fields.entries.contains { entry in
      entry.key.stringValue.map(Self.ownNames.contains) ?? false
    }
    fields.reserveCapacity(fields.count + Self.ownNames.count)
    func add(_ name: String, _ value: Value) {
      if isPlain { fields.append(name, value) } else { fields[name] = value }
    }
    func addUnlessGiven(_ name: String, _ value: @autoclosure () -> Value) {
      if isPlain || fields[name] == nil { add(name, value()) }
    }
    let duration = snapshot.clock.since(outcome.startedAt)?.nanoseconds ?? 0
    add("status", .string(work.status.rawValue))
    add("success", .bool(outcome.isSuccess))
    add("attempts", .int(Int64(outcome.attempts)))
    add("retry_count", .int(Int64(outcome.attempts - 1)))
    add("duration_ms", .int(duration / 1_000_000))
    addUnlessGiven("output", .string(work.result == .null ? "" : work.result.text))
    addUnlessGiven("result", work.result)
    if let results = work.results {
      if fields["results"] == nil { fields["results"] = .map(results) }
      if fields["failures"] == nil { fields["failures"] = .list(work.failures) }
      if let list = work.resultList, fields["results_list"] == nil {
        fields["results_list"] = .list(list)
      }
    }
    add("error", Self.errorField(work.failure, given: isPlain ? nil : fields["error"]))
    if let failure = work.failure, state.properties.capturesErrors?.value ?? false,
      fields["context"] == nil
    {
      fields["context"] = context(of: failure, outcome)
    }
  }

  /// A text with the members `type`, `message` and `retryable`; a handler's own text replaces the
  /// text only.
  private static func errorField(_ failure: ActionFailure?, given: Value?) -> Value {
    guard let failure else { return given ?? .null }
    var error = ValueMap([
      ("type", .string(failure.type)), ("message", .string(failure.message)),
    ])
    if let retryable = failure.retryable { error["retryable"] = .bool(retryable) }
    for (key, value) in failure.details.entries where error[key] == nil { error[key] = value }
    error.text = given.map(\.text) ?? failure.message
    return .map(error)
  }

  /// What `error_capture: true` keeps of a failure.
  private func context(of failure: ActionFailure, _ outcome: StateOutcome) -> Value {
    var context = ValueMap([
      ("variables", .map(outcome.work.calledWith)), ("attempt", .int(Int64(outcome.attempts))),
      ("error_type", .string(failure.type)), ("message", .string(failure.message)),
    ])
    for field in ["exit_code", "stderr"] {
      if let value = failure.details[field] { context[field] = value }
    }
    let duration = snapshot.clock.since(outcome.startedAt)?.nanoseconds ?? 0
    context["duration_ms"] = .int(duration / 1_000_000)
    return .map(context)
  }

  /// The property `output`: a text becomes the field of that name, a map its members too.
  private mutating func addOutput(
    _ output: TemplateValue, to record: inout StateRecord, at index: Int, attempt: Int
  ) {
    let context = WorkContext(index: index, attempt: attempt)
    if case .map(let members, _) = output {
      var map = ValueMap()
      for member in members {
        var renderer = Renderer(scope: scope(at: index, attempt: attempt))
        do {
          let rendered = try renderer.render(member.value)
          map[member.name] = rendered.value
          record.fields[member.name] = rendered.value
          record.fieldOrigins[Name(member.name)] = rendered.origin
        } catch { warn(error, at: index) }
        warn(renderer.undefined, at: index)
      }
      record.fields["output"] = .map(map)
    } else {
      let (text, origin) = message(output, context)
      record.fields["output"] = .string(text)
      record.fieldOrigins["output"] = origin
    }
  }

  private mutating func remember(
    _ outcome: StateOutcome, _ record: StateRecord, at index: Int
  ) {
    let place = snapshot.places[index]
    let state = state(at: index)
    withMemory(at: index) { memory in
      memory.last = LastAction(
        state: place.state, result: outcome.work.result, isSuccess: outcome.isSuccess,
        origin: outcome.work.origin)
      if outcome.isSuccess { memory.completed = Chain(place.state, after: memory.completed) }
    }
    guard let failure = outcome.work.failure, outcome.work.status == .failed else { return }
    let entry = FailureRecord(
      state: place.state, failure: failure, attempts: outcome.attempts, time: snapshot.clock)
    withMemory(at: index) { $0.failures = Chain(entry, after: $0.failures) }
    if state.properties.errorHandler == .logAndContinue {
      emit(.log(place.state, .error, "\(state.name) failed: \(failure.message)"), at: index)
    }
  }
}
