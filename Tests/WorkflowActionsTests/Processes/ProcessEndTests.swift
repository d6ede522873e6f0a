import HandlerContract
import JSONText
import Testing
import WorkflowActions

@Suite struct ProcessEndTests {
  static let own = HandlerFailure(type: "lock", message: "is locked", retryable: true)
  static let success = AnswerReader.Reading.result(
    HandlerAnswer(outputs: ["n": 1], transition: "X"))
  static let failure = AnswerReader.Reading.result(.failure(own, outputs: ["n": 1]))
  static let fields = AnswerReader.Reading.output(.success(["n": 1]))
  static let nothing = AnswerReader.Reading.nothing("the output holds no result")

  struct Case: Sendable {
    var end: ProcessEnd
    var reading: AnswerReader.Reading
    /// `type: message`, or nothing for a success.
    var failure: String?
    var outputs: JSONObject = ["n": 1]
  }

  static let cases: [Case] = [
    Case(end: ProcessEnd(status: .exited(0)), reading: success),
    Case(end: ProcessEnd(status: .exited(0)), reading: fields),
    Case(end: ProcessEnd(status: .exited(0)), reading: failure, failure: "lock: is locked"),
    Case(end: ProcessEnd(status: .exited(3)), reading: failure, failure: "lock: is locked"),
    Case(end: ProcessEnd(status: .signalled(9)), reading: failure, failure: "lock: is locked"),
    Case(
      end: ProcessEnd(status: .exited(3)), reading: success,
      failure: "handler_exit: the handler exited with status 3"),
    Case(
      end: ProcessEnd(status: .exited(1), errorLines: "first\nno such table"), reading: fields,
      failure: "handler_exit: the handler exited with status 1: no such table"),
    Case(
      end: ProcessEnd(status: .exited(1)), reading: nothing,
      failure: "handler_exit: the handler exited with status 1", outputs: [:]),
    Case(
      end: ProcessEnd(status: .signalled(9)), reading: nothing,
      failure: "handler_signal: the handler was ended by SIGKILL (signal 9)", outputs: [:]),
    Case(
      end: ProcessEnd(status: .signalled(63)), reading: success,
      failure: "handler_signal: the handler was ended by signal 63"),
    Case(
      end: ProcessEnd(status: .exited(0), errorLines: "oops"), reading: nothing,
      failure: "handler_protocol: the output holds no result: oops", outputs: [:]),
    Case(
      end: ProcessEnd(status: .signalled(15), stop: .timeout(30)), reading: nothing,
      failure: "timeout: the handler was stopped after 30 s, its timeout", outputs: [:]),
    Case(
      end: ProcessEnd(status: .exited(1), stop: .timeout(0.5)), reading: failure,
      failure: "timeout: the handler was stopped after 0.5 s, its timeout"),
    Case(
      end: ProcessEnd(status: .exited(0), stop: .timeout(30)), reading: fields,
      failure: "timeout: the handler was stopped after 30 s, its timeout"),
    Case(end: ProcessEnd(status: .exited(0), stop: .timeout(30)), reading: success),
    Case(
      end: ProcessEnd(status: .signalled(15), stop: .cancelled), reading: success,
      failure: "cancelled: the handler was stopped"),
    Case(
      end: ProcessEnd(status: .signalled(15), stop: .tooLong(16 << 20)), reading: .nothing(""),
      failure:
        "handler_protocol: the output is longer than 16777216 bytes, the limit 'handler-output'",
      outputs: [:]),
  ]

  @Test(arguments: cases)
  func answers(_ test: Case) {
    let answer = test.end.answer(test.reading)
    #expect(answer.failure.map { "\($0.type): \($0.message)" } == test.failure)
    #expect(answer.outputs == test.outputs, "published on failure too")
  }

  @Test func detailsSayTheRest() {
    let end = ProcessEnd(status: .exited(2), errorLines: "one\ntwo")
    #expect(end.answer(Self.nothing).failure?.details == ["exit_code": 2, "stderr": "one\ntwo"])
    let killed = ProcessEnd(status: .signalled(9))
    #expect(killed.answer(Self.nothing).failure?.details == ["signal": 9])
  }

  @Test func whatTheHandlerSaidOfItselfIsKept() {
    let end = ProcessEnd(status: .exited(1), stop: .cancelled)
    #expect(end.answer(Self.failure).failure?.details["handler_error"] == Self.own.json)
  }

  @Test func theTransitionIsKept() {
    #expect(ProcessEnd(status: .exited(0)).answer(Self.success).transition == "X")
  }
}
