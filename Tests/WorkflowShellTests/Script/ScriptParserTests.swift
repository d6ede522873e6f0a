internal import JSONText
import Testing
internal import WorkflowDebugging
import WorkflowLanguage
import WorkflowSource

@testable import WorkflowShell

@Suite struct ScriptParserTests {
  private func statements(
    _ text: String, _ strictness: CommandTable.Strictness = .script
  ) throws -> [Statement] {
    try ScriptParser(.standard, strictness).parse(SourceText(name: "t", text: text)).get()
      .statements
  }

  private func diagnostics(_ text: String) -> [String] {
    let source = SourceText(name: "t", text: text)
    guard case .failure(let failure) = ScriptParser(.standard).parse(source) else { return [] }
    return failure.mistakes.map { mistake in
      let diagnostic = mistake.diagnostic
      let place = diagnostic.range.map { source.position(at: $0.lower).description } ?? "-"
      return "\(place): \(diagnostic.message)\(diagnostic.hint.map { " | \($0)" } ?? "")"
    }
  }

  private func names(_ text: String) throws -> [String] {
    try statements(text).map(\.arguments.commandName)
  }

  // MARK: Cutting into commands

  @Test(arguments: [
    ("run\nnext\n", ["run", "next"]),
    ("run; next ;; step", ["run", "next", "step"]),
    ("# all of it\nrun # comment\n  # more\nnext", ["run", "next"]),
    ("#!/usr/bin/env wfsh\r\nrun\r\nnext\r\n", ["run", "next"]),
    ("\u{FEFF}run", ["run"]),
    ("echo a; b # c } {\nrun", ["echo", "run"]),
    ("next \\\n  3\nrun", ["next", "run"]),
    (#"print "a;b" ; run"#, ["print", "run"]),
    ("print [1,\n  2, # two\n  3]\nrun", ["print", "run"]),
    ("", []),
  ])
  func commands(_ text: String, _ expected: [String]) throws {
    #expect(try names(text) == expected)
  }

  @Test func echoIsRaw() throws {
    let echo = try #require(try statements("echo  it's {{ a }}; # $x  \nrun").first)
    #expect(echo.arguments.text("TEXT") == "it's {{ a }}; # $x")
  }

  @Test func blocksNest() throws {
    let test = try #require(
      try statements("test \"a b\" { run; commands 1 { next }\n  expect end }").first)
    #expect(test.arguments.text("NAME") == "a b")
    let inner = try #require(test.arguments.block("COMMANDS"))
    #expect(inner.statements.map(\.arguments.commandName) == ["run", "commands", "expect"])
    #expect(
      inner.statements[1].arguments.block("COMMANDS")?.statements.map(\.arguments.commandName)
        == ["next"])
  }

  @Test func namesMayBeShortenedAtThePromptOnly() throws {
    #expect(
      try statements("tra", .interactive).first?.command.description.name == "trail")
    #expect(diagnostics("tra") == ["1:1: no command 'tra' | write 'trail' in full in a script"])
    #expect(
      try names("b A; c; n; s; u A; p 1; i states; l; h; q") == [
        "b", "c", "n", "s", "u", "p", "i", "l", "h", "q",
      ])
  }

  // MARK: Expressions

  @Test(arguments: [
    ("break A if n > 2 after 3", "n > 2"),
    ("break A after 3 if n > 2 and m", "n > 2 and m"),
    ("break A if n > 2 # loop", "n > 2"),
    ("break A if f(1,\n 2) == 3", "f(1,  2) == 3"),
    ("break A if n > \\\n 2", "n >    2"),
  ])
  func anExpressionEndsWhereItsParserDoes(_ text: String, _ expected: String) throws {
    let statement = try #require(try statements(text).first)
    #expect(statement.arguments.expression("EXPR")?.text == expected)
  }

  @Test func anOptionEndsAnExpression() throws {
    let eval = try #require(try statements("eval a - -1 --trace").first)
    #expect(eval.arguments.expression("EXPR")?.text == "a - -1")
    #expect(eval.arguments.hasOption("--trace"))
  }

  @Test func aTextMayFollowAnExpression() throws {
    let assert = try #require(try statements(#"assert n == "x" "the reason""#).first)
    #expect(assert.arguments.expression("EXPR")?.text == #"n == "x""#)
    #expect(assert.arguments.text("TEXT") == "the reason")
  }

  // MARK: Arguments

  @Test func assignmentsTakeAllKindsOfValues() throws {
    let text = #"set a=1.10 b="x y" c={"k": [1, 2]} d={{ 1 + 1 }} e=@f.json f= g=a=b"#
    let assignments = try #require(try statements(text).first).arguments.assignments()
    #expect(assignments.map(\.name) == ["a", "b", "c", "d", "e", "f", "g"])
    let written = assignments.map { assignment -> String in
      switch assignment.value {
      case .bare(let text): "bare \(text)"
      case .text(let text): "text \(text)"
      case .json(let json): "json \(json["k"]?.arrayValue?.count ?? 0)"
      case .template(let template): "template \(template.text)"
      case .file(let path): "file \(path)"
      }
    }
    #expect(
      written == [
        "bare 1.10", "text x y", "json 2", "template {{ 1 + 1 }}", "file f.json", "bare ",
        "bare a=b",
      ])
  }

  @Test(arguments: [
    ("break A", "A"), ("break A->B", "A -> B"), ("break A -> *", "A -> *"),
    ("break * -> B if x", "* -> B"), ("break /a b\\/c/ after 1", "/a b/c/"),
    ("break A.exit", "A.exit"), ("break A#2", "A#2"), ("break file.md:57", "file.md:57"),
    ("break \"odd name\"", "odd name"), ("break [*] -> A", "[*] -> A"),
  ])
  func locations(_ text: String, _ expected: String) throws {
    #expect(try statements(text).first?.arguments.text("LOC") == expected)
  }

  @Test func faultsTakeClausesInAnyOrder() throws {
    let text = #"fail A times 2 with disk_full on attempt 1,3-4,6.. "no space" if n > 1"#
    // The clauses of WHEN stand together; the others go round them.
    #expect(!diagnostics(text).isEmpty)
    let good = #"fail A with disk_full "no space" times 2 on attempt 1,3-4,6.. if n > 1 optional"#
    let arguments = try #require(try statements(good).first).arguments
    let when = arguments.occurrence()
    #expect(arguments.text("TYPE") == "disk_full")
    #expect(arguments.text("MESSAGE") == "no space")
    #expect(when.numbers == [1...1, 3...4, 6...Int.max])
    #expect(when.count == .attempt)
    #expect(when.times == 2)
    #expect(when.condition?.text == "n > 1")
    #expect(arguments.has("optional"))
  }

  @Test func aStubMayHaveRules() throws {
    let text = """
      stub A {
        on 1 fail Timeout "late"   # first
        return {"n": 1} on 2
        -> B
      }
      """
    let rules = try #require(try statements(text).first?.arguments.stubRules("RULES"))
    #expect(rules.count == 3)
    #expect(rules[1].when.numbers == [2...2])
    guard case .failure("Timeout", "late") = rules[0].answer else {
      Issue.record("not the failure")
      return
    }
  }

  @Test func hereDocumentsLoseTheIndentationOfTheirEnd() throws {
    let text = "  expect <<END\n  a\n    b\n  END\n  run"
    let script = try statements(text)
    #expect(script.count == 2)
    #expect(script[0].arguments.hereDocument("END")?.lines == ["a", "  b"])
  }

  @Test func redirects() throws {
    let script = try statements("vars !> a.txt; vars --json !>> b.txt\nprint x > 1 |! wc -l; x")
    #expect(script[0].redirect == .file("a.txt", appends: false, SourceRange(5, 13)))
    guard case .file("b.txt", true, _) = script[1].redirect,
      case .pipe("wc -l; x", _) = script[2].redirect
    else {
      Issue.record("not these redirects")
      return
    }
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("brek A", "1:1: no command 'brek' | did you mean 'break'?"),
    ("break", "1:6: 'break' needs LOC | usage: break LOC [if EXPR] [after N] [as NAME]"),
    ("break A iff x", "1:9: unexpected 'iff' after 'break' | did you mean 'if'?"),
    ("list --rwa", "1:6: 'list' has no option '--rwa' | did you mean '--raw'?"),
    ("info brakpoints", "1:6: expected"),
    ("print", "1:6: 'print' needs EXPR"),
    ("print/jsn 1", "1:6: 'print' has no format 'jsn' | did you mean 'json'?"),
    ("next x", "1:6: unexpected 'x' after 'next'"),
    ("set a", "1:6: 'set' needs VALUE"),
    (#"test "x" { run"#, "1:10: '{' is never closed"),
    ("run }", "1:5: '}' closes nothing"),
    (#"print "abc"#, "1:7"),
    ("fail A on x", "1:11: 'x' is no list of numbers"),
    ("stub A return {\"a\": }", "1:21"),
    ("expect <<END\nabc", "1:8: '<<END' is never closed"),
    ("expect result maybe", "1:15: expected"),
    ("fail A p=2", "1:8: 'p=2' is no probability | such as p=0.1"),
  ])
  func mistakes(_ text: String, _ expected: String) throws {
    let found = try #require(diagnostics(text).first)
    #expect(found.hasPrefix(expected), "\(found)")
  }

  @Test func everyMistakeIsTold() {
    let text = """
      brek A
      run
      test "x" {
        nxt
        run
      }
      list --rwa
      """
    #expect(diagnostics(text).map { $0.prefix(3) } == ["1:1", "4:3", "7:6"])
  }

  @Test func whatIsNoScriptIsGivenUp() {
    let told = diagnostics(String(repeating: "Driables\nEND", count: 20_000))
    #expect(told.count == ScriptParser.mostMistakes + 1)
    #expect(told.last?.contains("the rest was not read") == true)
    let inBlocks = diagnostics(String(repeating: "repeat 2 {\nnonsense\n", count: 60))
    #expect(!inBlocks.isEmpty && inBlocks.count <= ScriptParser.mostMistakes + 1)
  }

  @Test func aMistakeSkipsTheBlockBehindIt() {
    #expect(diagnostics("tset \"x\" {\n  run\n}\nrun").count == 1)
  }

  @Test(arguments: [
    ("run", true), ("test \"x\" {", false), ("test \"x\" { run }", true), ("print [1,", false),
    ("print \"\"\"a", false), ("expect <<END", false), ("expect <<END\nEND", true),
    ("next \\", false), ("print \"abc", true), ("nonsense", true), ("", true),
    ("set a={\"b\":", false), ("print (1 +", false), ("print 1 +", true),
  ])
  func completeness(_ text: String, _ expected: Bool) {
    #expect(ScriptParser(.standard).isComplete(text) == expected)
  }

  @Test func deepNestingIsRefused() {
    let text = String(repeating: "test \"x\" { ", count: 5000)
    #expect(!diagnostics(text).isEmpty)
  }

  @Test func brokenBytesDoNotCrash() {
    let texts: [[UInt8]] = [
      [0xFF, 0xFE], Array("print \"\\".utf8), Array("set a={{".utf8), [0], Array("\\".utf8),
      Array("@".utf8), Array("/".utf8), Array("break /".utf8), Array("fail A on".utf8),
    ]
    for bytes in texts {
      _ = ScriptParser(.standard).parse(SourceText(name: "t", bytes: bytes))
    }
  }
}
