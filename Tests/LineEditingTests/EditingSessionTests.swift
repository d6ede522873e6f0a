internal import Testing

@testable import LineEditing

@Suite struct EditingSessionTests {
  /// A session whose language is these words, completed where the cursor's word begins.
  private func session(_ words: [String] = [], history: [String] = []) -> EditingSession {
    var assistance = LineAssistance()
    assistance.complete = { text, cursor in
      let before = Array(text.utf8.prefix(cursor))
      let start = (before.lastIndex { $0 == 0x20 || $0 == 0x0A } ?? -1) + 1
      return words.filter { $0.utf8.starts(with: before[start...]) }
        .map { CompletionCandidate($0, replacing: start..<cursor) }
    }
    let known = History()
    for command in history {
      if let ticket = known.add(command) { known.finish(ticket, status: 0) }
    }
    assistance.suggest = { known.suggestion(for: $0) }
    assistance.isComplete = { !$0.contains("{") || $0.contains("}") }
    assistance.highlight = { text in
      text.utf8.enumerated().filter { $0.element == UInt8(ascii: "x") }
        .map { StyledSpan($0.offset..<$0.offset + 1, TextStyle(.red)) }
    }
    return EditingSession(assistance: assistance, history: known)
  }

  // MARK: Completion

  @Test(arguments: [
    ("li|", "list |"), ("日|", "日本 |"), ("li| x", "list| x"), ("a li|", "a list |"), ("z|", nil),
    // Several: as far as they agree, and the list.
    ("b|", "break|"), ("lo b|c", "lo break|c"),
  ])
  func firstTab(_ text: String, _ expected: String?) {
    var session = session(["list", "break", "breakpoints", "日本"])
    #expect(marked(session.complete(buffer(text))) == expected)
  }

  @Test func tabGoesThroughTheCandidatesAndRound() {
    var session = session(["ba", "bb", "bc"])
    var line = buffer("b|")
    var seen: [String] = []
    for _ in 0..<5 {
      line = session.complete(line) ?? line
      seen.append(line.text)
    }
    #expect(seen == ["b", "ba", "bb", "bc", "ba"])
    line = session.complete(line, backwards: true) ?? line
    #expect(line.text == "bc")
    #expect(session.menuShown(for: line)?.selected == 2)
  }

  @Test func typingClosesTheList() {
    var session = session(["ba", "bb"])
    let line = session.complete(buffer("b|"))
    #expect(line.flatMap { session.menuShown(for: $0) } != nil)
    #expect(session.menuShown(for: buffer("ba|")) == nil)
    #expect(session.menuShown(for: buffer("|b")) == nil)
    // And Tab begins anew.
    #expect(marked(session.complete(buffer("ba|"))) == "ba |")
  }

  @Test func heldLinesAreCompletedInContext() {
    var session = session(["list"])
    session.held = "def x {\n"
    #expect(marked(session.complete(buffer("li|"))) == "list |")
  }

  // MARK: Suggestion

  @Test func rightAndEndTakeTheSuggestion() {
    let session = session(history: ["print one two"])
    #expect(session.ghost(for: buffer("pr|")) == "int one two")
    #expect(marked(session.forward(buffer("pr|"))) == "print one two|")
    #expect(marked(session.end(buffer("pr|"))) == "print one two|")
    #expect(marked(session.forwardWord(buffer("pr|"))) == "print|")
    #expect(marked(session.forwardWord(buffer("print|"))) == "print one|")
  }

  @Test func withoutSuggestionTheyMove() {
    let session = session(history: ["print one"])
    #expect(session.ghost(for: buffer("p|r")) == "")
    #expect(session.ghost(for: buffer("|")) == "")
    #expect(marked(session.forward(buffer("p|r"))) == "pr|")
    #expect(session.forward(buffer("zz|")) == nil)
    #expect(marked(session.end(buffer("a|b\ncd"))) == "ab|\ncd")
    #expect(marked(session.end(buffer("ab|\ncd"))) == "ab\ncd|")
    #expect(marked(session.forwardWord(buffer("|ab_1 cd"))) == "ab_1| cd")
    #expect(marked(session.home(buffer("ab\ncd|"))) == "ab\n|cd")
    #expect(marked(session.home(buffer("ab\n|cd"))) == "|ab\ncd")
    #expect(marked(session.delete(buffer("a|bc"))) == "a|c")
    #expect(session.delete(buffer("ab|")) == nil)
  }

  // MARK: History

  @Test func upGoesThroughWhatBeginsAlike() {
    var session = session(history: ["print a", "list", "print b", "print b"])
    var line = buffer("pr|")
    var seen: [String?] = []
    for _ in 0..<3 {
      let older = session.previous(line)
      seen.append(marked(older))
      line = older ?? line
    }
    #expect(seen == ["print b|", "print a|", nil])
    for _ in 0..<3 {
      let newer = session.next(line)
      seen.append(marked(newer))
      line = newer ?? line
    }
    #expect(seen[3...] == ["print b|", "pr|", nil])
  }

  @Test func anEditedCommandBeginsANewWalk() {
    var session = session(history: ["one", "two"])
    let shown = session.previous(buffer("|"))
    #expect(marked(shown) == "two|")
    #expect(session.previous(buffer("twox|")) == nil)
    #expect(session.next(buffer("twoxy|")) == nil)
  }

  @Test func upMovesInTheRowsOfAPasteFirst() {
    var session = session(history: ["old", "if {\n}"])
    #expect(marked(session.previous(buffer("a\nb|"))) == "a|\nb")
    // In the middle of a walk it goes on, also past commands of several rows.
    let first = session.previous(buffer("|"))
    #expect(marked(first) == "if {\n}|")
    #expect(marked(first.flatMap { session.previous($0) }) == "old|")
  }

  // MARK: Rows

  @Test func enterInAnUnfinishedPasteMakesARow() {
    let session = session()
    #expect(marked(session.newRow(buffer("a {\nb|"))) == "a {\nb\n|")
    #expect(session.newRow(buffer("a {\n}|")) == nil)
    // One row alone goes on under the continuation prompt.
    #expect(session.newRow(buffer("a {|")) == nil)
    #expect(marked(session.insertRow(buffer("a|b"))) == "a\n|b")
  }

  // MARK: Colours

  @Test func spansCountScalarsAfterTheHeldLines() {
    var session = session()
    session.held = "x日\n"
    let spans = session.spans(for: buffer("é日x x|"))
    #expect(spans.map(\.range) == [2..<3, 4..<5])
  }

  @Test func spansBeyondTheTextDoNoHarm() {
    var session = session()
    session.assistance.highlight = { _ in
      [StyledSpan(0..<1, .plain), StyledSpan(1..<99, .plain), StyledSpan(200..<300, .plain)]
    }
    #expect(session.spans(for: buffer("日x")).map(\.range) == [0..<1, 1..<2])
  }
}
