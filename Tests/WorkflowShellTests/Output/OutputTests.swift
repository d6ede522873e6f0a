import JSONText
import Testing
import WorkflowLanguage
import WorkflowSource

@testable import WorkflowShell

@Suite struct OutputTests {
  private let table = Table(
    [.init("name"), .init("value"), .init("count", isRightAligned: true)],
    rows: [
      [Cell("a", .name), Cell(.string("")), Cell(1)], [Cell("日本"), Cell(.null), Cell(22)],
      [Cell("c"), Cell(.int(0)), .none],
    ])

  private func written(
    _ document: Document, _ mode: OutputMode, width: Int? = nil, colour: Bool = false
  ) -> String {
    let captured = CapturedOutput()
    Output(to: captured, mode: mode, width: width, usesColour: colour).show(document)
    return captured.results
  }

  @Test func columnsAreAlignedAndValuesToldApart() {
    #expect(
      written(.table("x", table), .auto) == """
        NAME  VALUE  COUNT
        a     ""         1
        日本  null      22
        c     0

        """)
  }

  @Test func aTableWiderThanTheScreenBecomesLines() {
    #expect(
      written(.table("x", table), .auto, width: 10).hasPrefix(
        " name = a\nvalue = \"\"\ncount = 1\n\n"))
    #expect(written(.table("x", table), .table, width: 10).hasPrefix("NAME"))
  }

  @Test func listsAreJoinedByBars() {
    #expect(written(.table("x", table), .list) == "a|\"\"|1\n日本|null|22\nc|0|\n")
  }

  @Test func jsonHasASchemaAndTypedValues() throws {
    let text = written(.table("x", table, facts: ["n": 3]), .json)
    #expect(
      text == """
        {"schema":1,"kind":"x","n":3,"rows":[{"name":"a","value":"","count":1},\
        {"name":"日本","value":null,"count":22},{"name":"c","value":0,"count":null}]}

        """)
  }

  @Test func controlCharactersNeverReachTheTerminal() throws {
    let evil = "\u{1B}[2J\n\t\u{202E}\u{7F}\u{85}"
    let plain = written(.line("x", "\(evil, .state)"), .auto)
    #expect(plain == "\\x1b[2J\\n\\t\\u{202e}\\x7f\\x85\n")
    let json = written(.line("x", "", facts: ["t": .string(evil)]), .json)
    #expect(json.utf8.dropLast().allSatisfy { $0 >= 0x20 })
    #expect(try JSONReader.read(json)["t"]?.stringValue == evil)
  }

  @Test func coloursAreSpans() {
    #expect(
      written(.line("x", "at \("A", .state)!"), .auto, colour: true)
        == "at \u{1B}[36mA\u{1B}[0m!\n")
  }

  @Test func everythingPassesTheRedaction() {
    let captured = CapturedOutput()
    let output = Output(to: captured, usesColour: true)
    output.redact = { $0 == "" ? "" : $0.split(separator: "hunter2").joined(separator: "***") }
    output.say("x", "password \("hunter2", .string) end")
    output.report(
      .error("e", "no hunter2", range: SourceRange(0, 3)), in: SourceText(name: "t", text: "abc"))
    #expect(captured.results == "password *** end\n")
    #expect(!captured.diagnostics.contains("hunter2"))
  }

  @Test func redirectedOutputHasNoColours() async {
    let (screen, file) = (CapturedOutput(), CapturedOutput())
    let output = Output(to: screen, width: 10, usesColour: true)
    await output.redirected(to: file) { output.say("x", "\("A", .state) and more than ten") }
    output.say("x", "back")
    #expect(file.results == "A and more than ten\n")
    #expect(screen.results == "back\n")
  }
}
