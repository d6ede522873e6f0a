package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel

/// A failure injected on purpose: `fail LOC [with TYPE] ["message"] [WHEN]`.
package struct Fault: Interceptor {
  package var id: Int
  package var location: Location
  package var type: String
  package var message: String
  package var when: When
  /// A test does not mind when it never fires.
  package var isOptional: Bool

  package init(
    id: Int, location: Location, type: String = "injected", message: String? = nil,
    when: When = When(), isOptional: Bool = false
  ) {
    self.id = id
    self.location = location
    self.type = type
    self.message = message ?? "injected failure"
    self.when = when
    self.isOptional = isOptional
  }

  package func intercept(
    _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
  ) -> Interception {
    guard location.applies(to: call, in: scope, countsTasks: when.count == .task),
      when.holds(call, fired: fired, scope: scope, random: &random)
    else { return .proceed }
    return .answer(
      ActionAnswer(failure: ActionFailure(type: type, message: message)), .fault)
  }
}

extension Location {
  /// Whether a stub or fault at this location means a call.
  ///
  /// The state's action as a whole is meant, or, where tasks are counted, each of its tasks.
  func applies(to call: InterceptedCall, in scope: RunScope, countsTasks: Bool) -> Bool {
    (call.taskNumber != nil) == countsTasks
      && matches(
        call.identity.state, visit: call.identity.visit,
        in: scope.program.workflow)
  }
}
