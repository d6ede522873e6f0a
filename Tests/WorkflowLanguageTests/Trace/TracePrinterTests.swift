import JSONText
import Testing
import WorkflowLanguage
import WorkflowSource

@Suite struct TracePrinterTests {
  private let scope = DictionaryScope([
    "retry_count": 2, "max_retries": "3", "retryable": "no", "tasks": ["a", "bb"],
    "deploy": ["url": "http://x"],
  ])

  private func trace(_ text: String) throws -> TraceNode {
    let record = EvaluationRecord(tracing: true)
    _ = try? CompiledExpression.parse(text, places: TextPlaces(startingAt: 100))
      .evaluate(in: scope, record: record)
    return try #require(record.trace)
  }

  /// Expression or template, and what is shown of it.
  static let shown: [(String, String)] = [
    (
      "retry_count < max_retries && retryable == 'true'",
      """
      retry_count < max_retries && retryable == 'true'
                                   ^^^^^^^^^^^^^^^^^^^ decides
      = false
      ├─ retry_count < max_retries   true
      │  ├─ retry_count              2
      │  └─ max_retries              "3"   (read as 3)
      └─ retryable == 'true'         false   ← decides
         └─ retryable                "no"

      """
    ),
    (
      "retry_count == 2 or retryable == 'true'",
      """
      retry_count == 2 or retryable == 'true'
      ^^^^^^^^^^^^^^^^ decides
      = true
      ├─ retry_count == 2      true   ← decides
      │  └─ retry_count        2
      └─ retryable == 'true'   not evaluated

      """
    ),
    (
      "tasks.exists(t, t == 'bb') && (deploy.url | upcase) != ''",
      """
      tasks.exists(t, t == 'bb') && (deploy.url | upcase) != ''
      = true
      ├─ tasks.exists(t, t == 'bb')    true
      │  ├─ tasks                      ["a", "bb"]
      │  ├─ t = "a"                    false
      │  └─ t = "bb"                   true
      └─ (deploy.url | upcase) != ''   true
         └─ deploy.url | upcase        "HTTP://X"
            ├─ deploy.url              "http://x"
            └─ | upcase                "HTTP://X"

      """
    ),
    (
      "1 + retry_cout > 3",
      """
      1 + retry_cout > 3
          ^^^^^^^^^^ error: no variable 'retry_cout', did you mean 'retry_count'?
      = error: failed
      └─ 1 + retry_cout   error: failed
         └─ retry_cout    error: no variable 'retry_cout', did you mean 'retry_count'?

      """
    ),
    (
      "{{ tasks | join: '-' | upcase }}{% if retry_count > 5 %}x{% elsif retryabl %}y{% else %}{{ deploy.url }}{% endif %}",
      """
      {{ tasks | join: '-' | upcase }}{% if retry_count > 5 %}x{% elsif retryabl %}y{% else %}{{ deploy.url }}{% endif %}
      = "A-BBhttp://x"
      ├─ {{ tasks | join: '-' | upcase }}   "A-BB"
      │  ├─ tasks                           ["a", "bb"]
      │  ├─ | join: '-'                     "a-bb"
      │  └─ | upcase                        "A-BB"
      ├─ {% if retry_count > 5 %}           false
      │  └─ retry_count                     2
      ├─ {% elsif retryabl %}               null   (undefined, did you mean 'retryable'?)
      └─ {% else %}                         ← decides
         └─ {{ deploy.url }}                "http://x"

      """
    ),
    (
      "{% for i in (1..30) %}{{ i | times: i }},{% endfor %}",
      """
      ├─ … 10 rounds left out
      └─ i = 30                 "900,"
      """
    ),
  ]

  @Test(arguments: shown.indices) func isReadable(index: Int) throws {
    let (text, expected) = Self.shown[index]
    let printed: String
    if text.hasPrefix("{") {
      let record = EvaluationRecord(tracing: true)
      _ = try Template.parse(text).template.render(
        in: scope, options: EvaluationOptions(), record: record)
      printed = TracePrinter.text(of: try #require(record.trace))
    } else {
      printed = TracePrinter.text(of: try trace(text))
    }
    let isWhole = expected.hasSuffix("\n")
    let lines = expected.split(separator: "\n").map { $0.drop { "├─└ ".contains($0) } }
    #expect(
      isWhole ? printed == expected : lines.allSatisfy { printed.contains($0.prefix(12)) },
      "\(printed)")
  }

  @Test(arguments: [
    ("size([" + Array(repeating: "1", count: 3_000).joined(separator: ",") + "])", " more]"),
    (
      "size([" + Array(repeating: "1,", count: 1_500).joined()
        + Array(repeating: "-retry_count", count: 3).joined(separator: ",") + "])",
      "└─ … 3 parts left out"
    ),
  ])
  func saysHowMuchIsLeftOut(text: String, words: String) throws {
    let trace = try trace(text)
    let printed = TracePrinter.text(of: trace)
    #expect(printed.contains(words), "\(printed)")
    guard case .object(let list)? = trace.json["parts"]?.arrayValue?.first else {
      return #expect(Bool(false))
    }
    #expect(list["omitted"] != nil)
  }

  @Test func writesJSON() throws {
    let json = try trace("retry_count < 3").json
    #expect(json["value"] == true)
    #expect(json["parts"]?.arrayValue?.first?["text"] == "retry_count")
    #expect(json["parts"]?.arrayValue?.first?["range"] == [100, 111])
  }
}
