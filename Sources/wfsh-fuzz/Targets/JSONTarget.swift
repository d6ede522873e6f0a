internal import JSONText

extension FuzzTarget {
  static let json = FuzzTarget(
    "json", "JSON is read, written and read again",
    seeds: [
      .literals(below: "Tests/JSONTextTests"), .literals(below: "Tests/HandlerContractTests"),
      .texts([#"{"a": [1, -2.5e3, true, null, "\u00e9\ud83d\ude00"], "b": {}}"#]),
    ],
    words: [
      "{", "}", "[", "]", ":", ",", "\"", "null", "true", "false", "-", "1e", ".5", "\\u",
      "\\ud800",
      "\\u0000", "\\n", "\"\":", "{\"a\":", "[1,",
    ]
  ) { bytes in
    guard let value = try? JSONReader.read(bytes) else { return }
    for writer in [JSONWriter(), JSONWriter(indentation: 2, sortsMembers: true)] {
      let again = try? JSONReader.read(writer.write(value))
      demand(again == value, "what was written reads otherwise")
    }
  }
}
