internal import HandlerContract
internal import WorkflowActions

extension FuzzTarget {
  static let answer = FuzzTarget(
    "answer", "what handlers print: the same however the bytes arrive",
    seeds: [
      .literals(below: "Tests/WorkflowActionsTests"),
      .texts([
        "{\"event\":\"progress\",\"message\":\"m\"}\nnoise\n{\"status\":\"ok\",\"output\":{\"a\":1}}\n",
        "plain text", " {\"a\": {\"b\": \"}\"}}", "{ not json",
      ]),
    ],
    words: [
      "{", "}", "\"", "\\\"", "\\", ":", ",", "\n", "\r\n", " ", "{\"event\":\"", "progress", "log",
      "result", "\"}", "{\"status\":\"", "ok", "error", "\"message\":\"x\"", "\"output\":{}",
      "\"error\":{}", "\"transition\":\"A\"", "\"percent\":50", "\u{FEFF}",
    ]
  ) { bytes in
    let whole = reading(of: bytes, chunk: bytes.count)
    let pieces = reading(of: bytes, chunk: 7)
    demand(whole.messages == pieces.messages, "other messages when the bytes come in pieces")
    demand(whole.reading == pieces.reading, "another answer when the bytes come in pieces")
  }

  private static func reading(
    of bytes: [UInt8], chunk: Int
  ) -> (messages: [HandlerMessage], reading: AnswerReader.Reading?) {
    var reader = AnswerReader()
    var messages: [HandlerMessage] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let more = try? reader.read(Array(rest.prefix(chunk))) else { return (messages, nil) }
      messages += more
      rest = rest.dropFirst(chunk)
    }
    let end = reader.finish()
    return (messages + end.messages, end.reading)
  }
}
