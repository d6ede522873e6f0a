internal import WorkflowDebugging
internal import WorkflowLanguage
internal import WorkflowSource

/// When stubs and faults act, and the rules of a stub.
extension ArgumentReader {
  /// Clauses in any order: `on 1,3-4,6..` `after N` `every N` `times N` `p=F` `if EXPR`
  /// `by attempt`.
  mutating func occurrence() throws(ScriptError) -> When {
    var when = When()
    lexer.skipBlanks()
    while ArgumentKind.occurrence.canBegin(at: lexer), let keyword = lexer.peekWord() {
      lexer.offset = keyword.range.upper
      lexer.skipBlanks()
      switch keyword.text {
      case "on": try readNumbers(into: &when)
      case "by": when.count = try counter()
      case "after": when.after = try integer(from: 0)
      case "every": when.every = try integer(from: 1)
      case "times": when.times = try integer(from: 1)
      case "if": when.condition = try expression()
      default: when.probability = try probability(keyword)
      }
      lexer.skipBlanks()
    }
    return when
  }

  /// `1`, `1,3`, `2-4`, `5..`; a counter may stand before: `on attempt 2`.
  private mutating func readNumbers(into when: inout When) throws(ScriptError) {
    var token = try word()
    if let count = When.Count(rawValue: token.text) {
      when.count = count
      lexer.skipBlanks()
      token = try word()
    }
    var ranges: [ClosedRange<Int>] = []
    for part in token.text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = Self.numbers(in: part) else {
        throw failure(
          "'\(token.text)' is no list of numbers", token.range, hint: "such as 1  1,3  2-4  5..")
      }
      ranges.append(range)
    }
    when.numbers = ranges
  }

  private static func numbers(in text: Substring) -> ClosedRange<Int>? {
    if let number = Int(text), number > 0 { return number...number }
    if text.hasSuffix(".."), let first = Int(text.dropLast(2)), first > 0 { return first...Int.max }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], 0 < first, first <= last else {
      return nil
    }
    return first...last
  }

  private mutating func counter() throws(ScriptError) -> When.Count {
    let token = try word()
    if let count = When.Count(rawValue: token.text) { return count }
    let known = When.Count.allCases.map(\.rawValue)
    throw failure(
      "'\(token.text)' cannot be counted", token.range,
      hint: Suggestion.hint(for: token.text, among: known)
        ?? "one of \(known.joined(separator: ", "))")
  }

  private mutating func integer(from least: Int) throws(ScriptError) -> Int {
    let start = lexer.offset
    let number = try integer()
    guard number >= least else {
      throw failure("must be at least \(least)", SourceRange(start, lexer.offset))
    }
    return number
  }

  private func probability(_ token: ScriptLexer.Token) throws(ScriptError) -> Double {
    guard let value = Double(token.text.dropFirst(2)), 0...1 ~= value else {
      throw failure("'\(token.text)' is no probability", token.range, hint: "such as p=0.1")
    }
    return value
  }

  // MARK: Stubs

  /// `{ on 1 fail Timeout; on 2.. return {…} }`
  mutating func stubRules() throws(ScriptError) -> [WrittenStubRule] {
    let open = SourceRange(lexer.offset, lexer.offset + 1)
    lexer.offset += 1
    var rules: [WrittenStubRule] = []
    while true {
      lexer.skipSeparators()
      guard lexer.current != nil else {
        throw .unclosed("'{'", openedAt: open, hint: "close it with }")
      }
      if lexer.current == UInt8(ascii: "}") {
        lexer.offset += 1
        return rules
      }
      let start = lexer.offset
      var when = try occurrence()
      let answer = try answer()
      lexer.skipBlanks()
      if ArgumentKind.occurrence.canBegin(at: lexer) { when = try occurrence() }
      rules.append(
        WrittenStubRule(when: when, answer: answer, range: SourceRange(start, lexer.offset)))
      lexer.skipBlanks()
      guard lexer.isAtStatementEnd else {
        throw failure(
          "unexpected text after the answer", SourceRange(lexer.offset, lexer.offset + 1),
          hint: "separate rules with ;")
      }
    }
  }

  private mutating func answer() throws(ScriptError) -> WrittenAnswer {
    let keyword = try word()
    lexer.skipBlanks()
    switch keyword.text {
    case "return":
      let start = lexer.offset
      let outputs = try value()
      return .outputs(outputs, SourceRange(start, lexer.offset))
    case "fail":
      let type = try lexer.isAtStatementEnd || lexer.isAtQuote ? nil : word().text
      lexer.skipBlanks()
      return .failure(type: type, message: lexer.isAtQuote ? try lexer.quoted().text : nil)
    case "->":
      let start = lexer.offset
      let target = try location(arrows: false)
      return .edge(target, SourceRange(start, lexer.offset))
    default:
      throw failure(
        "expected return, fail or ->, found '\(keyword.text)'", keyword.range,
        hint: Suggestion.hint(for: keyword.text, among: ["return", "fail"]))
    }
  }
}
