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

  @Test func marksThePartThatDecides() throws {
    let text = TracePrinter.text(of: try trace("retry_count < max_retries && retryable == 'true'"))
    #expect(
      text == """
        retry_count < max_retries && retryable == 'true'
                                     ^^^^^^^^^^^^^^^^^^^ false
        retry_count < max_retries && retryable == 'true'   false
        ├─ retry_count < max_retries                       true   ("3" read as 3)
        │  ├─ retry_count                                  2
        │  └─ max_retries                                  "3"
        └─ retryable == 'true'                             false   decides
           └─ retryable                                    "no"

        """)
  }

  @Test func saysWhatWasNotEvaluated() throws {
    let text = TracePrinter.text(of: try trace("retry_count == 2 or retryable == 'true'"))
    #expect(
      text == """
        retry_count == 2 or retryable == 'true'
        ^^^^^^^^^^^^^^^^ true
        retry_count == 2 or retryable == 'true'   true
        ├─ retry_count == 2                       true   decides
        │  └─ retry_count                         2
        └─ retryable == 'true'                    not evaluated

        """)
  }

  @Test func showsRoundsAndFilters() throws {
    let text = TracePrinter.text(
      of: try trace("tasks.exists(t, t == 'bb') && (deploy.url | upcase) != ''"))
    #expect(
      text == """
        tasks.exists(t, t == 'bb') && (deploy.url | upca…   true
        ├─ tasks.exists(t, t == 'bb')                       true
        │  ├─ tasks                                         ["a", "bb"]
        │  ├─ t = "a"                                       false
        │  │  └─ t == 'bb'                                  false
        │  │     └─ t                                       "a"
        │  └─ t = "bb"                                      true
        │     └─ t == 'bb'                                  true
        │        └─ t                                       "bb"
        └─ (deploy.url | upcase) != ''                      true
           └─ deploy.url | upcase                           "HTTP://X"
              └─ deploy.url                                 "http://x"
                 └─ deploy                                  {"url": "http://x"}

        """)
  }

  @Test func pointsAtWhatFailed() throws {
    let text = TracePrinter.text(of: try trace("1 + retry_cout > 3"))
    #expect(
      text == """
        1 + retry_cout > 3
            ^^^^^^^^^^ error: no variable 'retry_cout'
        1 + retry_cout > 3   error: no variable 'retry_cout'
        └─ 1 + retry_cout    error: no variable 'retry_cout'
           └─ retry_cout     error: no variable 'retry_cout'

        """)
  }

  @Test func writesJSON() throws {
    let json = try trace("retry_count < 3").json
    #expect(json["value"] == true)
    #expect(json["parts"]?.arrayValue?.first?["text"] == "retry_count")
    #expect(json["parts"]?.arrayValue?.first?["range"] == [100, 111])
  }
}
