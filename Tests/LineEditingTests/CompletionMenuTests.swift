internal import Testing

@testable import LineEditing

@Suite struct CompletionMenuTests {
  private func rows(
    _ candidates: [(String, String)], columns: Int, rows: Int = 10, selected: Int? = nil
  ) -> [String] {
    let menu = CompletionMenu(
      candidates: candidates.map { CompletionCandidate($0.0, $0.1, replacing: 0..<0) },
      selected: selected, base: "", expected: LineBuffer(""))
    return menu.rows(columns: columns, rows: rows, measure: plainMeasure).map { row in
      // The chosen one in brackets.
      row.runs.map { $0.style.isReversed ? "[\($0.text)]" : $0.text }.joined()
    }
  }

  @Test func descriptionsStandInAColumn() {
    let candidates = [("break", "stop before a state"), ("日本", "wide"), ("x", "")]
    #expect(
      rows(candidates, columns: 40)
        == ["break  stop before a state", "日本   wide", "x"])
    #expect(rows(candidates, columns: 16) == ["break  stop be…", "日本   wide", "x"])
    #expect(rows(candidates, columns: 40, selected: 1)[1] == "[日本]   wide")
  }

  @Test func longNamesAreCut() {
    #expect(rows([("abcdefghijkl", "d"), ("b", "e")], columns: 9) == ["abcdefg…", "b     e"])
  }

  @Test func namesFillColumnsDownwards() {
    let names = ["a", "bb", "ccc", "d", "e"].map { ($0, "") }
    #expect(rows(names, columns: 80) == ["a    bb   ccc  d    e"])
    #expect(rows(names, columns: 12) == ["a    d", "bb   e", "ccc"])
    #expect(rows(names, columns: 6) == ["a", "bb", "ccc", "d", "e"])
    #expect(rows(names, columns: 12, selected: 4) == ["a    d", "bb   [e]", "ccc"])
  }

  @Test func saysHowManyAreNotShown() {
    let names = (1...40).map { ("name\($0)", "") }
    let shown = rows(names, columns: 20, rows: 4)
    #expect(shown == ["name1   name21", "name2   name22", "name3   name23", "… and 34 more"])
    // The chosen one is always among the rows.
    #expect(rows(names, columns: 20, rows: 4, selected: 19).contains { $0.contains("[name20]") })
    let described = (1...9).map { ("n\($0)", "d") }
    #expect(rows(described, columns: 20, rows: 3).last == "… and 7 more")
    #expect(rows(described, columns: 20, rows: 3, selected: 8).contains("[n9]  d"))
  }

  @Test func manyWithDescriptionsThatDoNotFitShowNamesOnly() {
    let candidates = (1...13).map { ("n\($0)", "d") }
    #expect(rows(candidates, columns: 40, rows: 13).count == 13)
    #expect(rows(candidates, columns: 40, rows: 12).count == 2)
  }

  @Test func hostileNamesDoNotReachTheTerminal() {
    #expect(
      rows([("a\u{1B}[2J", "b\nc\u{7}")], columns: 40) == ["a\u{FFFD}[2J  b\u{FFFD}c\u{FFFD}"])
  }

  @Test(arguments: [(0, 10), (10, 0), (10, 4)])
  func smallScreensShowNothing(_ rows: Int, _ columns: Int) {
    #expect(self.rows([("a", "b")], columns: columns, rows: rows).isEmpty)
  }

  @Test(arguments: [
    (["break", "breakpoints"], "break"), (["a", "b"], ""), ([], ""), (["日本", "日曜"], "日"),
    (["é", "e"], ""),
  ])
  func commonPrefix(_ texts: [String], _ expected: String) {
    let candidates = texts.map { CompletionCandidate($0, replacing: 0..<0) }
    #expect(candidates.commonPrefix == expected)
  }
}
