import HandlerContract
import JSONText
import Testing

@Suite struct HandlerMessageTests {
  static let readable: [(String, HandlerMessage)] = [
    (#"{"event":"progress"}"#, HandlerMessage.progress(fraction: nil, message: nil)),
    (
      #"{"event":"progress","fraction":0.4,"message":"half"}"#,
      .progress(fraction: 0.4, message: "half")
    ),
    (#"{"event":"progress","fraction":40}"#, .progress(fraction: 1, message: nil)),
    (#"{"event":"progress","fraction":-1}"#, .progress(fraction: 0, message: nil)),
    (#"{"event":"progress","fraction":"x","message":7}"#, .progress(fraction: nil, message: nil)),
    (#"{"event":"log","level":"warning","message":"m"}"#, .log(level: "warning", message: "m")),
    (#"{"event":"log","message":{"a":1}}"#, .log(level: "info", message: #"{"a":1}"#)),
    (#"{"event":"log"}"#, .log(level: "info", message: "")),
    (#"{"event":"result","status":"success"}"#, .result(.success())),
    (#"{"status":"success","outputs":null,"transition":null}"#, .result(.success())),
    (
      #"{"status":"success","outputs":{"n":9007199254740993},"transition":"[*]"}"#,
      .result(HandlerAnswer(outputs: ["n": 9_007_199_254_740_993], transition: "[*]"))
    ),
    (
      #"{"status":"failure","outputs":{"n":1},"error":{"type":"lock","message":"m","retryable":true,"code":5}}"#,
      .result(
        .failure(
          HandlerFailure(type: "lock", message: "m", retryable: true, details: ["code": 5]),
          outputs: ["n": 1]))
    ),
    (
      #"{"status":"failure","error":"no space"}"#,
      .result(.failure(HandlerFailure(type: "failure", message: "no space")))
    ),
    (
      #"{"status":"failure","error":{"retryable":"False"}}"#,
      .result(
        .failure(
          HandlerFailure(
            type: "failure", message: "the handler reported a failure", retryable: false)))
    ),
    (
      #"{"status":"failure","error":null}"#,
      .result(.failure(HandlerFailure(type: "failure", message: "the handler reported a failure")))
    ),
    (
      #"{"status":"success","error":"left over"}"#, .result(.success())
    ),
  ]

  @Test(arguments: HandlerMessageTests.readable)
  func reads(_ text: String, _ expected: HandlerMessage) throws {
    #expect(try HandlerMessage(json: JSONReader.read(text)) == expected)
  }

  @Test(arguments: [
    (#"{"event":"result"}"#, "the result has no 'status'"),
    (
      #"{"event":"result","status":"failed"}"#,
      #"the result's status is "failed"; it must be "success" or "failure""#
    ),
    (#"{"status":0}"#, #"the result's status is 0; it must be "success" or "failure""#),
    (#"{"status":"success","outputs":[1]}"#, "the result's 'outputs' are no object"),
    (#"{"status":"success","transition":7}"#, "the result's 'transition' is no text"),
  ])
  func aBrokenResultIsAFailure(_ text: String, _ message: String) throws {
    let expected = HandlerFailure(type: "handler_protocol", message: message)
    #expect(
      try HandlerMessage(json: JSONReader.read(text)) == .result(HandlerAnswer(failure: expected)))
  }

  @Test(arguments: [
    "{}", #"{"a":1}"#, #"{"event":"metric"}"#, #"{"event":7}"#, #"{"event":null}"#, "[]", "1",
    #"{"event":"start","status":"success"}"#,
  ])
  func isNoMessage(_ text: String) throws {
    #expect(try HandlerMessage(json: JSONReader.read(text)) == nil)
  }

  @Test(arguments: [
    HandlerMessage.progress(fraction: 0.5, message: "m"), .progress(fraction: nil, message: nil),
    .log(level: "error", message: "é\n"), .result(.success(["a": [1, nil]])),
    .result(
      HandlerAnswer(
        outputs: ["x": 1],
        failure: HandlerFailure(type: "t", message: "m", retryable: false, details: ["d": [1]]),
        transition: "Deploy")),
  ])
  func readsWhatItWrites(_ message: HandlerMessage) throws {
    #expect(try HandlerMessage(json: JSONReader.read(JSONWriter().write(message.json))) == message)
  }

  @Test func detailsDoNotHideTheFields() {
    let failure = HandlerFailure(
      type: "t", message: "m", details: ["type": "other", "retryable": true, "code": 1])
    #expect(
      failure.json == ["type": "t", "message": "m", "retryable": true, "code": 1])
  }
}
