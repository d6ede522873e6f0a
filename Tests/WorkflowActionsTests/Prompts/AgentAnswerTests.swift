import HandlerContract
import JSONText
import Testing
import WorkflowActions

@Suite struct AgentAnswerTests {
  private func read(_ text: String) -> HandlerAnswer { AgentAnswer.read(Array(text.utf8)) }

  @Test(
    arguments: [
      // Prose only.
      ("All good.\n", [:]),
      ("", [:]),
      // The whole text.
      (#" {"score": 3, "ok": true} "#, ["score": 3, "ok": true]),
      ("{\n  \"a\": {\n    \"b\": [1,\n 2]\n  }\n}\n", ["a": ["b": [1, 2]]]),
      // Fenced, with or without a language; the last one counts.
      ("Here:\n```json\n{\"a\": 1}\n```\nDone.", ["a": 1]),
      ("~~~\n{\"a\": 1}\n~~~", ["a": 1]),
      ("```json\n{\"a\": 1}\n```\nno, wait\n  ````\n  {\"a\": 2}\n  ````\n", ["a": 2]),
      ("```swift\nlet x = { 1 }\n```\n{\"a\": 3}", ["a": 3]),
      // Bare, on a line of its own.
      ("I think\n{\"a\": 1}\nthat is all", ["a": 1]),
      ("one\n{\"a\": 1,\n \"b\": 2}\ntwo\n  {\"a\": 3}\r\n", ["a": 3]),
      // A fence goes before a bare one.
      ("```\n{\"a\": 1}\n```\n{\"a\": 2}", ["a": 1]),
      // No objects.
      ("{name} is not JSON", [:]), ("say {\"a\": 1} inline", [:]), ("{\"a\": 1} and more", [:]),
      ("[1, 2]", [:]), ("```json\n[1]\n```", [:]), ("{ never closed\n{\"a\": 1}", ["a": 1]),
      ("```json\n{\"a\": 1}", ["a": 1]),
    ] as [(String, JSONObject)])
  func fieldsAreThoseOfTheObjectInIt(text: String, fields: JSONObject) {
    let answer = read(text)
    var outputs = answer.outputs
    #expect(outputs["output"]?.stringValue?.isEmpty == text.allSatisfy(\.isWhitespace))
    outputs["output"] = nil
    #expect(outputs == fields)
    #expect(answer.failure == nil)
  }

  @Test func aFieldCalledOutputWins() {
    #expect(read(#"{"output": 7}"#).outputs["output"] == 7)
    #expect(read(" hello \n").outputs["output"] == "hello")
  }

  @Test(arguments: [
    ("ABORT ERROR: the key is missing\n", "the key is missing"),
    ("\n ABORT ERROR no\nmore", "no\nmore"), ("ABORT ERROR", "the agent gave up"),
  ])
  func abortAtItsStartGivesUp(text: String, message: String) {
    let failure = read(text).failure
    #expect(failure?.type == "abort")
    #expect(failure?.message == message)
    #expect(failure?.retryable == false)
  }

  @Test func abortElsewhereIsProse() { #expect(read("He said ABORT ERROR").failure == nil) }

  @Test func bytesThatAreNoTextStayBytes() {
    #expect(AgentAnswer.read([0xFF, 0x00]).rawOutput == [0xFF, 0x00])
  }

  @Test(.timeLimit(.minutes(1))) func manyBracesTakeNoLongTime() {
    let text = String(repeating: "{\n", count: 200_000)
    #expect(read(text).outputs.members.count == 1)
  }
}
