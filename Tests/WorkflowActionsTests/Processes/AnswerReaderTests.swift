import HandlerContract
import JSONText
import Testing
import WorkflowActions

@Suite struct AnswerReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var output: String
    var messages: [HandlerMessage] = []
    var reading: AnswerReader.Reading
    var testDescription: String { output.prefix(70).debugDescription }
  }

  static func info(_ text: String) -> HandlerMessage { .log(level: "info", message: text) }
  static func text(_ text: String) -> AnswerReader.Reading {
    .output(.success(["output": .string(text)]))
  }

  static let success = #"{"event":"result","status":"success","outputs":{"n":1}}"#
  static let failure =
    #"{"event":"result","status":"failure","error":{"type":"lock","message":"m"}}"#
  static let one: AnswerReader.Reading = .result(.success(["n": 1]))

  static let plain: [Case] = [
    Case(output: "", reading: text("")),
    Case(output: "\n\n", reading: text("")),
    Case(output: "hello\n", reading: text("hello")),
    Case(output: "  hello\r\n\r\n", reading: text("  hello")),
    Case(output: "\n\nhello\n\nworld\n", reading: text("\n\nhello\n\nworld")),
    Case(output: "hello\n" + success, reading: text("hello\n" + success)),
    Case(output: "42", reading: text("42")),
    Case(output: "[1]\n", reading: text("[1]")),
    Case(output: "true", reading: text("true")),
    Case(output: "\"x\"", reading: text("\"x\"")),
    Case(output: "{", reading: text("{")),
    Case(output: "{{ name }}\n", reading: text("{{ name }}")),
    Case(output: "{not json}", reading: text("{not json}")),
    Case(output: "\u{FEFF}hello", reading: text("hello")),
    Case(output: "日本\n", reading: text("日本")),
  ]

  static let events: [Case] = [
    Case(output: success + "\n", reading: one),
    Case(output: success, reading: one),
    Case(output: "\n \n" + success, reading: one),
    Case(output: "\u{FEFF}" + success, reading: one),
    Case(
      output: failure, reading: .result(.failure(HandlerFailure(type: "lock", message: "m")))),
    Case(
      output: #"{"event":"progress","fraction":0.5,"message":"half"}"# + "\n" + success,
      messages: [.progress(fraction: 0.5, message: "half")], reading: one),
    Case(
      output: #"{"event":"log","level":"warning","message":"w"}"# + "\r\n" + success + "\r\n",
      messages: [.log(level: "warning", message: "w")], reading: one),
    Case(
      output: success + "\ndone\n\n  bye", messages: [info("done"), info("bye")], reading: one),
    Case(
      output: #"{"event":"progress"}"# + "\nplain words\n" + success,
      messages: [.progress(fraction: nil, message: nil), info("plain words")], reading: one),
    Case(
      output: success + "\n" + failure, messages: [info(failure)], reading: one),
    Case(output: success + " " + failure, messages: [info(failure)], reading: one),
    Case(
      output: #"{"event":"metric","n":1}"# + "\n" + success,
      messages: [info(#"{"event":"metric","n":1}"#)], reading: one),
    Case(
      output: success + "\n{foo} and {bar\n{ \"a\": nonsense }\n",
      messages: [info("{foo} and {bar"), info(#"{ "a": nonsense }"#)], reading: one),
    Case(output: success + "\n[1,2]\n", messages: [info("[1,2]")], reading: one),
  ]

  static let objects: [Case] = [
    Case(output: #"{"rows":5}"#, reading: .output(.success(["rows": 5]))),
    Case(output: "{}", reading: .output(.success())),
    Case(output: "{ }\n", reading: .output(.success())),
    Case(
      output: "{\n  \"rows\": [\n    1,\n    {\"a\": \"}\\\"{\"}\n  ]\n}\n",
      reading: .output(.success(["rows": [1, ["a": "}\"{"]]]))),
    Case(
      output: "{\n  \"status\": \"success\",\n  \"outputs\": {\n    \"n\": 1\n  }\n}", reading: one),
    Case(output: #"{"status":"success","outputs":{"n":1}}"#, reading: one),
    Case(
      output: #"{"rows":5}"# + "\ndone\n", messages: [info("done")],
      reading: .output(.success(["rows": 5]))),
    Case(
      output: #"{"rows":5}"# + "\n" + #"{"rows":6}"#, messages: [info(#"{"rows":6}"#)],
      reading: .output(.success(["rows": 5]))),
    Case(
      output: #"{"level":"info","msg":"m"}"# + "\n" + success,
      messages: [info(#"{"level":"info","msg":"m"}"#)], reading: one),
    Case(
      output: success + "\n" + #"{"rows":5}"#, messages: [info(#"{"rows":5}"#)], reading: one),
  ]

  static let broken: [Case] = [
    Case(
      output: #"{"event":"progress"}"#, messages: [.progress(fraction: nil, message: nil)],
      reading: .nothing("the output holds no result")),
    Case(
      output: #"{"event":"result","status":"succ"#,
      messages: [info(#"{"event":"result","status":"succ"#)],
      reading: .nothing("the output ends inside a JSON object")),
    Case(
      output: #"{"a" 1}"#, messages: [info(#"{"a" 1}"#)],
      reading: .nothing(#"broken JSON in the output: expected ':' in '{"a" 1}'"#)),
    Case(
      output: "{\"a\": \"one\ntwo\"}\n", messages: [info("{\"a\": \"one"), info("two\"}")],
      reading: .nothing(
        "broken JSON in the output: a line ends inside a text in '{\"a\": \"one'")),
    Case(
      output: "{\"a\":\u{7F}}" + String(repeating: "x", count: 80),
      messages: [info("{\"a\":\u{7F}}" + String(repeating: "x", count: 80))],
      reading: .nothing("broken JSON in the output: expected a value in '{\"a\":\u{7F}}'")),
    Case(
      output: #"{"a" 1}"# + "\n" + success, messages: [info(#"{"a" 1}"#)], reading: one),
  ]

  @Test(arguments: plain + events + objects + broken)
  func reads(_ test: Case) throws {
    var reader = AnswerReader()
    var messages = try reader.read(Array(test.output.utf8))
    let (last, reading) = reader.finish()
    messages += last
    #expect(messages == test.messages)
    #expect(reading == test.reading)
  }

  /// However the bytes are cut, the outcome is the same.
  @Test(arguments: plain + events + objects + broken)
  func readsByteByByte(_ test: Case) throws {
    var reader = AnswerReader()
    var messages: [HandlerMessage] = []
    for byte in test.output.utf8 { messages += try reader.read([byte]) }
    let (last, reading) = reader.finish()
    #expect(messages + last == test.messages)
    #expect(reading == test.reading)
  }

  @Test func messagesComeAsSoonAsTheyAreWhole() throws {
    var reader = AnswerReader()
    #expect(try reader.read(Array(#"{"event":"progress","fraction":0.5"#.utf8)) == [])
    #expect(try reader.read([UInt8(ascii: "}")]) == [.progress(fraction: 0.5, message: nil)])
    #expect(try reader.read(Array("working".utf8)) == [])
    #expect(try reader.read([0x0A]) == [Self.info("working")])
  }

  @Test func textThatIsNoUTF8StaysBytes() throws {
    var reader = AnswerReader()
    _ = try reader.read([0x61, 0xFF, 0x0A])
    #expect(reader.finish().reading == .output(HandlerAnswer(rawOutput: [0x61, 0xFF, 0x0A])))
  }

  @Test func jsonThatIsNoUTF8IsBroken() throws {
    var reader = AnswerReader()
    _ = try reader.read(Array(#"{"a":""#.utf8) + [0xFF] + Array(#""}"#.utf8))
    #expect(
      reader.finish().reading
        == .nothing(
          "broken JSON in the output: invalid UTF-8 in a string in '{\"a\":\"\u{FFFD}\"}'"))
  }

  @Test(arguments: ["x", "{\"a\": [", "\n", "{}\nx"])
  func theLimitHolds(_ beginning: String) throws {
    var reader = AnswerReader(limit: 1000)
    _ = try reader.read(Array(beginning.utf8))
    _ = try reader.read([UInt8](repeating: UInt8(ascii: "1"), count: 990))
    #expect(throws: OutputTooLong.self) {
      try reader.read([UInt8](repeating: UInt8(ascii: "1"), count: 12))
    }
  }

  @Test func logsBeyondTheLimitAreLeftOut() throws {
    var reader = AnswerReader(limit: 1000)
    _ = try reader.read(Array("{}\n".utf8))
    let line = Array((String(repeating: "x", count: 99) + "\n").utf8)
    var messages: [HandlerMessage] = []
    for _ in 0..<50 { messages += try reader.read(line) }
    #expect(messages.count == 11)
    #expect(
      messages.last
        == .log(
          level: "warning", message: "the handler logs more than 1000 bytes; the rest is not shown")
    )
    #expect(reader.finish().reading == .output(.success()))
  }

  /// Objects of many lines are not read again at each line: this ends in a moment, or not at all.
  @Test func aLongObjectIsReadOnce() throws {
    var reader = AnswerReader()
    _ = try reader.read(Array("{\"a\": [\n".utf8))
    for _ in 0..<50_000 { _ = try reader.read(Array("1,\n".utf8)) }
    _ = try reader.read(Array("1]}\n".utf8))
    guard case .output(let answer) = reader.finish().reading else {
      Issue.record("no output")
      return
    }
    #expect(answer.outputs["a"]?.arrayValue?.count == 50_001)
  }

  @Test func anyBytesAreRead() throws {
    let alphabet = Array("{}[]\"\\:,\n ae1".utf8) + [0xFF, 0xEF, 0x00]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<3000 {
      var reader = AnswerReader(limit: 200)
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      _ = try reader.read(bytes)
      if case .result = reader.finish().reading { Issue.record("a result from \(bytes)") }
    }
  }
}
