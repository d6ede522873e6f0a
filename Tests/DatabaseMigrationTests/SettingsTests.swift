import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct SettingsTests {
  private let settings = Settings(
    variables: ["a": "variable", "empty": "  ", "open": "{{ nothing }}", "yes": true, "no": "OFF"],
    scope: [
      "a": "scope", "b": "scope", "empty": "scope", "open": "scope", "whole": 3, "real": 1.5,
      "huge": 1e300, "list": ["x"], "maybe": "perhaps", "span": "250ms", "minutes": "2m",
    ],
    environment: ["WFSH_DB_B": "environment", "WFSH_DB_C": "environment", "OTHER": "other"])

  @Test func firstOneCounts() throws {
    #expect(try settings.text("a") == "variable")
    #expect(try settings.text("b") == "scope")
    #expect(try settings.text("c") == "environment")
    #expect(try settings.text("d", environmentNames: ["OTHER"]) == "other")
    #expect(try settings.text("e") == nil)
  }

  @Test func emptyAndUnrenderedAreNotGiven() throws {
    #expect(try settings.text("empty") == "scope")
    #expect(try settings.text("open") == "scope")
  }

  @Test func typedValues() throws {
    #expect(try settings.flag("yes") == true)
    #expect(try settings.flag("no") == false)
    #expect(try settings.text("whole") == "3")
    #expect(try settings.text("real") == "1.5")
    #expect(try settings.text("huge") == "1e+300")
    #expect(try settings.seconds("span", otherwise: 1) == 0.25)
    #expect(try settings.seconds("minutes", otherwise: 1) == 120)
    #expect(try settings.seconds("none", otherwise: 7) == 7)
  }

  @Test func mistakesAreSaid() {
    #expect(throws: MigrationError.self) { try settings.flag("maybe") }
    #expect(throws: MigrationError.self) { try settings.text("list") }
    #expect(throws: MigrationError.self) { try settings.seconds("maybe", otherwise: 1) }
    #expect(throws: MigrationError.self) { try settings.percent("huge") }
    #expect(throws: MigrationError.self) {
      try settings.choice("maybe", of: ["fail", "warn"], otherwise: "fail")
    }
  }
}
