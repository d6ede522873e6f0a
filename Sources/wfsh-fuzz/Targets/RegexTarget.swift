internal import WorkflowLanguage

extension FuzzTarget {
  static let regex = FuzzTarget(
    "regex", "regular expressions: the first line is the pattern, the second the replacement",
    seeds: [
      .literals(below: "Tests/WorkflowLanguageTests/Regex"),
      .texts([
        "^(a|b)*?c$\n\\1-\\0\naabac\nc", "(?i)[[:alpha:]]+\\b\nx\nStraße",
        "(?P<n>a{2,5})\n\\1\naaaaa",
        "(a*)*b\n\naaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\\pL\\d{1,1000}\n\nabc1",
      ]),
    ],
    words: [
      "(", ")", "(?:", "(?i)", "(?ms-U:", "(?P<a>", "|", "*", "+", "?", "*?", "{2,3}", "{1000}",
      "{0,}", "[", "]", "[^", "[a-z]", "[[:word:]]", "\\d", "\\W", "\\b", "\\B", "\\A", "\\z",
      "\\pN",
      "\\P{Greek}", "\\x{10FFFF}", "\\Q", "\\E", "^", "$", ".", "\\C", "\n", "\\1",
    ]
  ) { bytes in
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let pattern = Readings.text(Array(parts[0]))
    // What a match must take at most is steps × text; both are kept where that is a second.
    let text = Readings.text(Array(parts.count > 2 ? parts[2].prefix(4_000) : []))
    do throws(RegexError) {
      let expression = try RegularExpression(pattern)
      let first = expression.firstMatch(in: text)
      demand(
        expression.matches(text) == (first != nil), "the two ways of matching do not agree")
      let all = expression.allMatches(in: text, limit: 20)
      demand(all.first?.range == first?.range, "the first of all matches is another one")
      let groups = expression.groupNames.count
      let template = Readings.text(Array(parts.count > 1 ? parts[1] : []))
      let replacement = try RegexReplacement(template, groups: groups)
      _ = expression.replacing(in: text, with: replacement, limit: 20)
    } catch {
      demand(!error.message.isEmpty, "a mistake without words")
    }
  }
}
