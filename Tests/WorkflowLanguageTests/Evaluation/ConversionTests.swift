import Testing
import WorkflowLanguage

/// Scalars from text: what the workflow setting reads, and what it leaves alone.
@Suite struct ConversionTests {
  @Test(
    arguments: [
      ("'3' > 2", true, ["\"3\" read as 3"]),
      ("2 < '10'", true, ["\"10\" read as 10"]),
      ("'9' < '10'", true, ["\"9\" read as 9", "\"10\" read as 10"]),
      ("'v9' < 'v10'", false, []),
      ("'2.50' == 2.5", true, ["\"2.50\" read as 2.5"]),
      ("'2.50' == '2.5'", false, []),
      ("true == 'true'", true, ["\"true\" read as true"]),
      ("true == 'yes'", false, []),
      ("1 == '1'", true, ["\"1\" read as 1"]),
      ("1 == 'one'", false, []),
      ("1 == true", false, []),
      ("3 in ['1', '3']", true, ["\"1\" read as 1", "\"3\" read as 3"]),
      ("'false' || 1 == 1", true, ["\"false\" read as false"]),
      ("not 'false'", true, ["\"false\" read as false"]),
      ("'3' + 4", 7, ["\"3\" read as 3"]),
      ("'3' + '4'", "34", []),
      ("'7' - '4'", 3, ["\"7\" read as 7", "\"4\" read as 4"]),
      ("1 + 1.5", 2.5, []),
      ("2 * '1.5'", 3.0, ["\"1.5\" read as 1.5"]),
      ("7 / 2", 3, []),
      ("1u + 1", 2, []),
      (
        "'9007199254740993' == 9007199254740992", false,
        ["\"9007199254740993\" read as 9007199254740993"]
      ),
      (
        "'9007199254740993' == 9007199254740992.0", false,
        ["\"9007199254740993\" read as 9007199254740993"]
      ),
      (
        "'9007199254740993.0' == 9007199254740992", false,
        ["\"9007199254740993.0\" read as 9007199254740992.0"]
      ),
      (
        "'9007199254740993' == 9007199254740993.5", false,
        ["\"9007199254740993\" read as 9007199254740993"]
      ),
      (
        "'18446744073709551616' > 18446744073709551615u", true,
        ["\"18446744073709551616\" read as 1.8446744073709552e+19"]
      ),
      (
        "'-0100000000000000000001' < '-100000000000000000000'", true,
        ["\"-0100000000000000000001\" read as -1e+20", "\"-100000000000000000000\" read as -1e+20"]
      ),
      ("'007' == 7", true, ["\"007\" read as 7"]), ("'+5' == 5", false, []),
      (
        "string(timestamp('2026-11-22T16:00:00Z') - '20261122T154500Z')", "900s",
        ["\"20261122T154500Z\" read as 2026-11-22T15:45:00Z"]
      ),
      (
        "string('20261122T154500Z' + duration('1h'))", "2026-11-22T16:45:00Z",
        ["\"20261122T154500Z\" read as 2026-11-22T15:45:00Z"]
      ),
      (
        "'2026-11-22T15:45:00Z' < timestamp('2026-11-22T16:00:00Z')", true,
        ["\"2026-11-22T15:45:00Z\" read as 2026-11-22T15:45:00Z"]
      ),
      (
        "string('20261122T154600Z' - '20261122T154500Z')", "60s",
        [
          "\"20261122T154600Z\" read as 2026-11-22T15:46:00Z",
          "\"20261122T154500Z\" read as 2026-11-22T15:45:00Z",
        ]
      ),
      ("string(timestamp('20261122T154500Z'))", "2026-11-22T15:45:00Z", []),
      ("'20261122T154500Z' | date: '%H:%M'", "15:45", []),
    ] as [(String, Value, [String])])
  func reads(_ text: String, _ expected: Value, _ notes: [String]) throws {
    let record = EvaluationRecord()
    let value = try CompiledExpression.parse(text).evaluate(in: DictionaryScope(), record: record)
    #expect(value == expected)
    #expect(record.conversions.map(\.note) == notes)
  }

  @Test(arguments: ["'a' < 1", "'v1' + 2", "null < 1", "'yes' && true", "[1] < [2]", "1 < true"])
  func refuses(_ text: String) throws {
    let expression = try CompiledExpression.parse(text)
    let error = #expect(throws: LanguageError.self) {
      try expression.evaluate(in: DictionaryScope())
    }
    #expect(error?.code == LanguageError.wrongKind)
  }

  @Test func celConvertsNothing() throws {
    let expression = try CompiledExpression.parse("'1' == 1", setting: .cel)
    #expect(try expression.evaluate(in: DictionaryScope()) == false)
  }

  @Test func aConditionMayBeSpelledOut() throws {
    let ready = try CompiledExpression.parse("ready")
    #expect(try ready.evaluateBool(in: DictionaryScope(["ready": "true"])))
    #expect(throws: LanguageError.self) {
      try ready.evaluateBool(in: DictionaryScope(["ready": "yes"]))
    }
    #expect(throws: LanguageError.self) {
      try ready.evaluateBool(in: DictionaryScope(["ready": 1]))
    }
  }
}
