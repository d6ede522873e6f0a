import Testing
import YAMLText

@Suite struct YAMLCoreSchemaTests {
  @Test(arguments: [
    ("null", YAMLValue.null), ("Null", .null), ("NULL", .null), ("~", .null),
    ("nUll", .string("nUll")),
    ("true", .bool(true)), ("False", .bool(false)), ("TRUE", .bool(true)),
    ("tRUE", .string("tRUE")),
    ("yes", .string("yes")), ("on", .string("on")), ("n", .string("n")),
    ("0", .int(0)), ("-12", .int(-12)), ("+7", .int(7)), ("010", .int(10)), ("0o17", .int(15)),
    ("0xFf", .int(255)), ("0o8", .string("0o8")), ("0x", .string("0x")), ("-0x1", .string("-0x1")),
    ("0x-1", .string("0x-1")), ("1_000", .string("1_000")), ("0b1", .string("0b1")),
    ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
    ("9223372036854775808", .double(9_223_372_036_854_775_808)),
    ("0xFFFFFFFFFFFFFFFF", .double(18_446_744_073_709_551_615)),
    ("1.5", .double(1.5)), (".5", .double(0.5)), ("5.", .double(5)), ("1e3", .double(1000)),
    ("-1.5E-2", .double(-0.015)), (".inf", .double(.infinity)), ("-.INF", .double(-.infinity)),
    (".", .string(".")), ("e3", .string("e3")), ("1e", .string("1e")), ("1.2.3", .string("1.2.3")),
    ("inf", .string("inf")), ("1 2", .string("1 2")), ("12:30", .string("12:30")),
    ("2024-01-01", .string("2024-01-01")), ("٣", .string("٣")),
  ])
  func plainScalars(_ text: String, _ expected: YAMLValue) {
    #expect(YAMLReader.read(Array(text.utf8)).root?.value == expected)
  }

  @Test(arguments: ["'true'", "\"1\"", "|-\n 1", ">-\n null"])
  func otherStylesAreTexts(_ text: String) {
    #expect(YAMLReader.read(Array(text.utf8)).root?.stringValue != nil)
  }

  @Test func notANumber() throws {
    guard case .double(let value) = YAMLReader.read(Array(".nan".utf8)).root?.value else {
      Issue.record("not a number")
      return
    }
    #expect(value.isNaN)
  }

  @Test func textStaysAsWritten() {
    let node = YAMLReader.read(Array("v: 1.10".utf8)).root?["v"]
    #expect(node?.value == .double(1.1))
    #expect(node?.text == "1.10")
  }
}
