package import WorkflowEngine
package import WorkflowLanguage

/// When a stub or fault applies; every part must hold.
package struct When: Sendable {
  /// What `on 1-2` counts.
  package enum Count: String, Hashable, Sendable, CaseIterable {
    /// Every execution of the action in this run, retries and re-entries included.
    case call
    /// Attempts of one visit.
    case attempt
    /// Visits of the state.
    case visit
    /// Number of the task in its group.
    case task
  }

  /// Numbers, from 1, on which it applies; empty for all.
  package var numbers: [ClosedRange<Int>] = []
  package var count = Count.call
  /// Applies only after this many.
  package var after = 0
  /// Applies on every n-th only.
  package var every = 1
  /// Applies at most this often in a run; nil for always.
  package var times: Int?
  /// Applies with this probability.
  package var probability: Double?
  package var condition: CompiledExpression?

  package init() {}

  /// Whether it applies to a call; draws a random number only when all else holds.
  package func holds(
    _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
  ) -> Bool {
    let number = number(of: call)
    guard numbers.isEmpty || numbers.contains(where: { $0.contains(number) }), number > after,
      (number - after) % every == 0, times.map({ fired < $0 }) ?? true
    else { return false }
    if let condition {
      let options = EvaluationOptions(undefined: .empty, now: scope.clock)
      guard case .bool(true)? = try? condition.evaluate(in: scope, options: options) else {
        return false
      }
    }
    if let probability { return random.unit() < probability }
    return true
  }

  private func number(of call: InterceptedCall) -> Int {
    switch count {
    case .call: call.number
    case .attempt: call.identity.attempt
    case .visit: call.identity.visit
    case .task: call.taskNumber ?? 1
    }
  }
}
