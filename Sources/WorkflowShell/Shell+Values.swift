internal import WorkflowDebugging
internal import WorkflowEngine
package import WorkflowLanguage
internal import WorkflowModel

/// The shell's own values, as expressions read them: `$state`, `$1`, `$x`.
extension Shell {
  package var shellValues: [Name: Value] {
    var values: [Name: Value] = [:]
    for (name, value) in state.variables { values[Name("$" + name)] = value }
    for (index, argument) in state.arguments.enumerated() {
      values[Name("$\(index + 1)")] = .string(argument)
    }
    values["$status"] = .int(Int64(state.status.rawValue))
    values["$_"] = state.lastValue ?? .null
    values["$bp"] = state.lastBreakpoint.map { .int(Int64($0)) } ?? .null
    if let session { addRun(of: session, to: &values) }
    return values
  }

  private func addRun(
    of session: any DebugSession, to values: inout [Name: Value]
  ) {
    let snapshot = session.snapshot
    let workflow = session.selectedWorkflow
    let memory = session.memory
    func name(_ state: StateID?) -> Value { state.map { .string(workflow[$0].name) } ?? .null }
    let place = session.selectedPlace
    let step = memory.path?.element
    values["$state"] = name(place?.state)
    values["$from"] = name(step?.from)
    values["$to"] = name(step?.to)
    values["$event"] = .int(Int64(snapshot.eventCount))
    values["$visit"] = .int(Int64(place?.visit ?? 0))
    values["$clock"] = .timestamp(snapshot.clock)
    values["$error"] =
      memory.failures.map { .string($0.element.failure.message) } ?? .null
    if let place {
      values["$calls"] = .int(Int64(snapshot.frames[place.frame].executions(of: place.state)))
    }
    if case .attempting(let attempt) = place?.phase {
      values["$attempt"] = .int(Int64(attempt.number))
    } else {
      values["$attempt"] = .int(0)
    }
  }
}
