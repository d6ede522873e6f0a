package import WorkflowLanguage
package import WorkflowModel

/// A call on its way to being carried out, as interceptors see it.
package struct InterceptedCall: Sendable {
  package var identity: CallIdentity
  /// How often this action (or task) has been executed in this run, this time included.
  package var number: Int
  package var state: State
  /// The prompt's name where the call is one.
  package var prompt: String?
  /// The rendered request; nil for the state's action as a whole, which is asked about first.
  package var variables: ValueMap?

  /// The number of the task in its group, from 1; nil for the action as a whole.
  package var taskNumber: Int? { identity.task.last.map { $0 + 1 } }
}

/// What is to happen to a call.
package enum Interception: Sendable {
  /// Nothing: the next interceptor is asked, at last the handler.
  case proceed
  /// The call is answered here.
  case answer(ActionAnswer, Origin)
  /// The answer comes that much later; the interceptors behind are still asked.
  case delay(TimeSpan)
  /// No answer comes, ever.
  case hang
  /// The action succeeds with these outputs, and the run leaves by this exit's target.
  case edge(target: String, ActionAnswer, Origin)
}

/// Stubs, faults, pins and recordings: rules that answer calls in the place of their handlers.
///
/// Rules are values without state. How often each has fired is counted in the snapshot, by
/// `id`, and so rewinds with it.
package protocol Interceptor: Sendable {
  /// Unique in a session.
  var id: Int { get }

  /// Synchronous, and pure but for the numbers it draws.
  ///
  /// - Parameters:
  ///   - fired: how often this rule has answered in this run so far.
  ///   - random: the run's random numbers, which rewind with it.
  func intercept(
    _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
  ) -> Interception
}
