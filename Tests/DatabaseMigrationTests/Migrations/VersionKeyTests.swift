import Testing

@testable import DatabaseMigration

@Suite struct VersionKeyTests {
  @Test(arguments: [
    ("001", "1"), ("1", "1"), ("2.0", "2"), ("2.0.1", "2.0.1"), ("0", "0"), ("000", "0"),
    ("20240131120000123456789", "20240131120000123456789"), ("1.10", "1.10"),
  ])
  func canonicalText(_ text: String, _ canonical: String) {
    #expect(VersionKey(text)?.description == canonical)
  }

  @Test(arguments: ["", "v1", "1.", ".1", "1..2", "-1", "1a", " 1"]) func refuses(_ text: String) {
    #expect(VersionKey(text) == nil)
  }

  @Test func orderIsByNumber() throws {
    let texts = ["0", "1", "1.0.1", "1.2", "1.10", "2", "10", "99999999999999999999999"]
    let keys = try texts.map { try #require(VersionKey($0)) }
    #expect(keys.shuffled().sorted() == keys)
  }
}
