import Testing

@testable import DatabaseMigration

@Suite struct RedactionTests {
  @Test(arguments: [
    ("postgres://ann:s3cret@host/db", "postgres://ann:***@host/db"),
    ("a postgresql://ann:p@ss:w@host:5432/db b", "a postgresql://ann:***@host:5432/db b"),
    ("postgres://host/db?user=x&password=s3cret&a=b", "postgres://host/db?user=x&password=***&a=b"),
    ("sqlite:///tmp/a.db", "sqlite:///tmp/a.db"), ("a: b @ c", "a: b @ c"),
    ("http://host:80/x@y", "http://host:80/x@y"),
  ])
  func redacts(_ text: String, _ expected: String) {
    #expect(Redaction.redact(text) == expected)
  }
}
