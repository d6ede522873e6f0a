import Testing

@testable import WorkflowLanguage

@Suite struct RegularExpressionTests {
  /// Pattern, text, and what the first match is: its parts, `-` for a group without part; nil
  /// when there is none.
  static let searches: [(String, String, [String]?)] = [
    ("abc", "xxabcxx", ["abc"]),
    ("abc", "ab", nil),
    ("", "x", [""]),
    ("a|ab", "ab", ["a"]),
    ("ab|a", "ab", ["ab"]),
    ("(a+)(b+)?", "caab", ["aab", "aa", "b"]),
    ("(a+)(c)?", "caab", ["aa", "aa", "-"]),
    ("a*?b", "aaab", ["aaab"]),
    ("a+?", "aaa", ["a"]),
    ("(?U)a+", "aaa", ["a"]),
    ("(?U)a+?", "aaa", ["aaa"]),
    ("^b", "ab", nil),
    ("(?m)^b$", "a\nb\nc", ["b"]),
    ("b$", "ab", ["b"]),
    ("b$", "ab\n", nil),
    (".", "\n", nil),
    ("(?s).", "\n", ["\n"]),
    ("a.c", "aéc", ["aéc"]),
    ("[^a-c]", "abcd", ["d"]),
    ("[]a]+", "a]b", ["a]"]),
    ("[a-]+", "-a-", ["-a-"]),
    ("[[:digit:][:upper:]]+", "abC3d", ["C3"]),
    ("[[:^digit:]]+", "12ab3", ["ab"]),
    ("[\\d\\-]+", "a1-2", ["1-2"]),
    ("\\D+", "12ab", ["ab"]),
    ("\\w+", "é_a1", ["_a1"]),
    ("\\s", "a\tb", ["\t"]),
    ("\\bfoo\\b", "a foo b", ["foo"]),
    ("\\bfoo\\b", "afoo", nil),
    ("\\Boo", "foo", ["oo"]),
    ("(?i)straSSe", "STRASSE", ["STRASSE"]),
    ("(?i)É", "é", ["é"]),
    ("(?i)[a-c]+", "xABCx", ["ABC"]),
    ("(?i)[^a]", "A", nil),
    ("(?i:a)b", "Ab", ["Ab"]),
    ("(?i:a)b", "AB", nil),
    ("(?i)k", "\u{212A}", ["\u{212A}"]),
    ("\\p{Lu}\\p{Ll}+", "über Über", ["Über"]),
    ("\\pN+", "x٣4", ["٣4"]),
    ("\\P{L}", "aé1", ["1"]),
    ("\\p{^L}", "aé1", ["1"]),
    ("\\p{Greek}+", "abγδ", ["γδ"]),
    ("\\P{Greek}+", "γδab", ["ab"]),
    ("[\\p{Han}a]+", "x漢a字", ["漢a字"]),
    ("a{2}", "aaa", ["aa"]),
    ("a{2,}", "aaaa", ["aaaa"]),
    ("a{1,2}", "aaaa", ["aa"]),
    ("a{1,2}?", "aaaa", ["a"]),
    ("a{,2}", "a{,2}", ["a{,2}"]),
    ("a{x", "a{x", ["a{x"]),
    ("(?P<year>\\d{4})-(?<month>\\d\\d)", "on 2026-11-22", ["2026-11", "2026", "11"]),
    ("\\Qa.b\\E+", "a.bbb", ["a.bbb"]),
    ("\\x41\\x{1F600}\\101", "A😀A", ["A😀A"]),
    ("\\.\\*\\/", ".*/", [".*/"]),
    ("(|a)*", "aa", [""]),
    ("(|a)+", "aa", ["", ""]),
    ("(a*)*", "b", ["", "-"]),
    ("(a*)+", "aab", ["aa", "aa"]),
    ("(?:(a)|b)*", "ab", ["ab", "a"]),
    ("\\A\\z", "", [""]),
    ("x\\z|y", "xy", ["y"]),
  ]

  @Test(arguments: searches)
  func finds(pattern: String, text: String, expected: [String]?) throws {
    let expression = try RegularExpression(pattern)
    let bytes = Array(text.utf8)
    let found = expression.firstMatch(in: text).map { match in
      (0...expression.groupNames.count).map { index in
        match.group(index).map { String(decoding: bytes[$0], as: UTF8.self) } ?? "-"
      }
    }
    if pattern.hasPrefix("(a*)*") || pattern.hasPrefix("(|a)") {
      // What an empty loop's group holds differs between matchers; the match itself does not.
      #expect(found?.first == expected?.first)
    } else {
      #expect(found == expected)
    }
    #expect(expression.matches(text) == (expected != nil))
  }

  /// Pattern, byte at which the trouble begins, part of the message.
  static let mistakes: [(String, Int, String)] = [
    ("a(b", 1, "missing ')'"),
    ("ab)", 2, "unexpected ')'"),
    ("é[a", 2, "missing ']'"),
    ("*a", 0, "nothing to repeat"),
    ("a**", 2, "bad repetition operator"),
    ("a|*", 2, "nothing to repeat"),
    ("a{2}{3}", 4, "bad repetition operator"),
    ("a{1001}", 1, "more than 1000"),
    ("a{3,2}", 1, "m < n"),
    ("(?=a)", 0, "look-around"),
    ("(?<!a)", 0, "look-around"),
    ("(a)\\1", 3, "back references"),
    ("\\q", 0, "unknown escape"),
    ("a\\", 1, "at the end"),
    ("[b-a]", 1, "swapped"),
    ("[[:nope:]]", 1, "unknown class"),
    ("\\p{Nope}", 0, "unknown class of scalars"),
    ("(?P<a>x)(?P<a>y)", 8, "two groups"),
    ("(?z)", 2, "unknown flag"),
    ("((a{1000}){1000}){1000}", 0, "too large"),
    (String(repeating: "(", count: 100_000), 250, "nested too deeply"),
  ]

  @Test(arguments: mistakes)
  func refuses(pattern: String, offset: Int, message: String) {
    let error = #expect(throws: RegexError.self) { try RegularExpression(pattern) }
    #expect(error?.offset == offset)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: ["(a*)*b", "(a|a)*b", "(a|aa)+b", "(?:a?){30}a{30}b", "\\b(a+)+\\bb"])
  func neverBacktracks(pattern: String) throws {
    let text = String(repeating: "a", count: 5_000)
    #expect(try !RegularExpression(pattern).matches(text))
    #expect(try RegularExpression(pattern).firstMatch(in: text) == nil)
  }

  @Test func manyStatesAnswerAsFewDo() throws {
    let text = String(repeating: "abbabaab", count: 60) + "c"
    let expression = try RegularExpression("(a|b)*a(a|b){300}c")
    #expect(expression.matches(text) == (expression.firstMatch(in: text) != nil))
    #expect(try RegularExpression("a[ab]{9}c").matches(text))
  }

  @Test func findsAll() throws {
    let expression = try RegularExpression("a*")
    let found = expression.allMatches(in: "baac").map(\.range)
    #expect(found == [0..<0, 1..<3, 4..<4])
    #expect(try RegularExpression("é").allMatches(in: "éxé").map(\.range) == [0..<2, 3..<5])
    #expect(try RegularExpression("^a").allMatches(in: "aaa").count == 1)
  }

  @Test func replaces() throws {
    let expression = try RegularExpression("(\\w+)@(\\w+)")
    let replacement = try RegexReplacement("\\2 at \\1 \\\\ \\0", groups: 2)
    #expect(
      expression.replacing(in: "me@home, you@work", with: replacement)
        == "home at me \\ me@home, work at you \\ you@work")
    #expect(
      expression.replacing(in: "a@b c@d", with: try RegexReplacement("x", groups: 2), limit: 1)
        == "x c@d")
    #expect(throws: RegexError.self) { try RegexReplacement("\\3", groups: 2) }
    #expect(throws: RegexError.self) { try RegexReplacement("\\", groups: 2) }
    #expect(throws: RegexError.self) { try RegexReplacement("\\n", groups: 2) }
  }

  /// The reader itself gives up: building a hundred thousand classes takes longer than refusing them.
  @Test func whatIsTooLargeIsNotReadToItsEnd() {
    var parser = RegexParser(String(repeating: "\\W", count: 100_000))
    let error = #expect(throws: RegexError.self) { try parser.parse() }
    #expect(error?.message == "the pattern is too large")
    #expect(parser.index < 100_000)
  }
}
