package import WorkflowLanguage
internal import WorkflowModel

/// The names every workflow can read without declaring them.
package enum BuiltIns {
  /// In the order `help` lists them.
  package static let names = BuiltInNames.all

  private enum Kind {
    case timestamp, runID, workflowName, workflowStatus, state, previous, elapsed, retryCount
    case allErrors, lastError, errorState, errorContext, completedSteps, completedCount
    case result, success, failure, environment, everything
  }

  private static let kinds: [Name: Kind] = [
    "timestamp": .timestamp, "run_id": .runID, "execution_id": .runID,
    "workflow_name": .workflowName, "workflow_status": .workflowStatus, "state": .state,
    "previous": .previous, "elapsed_time": .elapsed, "retry_count": .retryCount,
    "all_errors": .allErrors, "last_error": .lastError, "error_state": .errorState,
    "last_failed_step": .errorState, "error_context": .errorContext,
    "completed_steps": .completedSteps, "completed_count": .completedCount, "result": .result,
    "success": .success, "failure": .failure, "is_error": .failure, "env": .environment,
    "vars": .everything,
  ]

  /// By the numbers of the names: every name that a template reads may be looked for here.
  private static let table: [Kind?] = {
    var table = [Kind?](repeating: nil, count: (kinds.keys.map(\.id).max() ?? -1) + 1)
    for (name, kind) in kinds { table[name.id] = kind }
    return table
  }()

  static func value(of name: Name, in scope: RunScope) -> Value? {
    guard name.id < table.count, let kind = table[name.id] else { return nil }
    return value(of: kind, in: scope, scope.memory, scope.program.workflow)
  }

  private static func value(
    of kind: Kind, in scope: RunScope, _ memory: Memory, _ workflow: Workflow
  ) -> Value? {
    func text(of state: StateID?) -> Value { state.map { .string(workflow[$0].name) } ?? .null }
    switch kind {
    case .timestamp: return .string(compactText(of: scope.startedAt))
    case .runID: return .string(scope.options.runID)
    case .workflowName: return .string(workflow.name)
    case .workflowStatus: return .string(memory.failures == nil ? "running" : "recovering")
    case .state: return text(of: scope.state)
    case .previous:
      return text(of: memory.path?.element.from)
    case .elapsed:
      return .int((scope.clock.since(scope.startedAt)?.nanoseconds ?? 0) / 1_000_000_000)
    case .retryCount: return .int(0)
    case .allErrors: return .list(Chain.inOrder(memory.failures).map { $0.value(in: workflow) })
    case .lastError: return memory.failures.map { .string($0.element.failure.message) } ?? .null
    case .errorState: return text(of: memory.failures?.element.state)
    case .errorContext:
      return memory.failures.flatMap { memory.records[$0.element.state.index]?.fields["context"] }
        ?? .null
    case .completedSteps:
      return .list(Chain.inOrder(memory.completed).map { .string(workflow[$0].name) })
    case .completedCount: return .int(Int64(memory.completed?.count ?? 0))
    case .result: return memory.last?.result ?? .null
    case .success: return memory.last.map { .bool($0.isSuccess) } ?? .null
    case .failure: return memory.last.map { .bool(!$0.isSuccess) } ?? .null
    case .everything: return .map(scope.everything)
    case .environment:
      return .map(
        ValueMap(scope.options.environment.sorted { $0.key < $1.key }.map { ($0, .string($1)) }))
    }
  }

  /// `20261122T154500Z`: RFC 3339 without its marks, fit for the name of a file.
  static func compactText(of time: Timestamp) -> String {
    let whole = Timestamp(seconds: time.seconds).description
    return whole.filter { $0 != "-" && $0 != ":" }
  }

  static func origin(of name: Name, in scope: RunScope) -> Origin {
    name == "result" ? scope.memory.last?.origin ?? .workflow : .workflow
  }
}

extension FailureRecord {
  /// The entry of `all_errors`.
  func value(in workflow: Workflow) -> Value {
    .map(
      ValueMap([
        ("state", .string(workflow[state].name)), ("type", .string(failure.type)),
        ("message", .string(failure.message)), ("attempts", .int(Int64(attempts))),
        ("at", .string(time.description)),
      ]))
  }
}
