import Testing
import WorkflowEngine
import WorkflowLanguage

@Suite struct RedactorTests {
  static func redactor(
    _ pairs: [(String, Value)], declared: Set<String> = []
  ) -> Redactor {
    var redactor = Redactor()
    redactor.collect(from: ValueMap(pairs), names: SecretNames(declared: declared))
    return redactor
  }

  @Test(arguments: [
    ("password", true), ("DB_PASSWORD", true), ("dbPassword", true), ("token", true),
    ("access-token", true), ("api_key", true), ("apiKey", true), ("API-KEY-2", true),
    ("private_key", true), ("aws.access.key", true), ("client_secret", true), ("pin", true),
    ("key", false), ("passport", false), ("pass", false), ("primary_key", false), ("", false),
  ])
  func namesThatHoldSecrets(_ name: String, _ expected: Bool) {
    #expect(SecretNames(declared: ["pin"]).contains(name) == expected)
  }

  @Test(arguments: [
    ("the word is hunter22!", "the word is ***!"),
    ("hunter22", "***"),
    ("hunter22hunter22", "******"),
    ("hunter2", "hunter2"),
    ("xhunter22y", "x***y"),
    ("HUNTER22", "HUNTER22"),
    ("", ""),
    ("日本hunter22日本", "日本***日本"),
  ])
  func takesTheValueOutWhereverItIs(_ text: String, _ expected: String) {
    #expect(Self.redactor([("password", .string("hunter22"))]).redact(text) == expected)
  }

  @Test func shortValuesAreLeft() {
    let redactor = Self.redactor([("token", .string("abcde")), ("secret", .bool(true))])
    #expect(redactor.isEmpty)
    #expect(redactor.redact("abcde is true") == "abcde is true")
    #expect(Self.redactor([("token", .string("abcdef"))]).redact("abcdef") == "***")
    #expect(Self.redactor([("token", .string("日本語日本語"))]).redact("日本語日本語") == "***")
    #expect(Self.redactor([("token", .string("日本"))]).redact("日本") == "日本", "two characters")
  }

  @Test func declaredNamesAndInnerNamesCount() {
    let redactor = Self.redactor(
      [
        ("pin", .int(123_456)),
        (
          "config",
          .map(ValueMap([("api_key", .string("k-000001")), ("name", .string("visible"))]))
        ),
        ("tokens", .list([.string("first-one"), .string("second-one")])),
      ], declared: ["pin"])
    #expect(
      redactor.redact("123456 k-000001 first-one second-one visible") == "*** *** *** *** visible")
  }

  @Test func theLongerSecretIsTakenFirst() {
    let redactor = Self.redactor([
      ("token", .string("secret")), ("password", .string("secret-and-more")),
    ])
    #expect(redactor.redact("secret-and-more, secret") == "***, ***")
  }

  @Test(arguments: [
    ("postgres://me:pw@host/db", "postgres://me:***@host/db"),
    ("postgres://me@host/db", "postgres://me@host/db"),
    ("postgres://me:@host/db", "postgres://me:@host/db"),
    ("https://host:8080/a@b", "https://host:8080/a@b"),
    ("https://host/?x=a:b@c", "https://host/?x=a:b@c"),
    ("see 'mysql://u:p:q@r@h' and http://a:b@c.", "see 'mysql://u:***@h' and http://a:***@c."),
    ("://", "://"), ("a://:x@y", "a://:***@y"), ("://://u:p@h", "://://u:***@h"),
  ])
  func passwordsInURLsAreSeenByTheirPlace(_ text: String, _ expected: String) {
    #expect(Redactor().redact(text) == expected)
  }

  @Test func passwordsInURLsAreTakenOutElsewhereToo() {
    let redactor = Self.redactor([("database_url", .string("postgres://me:p%40ssword@host/db"))])
    #expect(redactor.redact("login p%40ssword failed for p@ssword") == "login *** failed for ***")
  }

  @Test func secretsAreFoundInsideJSON() {
    let redactor = Self.redactor([("secret", .string("a\"b\\c\nd"))])
    #expect(redactor.redact(#"{"x":"a\"b\\c\nd"}"#) == #"{"x":"***"}"#)
  }

  @Test func theLinesOfAKeyAreSecretsEach() {
    let key =
      "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nAQ==\n-----END PRIVATE KEY-----"
    let redactor = Self.redactor([("private_key", .string(key))])
    #expect(redactor.redact("got \(key).") == "got ***.")
    #expect(redactor.redact("line MIIEvQIBADANBgkqhkiG9w0 here") == "line *** here")
  }

  @Test func valuesKeepTheirShape() {
    let redactor = Self.redactor([("token", .string("abcdef")), ("secret", .int(1_234_567))])
    let value = Value.map(
      ValueMap([
        ("n", .int(7)), ("t", .string("x abcdef")), ("abcdef", .list([.string("abcdef"), .null])),
        ("s", .int(1_234_567)), ("b", .bytes(Array("-abcdef-".utf8))),
      ]))
    #expect(
      redactor.redact(value)
        == .map(
          ValueMap([
            ("n", .int(7)), ("t", .string("x ***")), ("***", .list([.string("***"), .null])),
            ("s", .string("***")), ("b", .bytes(Array("-***-".utf8))),
          ])))
  }
}
