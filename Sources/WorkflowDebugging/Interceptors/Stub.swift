package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel

/// An answer given in the place of a handler: `stub LOC return JSON`.
package struct Stub: Interceptor {
  package enum Behaviour: Sendable {
    case outputs(Value)
    /// Evaluated when the call is made.
    case expression(CompiledExpression)
    case failure(type: String, message: String)
    /// Succeeds, and leaves by the exit to this state (or with this label).
    case route(String)
  }

  /// One line of a stub: what, and when.
  package struct Clause: Sendable {
    package var when: When
    package var behaviour: Behaviour

    package init(when: When = When(), behaviour: Behaviour) {
      self.when = when
      self.behaviour = behaviour
    }
  }

  package var id: Int
  package var location: Location
  /// The first that applies answers.
  package var clauses: [Clause]
  package var isOptional: Bool
  package var origin: Origin

  package init(
    id: Int, location: Location, clauses: [Clause], isOptional: Bool = false,
    origin: Origin = .stub
  ) {
    self.id = id
    self.location = location
    self.clauses = clauses
    self.isOptional = isOptional
    self.origin = origin
  }

  package func intercept(
    _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
  ) -> Interception {
    for clause in clauses
    where location.applies(to: call, in: scope, countsTasks: clause.when.count == .task)
      && clause.when.holds(call, fired: fired, scope: scope, random: &random)
    {
      return answer(clause.behaviour, scope)
    }
    return .proceed
  }

  private func answer(_ behaviour: Behaviour, _ scope: RunScope) -> Interception {
    switch behaviour {
    case .outputs(let value): return .answer(ActionAnswer(outputs: Self.outputs(value)), origin)
    case .expression(let expression):
      let options = EvaluationOptions(undefined: .error, now: scope.clock)
      do {
        let value = try expression.evaluate(in: scope, options: options)
        return .answer(ActionAnswer(outputs: Self.outputs(value)), origin)
      } catch {
        return .answer(
          ActionAnswer(
            failure: ActionFailure(
              type: "stub", message: "the stub's expression has no value: \(error.message)",
              retryable: false)), origin)
      }
    case .failure(let type, let message):
      return .answer(ActionAnswer(failure: ActionFailure(type: type, message: message)), origin)
    case .route(let target): return .edge(target: target, ActionAnswer(), .forced)
    }
  }

  /// A map gives its members as fields; any other value is the `result`.
  package static func outputs(_ value: Value) -> ValueMap {
    if case .map(let map) = value { return map }
    return ValueMap([("result", value)])
  }
}
