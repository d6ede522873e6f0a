internal import WorkflowLanguage

/// What expressions and templates are tried on: a scope with a value of each kind, and limits that
/// keep an honest evaluation short.
enum LanguageSubject {
  static let scope = DictionaryScope([
    "a": 1, "b": ["x", "y", 3, .null], "c": "text {{ a }}", "d": 2.5, "e": true, "f": .null,
    "g": ["k": ["l": [1, 2, 3]], "m": "2024-02-29T23:59:60Z"], "retry_count": "2",
    "items": [["name": "one", "n": 1], ["name": "two", "n": 2]], "x": "",
    "y": "9223372036854775807",
  ])

  static var limits: EvaluationLimits {
    var limits = EvaluationLimits()
    limits.steps = 20_000
    limits.output = 1 << 16
    return limits
  }

  static func options(_ undefined: UndefinedPolicy) -> EvaluationOptions {
    EvaluationOptions(
      undefined: undefined, limits: limits, now: Timestamp(seconds: 1_700_000_000),
      partials: { name in name.count < 20 ? partial : nil })
  }

  /// Calls itself, so that recursion is bounded by the depth alone.
  private static let partial = Template.parse("{{ a }}{% render 'p', a: c %}{{ forloop.index }}")
    .template

  static let words = [
    "a", "b", "c", "d", "g.k", "items", "retry_count", "true", "false", "null", "nil", "1", "2.5",
    "'x'", "\"y\"", "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "|", "||", "&&", "!", "-",
    "+",
    "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in", "and", "or", "not", "contains", "..",
    "r'", "b'", "\"\"\"", "'''", "\\n", "0x", "1u", "1e9", "size()", "has(g.k)", "b.map(v, v)",
    "b.all(v, v > 0)", "int(", "string(", "timestamp('2024-01-01T00:00:00Z')", "duration('1h')",
    "type(", ".matches('a*')", ".format([", "'%s %.3f %x'", ".split(',')", ".replace(",
    ".substring(",
    "[?0]", ".?k", "optional.of(", "cel.bind(v, a, ", "math.greatest(", "base64.encode(b'",
    ".getHours('Europe/Berlin')", "| upcase", "| default: 1", "| join: ','", "${a}", "now()", "-1",
    "9223372036854775807", "-9223372036854775808",
  ]
}
