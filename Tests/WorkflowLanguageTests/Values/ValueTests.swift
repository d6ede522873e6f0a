import JSONText
import Testing
import WorkflowLanguage

@Suite struct ValueTests {
  @Test(
    arguments: [
      ("3", .int(3)), ("-12", .int(-12)), ("true", true), ("null", .null), ("2.50", "2.50"),
      ("007", "007"), ("\"3\"", "\"3\""), ("[1, \"a\"]", [1, "a"]), (#"{"a": 1.5}"#, ["a": 1.5]),
      ("{broken", "{broken"), ("", ""), ("v2.0", "v2.0"), ("1e3", "1e3"), ("TRUE", "TRUE"),
      ("18446744073709551615", .uint(.max)), ("99999999999999999999", "99999999999999999999"),
    ] as [(String, Value)])
  func settingsReadOnlyWholeNumbersAsJSON(_ text: String, _ expected: Value) {
    #expect(Value.fromSetting(text) == expected)
  }

  @Test(
    arguments: [
      ("250ms", 250_000_000), ("1h30m", 5_400_000_000_000), ("1.5s", 1_500_000_000),
      ("-2m", -120_000_000_000), ("0", 0), ("1us", 1000), (".5s", 500_000_000),
    ] as [(String, Int64)])
  func readsLengthsOfTime(_ text: String, _ nanoseconds: Int64) {
    #expect(TimeSpan(text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: ["", "5", "s", "1x", "1h-2m", "--1s", "1.s.", "300000h0.1", "9999999999h"])
  func refusesOtherLengths(_ text: String) { #expect(TimeSpan(text) == nil) }

  @Test(arguments: [
    ("5400s", "1h30m"), ("90s", "1m30s"), ("250ms", "250ms"), ("2500ms", "2.5s"), ("0s", "0s"),
    ("-90s", "-1m30s"), ("1500us", "1.5ms"), ("3600s", "1h"), ("42ns", "42ns"),
  ])
  func writesLengthsAsPeopleDo(_ text: String, _ expected: String) {
    #expect(TimeSpan(text)?.description == expected)
  }

  @Test(arguments: [
    ("2026-11-22T15:45:00Z", "2026-11-22T15:45:00Z"),
    ("2026-11-22t15:45:00.5+01:00", "2026-11-22T14:45:00.5Z"),
    ("2024-02-29T00:00:00-02:30", "2024-02-29T02:30:00Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
  ])
  func readsMoments(_ text: String, _ expected: String) {
    #expect(Timestamp(text)?.description == expected)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
    "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-01:00", "2026-01-01T00:00:00", "x",
  ])
  func refusesOtherMoments(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test func everyDayComesBack() {
    for days in stride(from: -719_162, to: 2_932_896, by: 97) as StrideTo<Int64> {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1).daysSinceEpoch == 0)
    #expect(CivilDate(year: 2000, month: 2, day: 29).weekday == 2)
  }

  @Test(arguments: [
    (#"{"b":1,"a":[1.5,null,true,"x"]}"#), ("18446744073709551615"), ("-9223372036854775808"),
  ])
  func jsonComesBackAsItWas(_ text: String) throws {
    let json = try JSONReader.read(text)
    #expect(JSONWriter().write(Value(json: json).json) == text)
  }

  @Test func mapsKeepTheirOrderAndFindLargeNumbers() {
    var map = ValueMap()
    for number in 0..<100 { map[.int(Int64(number))] = .int(Int64(number * 2)) }
    map[.int(5)] = nil
    map[.uint(7)] = "seven"
    #expect(map.count == 99)
    #expect(map[.int(7)] == "seven")
    #expect(map[.int(5)] == nil)
    #expect(map.entries.map(\.key.text).prefix(6) == ["0", "1", "2", "3", "4", "6"])
  }

  @Test func textsAreEqualScalarForScalar() {
    #expect(Value.string("\u{E9}") != Value.string("e\u{301}"))
    #expect(!Value.string("\u{212B}").equalsStrictly(.string("A\u{30A}")))
    #expect(Value.string("abc") == Value.string("abc"))
  }

  @Test(
    arguments: [
      (.int(1), .double(1), true), (.int(.max), .double(9_223_372_036_854_775_807), true),
      (.uint(1), .int(1), true), (.int(-1), .uint(.max), false),
      (.double(.nan), .double(.nan), false),
      ([1, 2.0], [1.0, 2], true), (["a": 1], ["a": 1.0], true), (.bool(true), .int(1), false),
      (.range(ValueRange(first: 1, last: 2)), [1, 2], true), (.null, .bool(false), false),
    ] as [(Value, Value, Bool)])
  func equalsStrictly(_ left: Value, _ right: Value, _ expected: Bool) {
    #expect(left.equalsStrictly(right) == expected)
    #expect(right.equalsStrictly(left) == expected)
  }

  @Test func showsNoMoreThanAsked() {
    let long = Value.list(Array(repeating: "0123456789", count: 1_000_000))
    #expect(long.shown(limit: 30) == #"["0123456789", "0123456789", "0…", … 999997 more]"#)
  }
}
