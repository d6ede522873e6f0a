import Testing
import WorkflowSource

@testable import WorkflowLanguage

@Suite struct FilterTableTests {
  @Test(arguments: FilterTable.standard.names)
  func examplesHold(name: String) throws {
    let row = try #require(FilterTable.standard[name])
    let (template, diagnostics) = Template.parse(row.example.template)
    #expect(diagnostics == [])
    let text = try template.render(in: DictionaryScope(), options: EvaluationOptions())
    #expect(text == row.example.result)
    #expect(row.summary.hasSuffix("."))
    #expect(row.signature.hasPrefix(row.name))
  }

  @Test func namesAreUnique() {
    #expect(FilterTable.standard.names.count == FilterTable.standard.rows.count)
  }

  /// Filters on odd input: expression, text; nil for an error.
  static let odd: [(String, String?)] = [
    ("'12abc' | plus: 1", "13"), ("' 4 ' | times: 2", "8"), ("'1.5' | plus: '1.5'", "3.0"),
    ("-7 | divided_by: 2", "-4"), ("-7 | modulo: 3", "2"), ("7 | divided_by: 2.0", "3.5"),
    ("9223372036854775807 | plus: 1", nil), ("1 | divided_by: 0.0", nil),
    ("0.1 | plus: 0.2", "0.3"), ("2.5 | round", "3"), ("-2.5 | round", "-3"),
    ("1234.5 | round: -2", "1200"),
    ("3.14159 | round: 3", "3.142"), ("-1.5 | ceil", "-1"), ("-1.5 | floor", "-2"),
    ("'abc' | slice: 1, 99", "bc"), ("'abc' | slice: -9, 2", ""), ("'äöü' | slice: 1", "ö"),
    ("'a b  c ' | split: ' ' | join: '+'", "a+b+c"), ("'abc' | split: '' | join: '+'", "a+b+c"),
    ("'a,,b,,' | split: ',' | size", "3"), ("'é' | size", "1"),
    ("'aXbX' | replace_last: 'X', '!'", "aXb!"),
    ("'one two  ' | truncatewords: 2", "one two..."), ("'abcdef' | truncate: 2", "..."),
    ("'x' | replace_regex: '(', ''", nil), ("'aab' | replace_regex: 'a+', '<\\0>'", "<aa>b"),
    ("'%zz%41+' | url_decode", "%zzA "), ("'%ff' | url_decode", nil),
    ("'€' | url_encode", "%E2%82%AC"),
    ("'===' | base64_decode", nil), ("'<!-- a > b -->x<script>y</script>z<w' | strip_html", "xz<w"),
    ("'&amp; &#39; & &x' | escape_once", "&amp; &#39; &amp; &amp;x"),
    ("'2026-11-22T10:30:00+01:00' | date: '%H:%M %z'", "10:30 +0100"),
    ("'14 Mar 2016 3:05 pm' | date: '%F %R'", "2016-03-14 15:05"),
    ("'Sat, 12 Mar 2016 10:00:00 GMT' | date: '%s'", "1457776800"),
    ("'20160314' | date: '%F'", "1970-08-22"), ("'2016-13-14' | date: '%F'", "2016-13-14"),
    ("'2024-03-05 14:07:09 EST' | date: '%H %z'", "14 -0500"),
    ("'2024-065' | date: '%F'", "2024-065"),
    ("'hello' | date: '%F'", "hello"), ("'' | date: '%F'", ""),
    ("0 | date: '%c'", "Thu Jan  1 00:00:00 1970"),
    ("'now' | date: '%F'", "2026-11-22"), ("nil | default: 1", "1"),
    ("false | default: 1, allow_false: true", "false"),
  ]

  @Test(arguments: odd)
  func handlesOddInput(expression: String, expected: String?) throws {
    let (template, diagnostics) = Template.parse("{{ \(expression) }}", setting: .liquid)
    #expect(diagnostics == [])
    let now = try #require(Timestamp("2026-11-22T10:00:00Z"))
    let text = try? template.render(in: DictionaryScope(), options: EvaluationOptions(now: now))
    #expect(text == expected)
  }

  /// Values at the ends of what there is.
  static let extremes: [Value] = [
    .int(.min), .int(.max), .uint(.max), .double(1e308), .double(-0.5), "-9223372036854775808", "x",
    .null, [.int(.min), "x", .null], ["n": .int(.max)],
    .range(ValueRange(first: .max - 1, last: .max)),
  ]

  /// An answer or an error, never a trap: of whatever a filter is given.
  @Test(arguments: FilterTable.standard.names)
  func survivesExtremes(name: String) throws {
    let row = try #require(FilterTable.standard[name])
    var options = EvaluationOptions(now: .epoch)
    options.limits.output = 4_096
    options.limits.steps = 1_000
    for input in Self.extremes {
      for first in Self.extremes {
        for second in Self.extremes.prefix(5) {
          for values in [[], [first], [first, second]] where row.counts.contains(values.count) {
            let arguments = FilterArguments(
              input: input, values: values, named: [], options: options, range: SourceRange(0, 0))
            _ = try? row.body(arguments)
          }
        }
      }
    }
  }
}
