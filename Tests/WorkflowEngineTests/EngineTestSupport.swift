import WorkflowLanguage
import WorkflowModel

@testable import WorkflowEngine

/// Fails the action of every state on the given executions.
struct FailingInterceptor: Interceptor {
  var id = 1
  var on: ClosedRange<Int>
  var state: String?
  var type = "injected"
  var retryable: Bool?

  func intercept(
    _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
  ) -> Interception {
    guard call.taskNumber == nil, on.contains(call.number),
      state == nil || state == call.state.name
    else { return .proceed }
    return .answer(
      ActionAnswer(
        failure: ActionFailure(type: type, message: "broken", retryable: retryable)), .fault)
  }
}

/// Answers the action of one state.
struct AnsweringInterceptor: Interceptor {
  var id = 2
  var state: String
  var outputs: ValueMap
  var transition: String?

  func intercept(
    _ call: InterceptedCall, fired: Int, scope: RunScope, random: inout RandomSource
  ) -> Interception {
    guard call.state.name == state, call.taskNumber == nil else { return .proceed }
    return .answer(ActionAnswer(outputs: outputs, transition: transition), .stub)
  }
}

extension Machine {
  /// Runs on until nothing moves any more; gives the states entered and how it came to rest.
  mutating func runToEnd() -> (path: [String], progress: Progress, events: [Event]) {
    var path: [String] = []
    var all: [Event] = []
    while true {
      let progress = advance()
      for event in takeEvents() {
        all.append(event)
        if case .entered(let state, _, _) = event.kind { path.append(workflow[state].name) }
      }
      if case .moved = progress { continue }
      return (path, progress, all)
    }
  }

  var workflow: Workflow { snapshot.frames[0].program.workflow }

  func record(_ state: String) -> StateRecord? {
    workflow.stateID(named: state).flatMap { snapshot.memory().records[$0.index] }
  }

  func variable(_ name: String) -> Value? { snapshot.memory().variables[Name(name)]?.value }
}
