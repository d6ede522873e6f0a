import Testing
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

@Suite struct ActionFailureTests {
  @Test(arguments: [
    ("no key", "no key"), ("aborted: no key", "no key"), ("aborted: Aborted: no key", "no key"),
    ("ABORT ERROR: no key", "no key"), ("abort: ABORT ERROR no key", "no key"),
    ("", "aborted"), ("aborted: ", "aborted"), ("aborted", "aborted"),
    ("aborted by the user", "aborted by the user"),
  ])
  func theMessageOfAnAbortDoesNotSayThatItIsOne(message: String, tidied: String) {
    #expect(ActionFailure(type: "abort", message: message).tidied.message == tidied)
  }

  @Test func otherFailuresKeepTheirMessage() {
    #expect(ActionFailure(type: "lock", message: "aborted: x").tidied.message == "aborted: x")
  }

  @Test(arguments: [
    ("", "aborted in A"), ("no key", "aborted: no key"), ("aborted: no key", "aborted: no key"),
    ("Aborted by hand", "Aborted by hand"),
  ])
  func aRunSaysOnceThatItWasAborted(message: String, reason: String) {
    var builder = ModelBuilder()
    builder.edge("[*]", "A")
    builder.action("A", .abort(AbortCall(message: .template(ModelBuilder.template(message)))))
    var machine = Machine(program: Program(builder.build()), options: RunOptions())
    guard case .ended(let result) = machine.runToEnd().progress else {
      return #expect(Bool(false))
    }
    #expect(result.reason == reason)
  }
}
