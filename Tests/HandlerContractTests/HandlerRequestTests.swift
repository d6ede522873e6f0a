import HandlerContract
import JSONText
import Testing

@Suite struct HandlerRequestTests {
  static let full = HandlerRequest(
    prompt: "database/create-backup", workflow: "database-migration", state: "CreateBackup",
    runID: "01J", attempt: 2, dryRun: true, timeout: 1800,
    variables: ["backup_name": "pre"], scope: ["target_version": "v2.0"])

  @Test func isWrittenAsTheProtocolSays() {
    #expect(
      JSONWriter().write(Self.full.json)
        == #"{"protocol":1,"prompt":"database/create-backup","workflow":"database-migration","#
        + #""state":"CreateBackup","run_id":"01J","attempt":2,"dry_run":true,"timeout":1800,"#
        + #""variables":{"backup_name":"pre"},"scope":{"target_version":"v2.0"}}"#)
  }

  @Test(arguments: [
    HandlerRequestTests.full,
    HandlerRequest(prompt: "p"),
    HandlerRequest(prompt: "p", timeout: 0.25, scope: [:]),
  ])
  func readsWhatItWrites(_ request: HandlerRequest) throws {
    let text = JSONWriter().write(request.json)
    #expect(try HandlerRequest(json: JSONReader.read(text)) == request)
  }

  @Test func onlyThePromptIsNeeded() throws {
    let request = try HandlerRequest(json: ["prompt": "a/b", "unknown": [1]])
    #expect(request == HandlerRequest(prompt: "a/b"))
    #expect(request.attempt == 1 && !request.dryRun && request.timeout == nil)
    #expect(request.scope == nil)
  }

  static let broken: [(JSONValue, String)] = [
    (JSONValue.array([]), "the request is no JSON object"),
    (["protocol": 2, "prompt": "p"], "this handler speaks protocol 1 only"),
    (["protocol": "1", "prompt": "p"], "this handler speaks protocol 1 only"),
    (["protocol": 1], "the request names no prompt"),
    (["prompt": 5], "the request names no prompt"),
  ]

  @Test(arguments: HandlerRequestTests.broken)
  func refusesWhatIsNone(_ json: JSONValue, _ message: String) {
    #expect(throws: HandlerFailure(type: "handler_protocol", message: message)) {
      try HandlerRequest(json: json)
    }
  }
}
