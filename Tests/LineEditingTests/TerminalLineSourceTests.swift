internal import Testing
internal import WorkflowTestSupport

@testable import LineEditing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The editor in a program on a real terminal (`Tests/LineEditingProbe`).
@Suite(.serialized, .timeLimit(.minutes(1))) struct TerminalLineSourceTests {
  /// A conversation with the probe, and the screen it makes.
  private final class Probe {
    let terminal: PseudoTerminal
    var rows: Int
    var columns: Int

    init(
      _ arguments: [String] = [], environment: [String: String] = [:], rows: Int = 16,
      columns: Int = 60
    ) throws {
      self.rows = rows
      self.columns = columns
      // Swift's own handler of SIGQUIT would print where the program stands.
      let environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { given, _ in given }
      terminal = try PseudoTerminal(
        PseudoTerminal.built("LineEditingProbe"), arguments, environment: environment, rows: rows,
        columns: columns)
      try terminal.expect("probe> ")
    }

    /// Runs commands, one after the other.
    func run(_ commands: String...) throws {
      for command in commands {
        terminal.send(command + "\r")
        try terminal.expect("got: " + command)
        try terminal.expect("probe> ")
      }
    }

    /// Waits until the last row with a prompt, and what is below it, is this.
    func shows(_ expected: String...) throws { try shows(expected) }

    func shows(_ expected: [String]) throws {
      try terminal.wait(for: expected.joined(separator: "⏎")) { bytes in
        var screen = TerminalScreen(rows: rows, columns: columns)
        screen.write(bytes)
        let start = screen.text.lastIndex { $0.hasPrefix("probe> ") || $0.hasPrefix("(") }
        let shown = start.map { Array(screen.text[$0...]) } ?? []
        // The right prompt is a matter of its own.
        return shown.map(Self.withoutRightPrompt) == expected
      }
    }

    /// Waits until a text has a style: what stands there already may be drawn anew.
    func shows(_ text: String, inStyle style: String) throws {
      try terminal.wait(for: "\(text) in style \(style)") { bytes in
        var screen = TerminalScreen(rows: rows, columns: columns)
        screen.write(bytes)
        return screen.style(of: text) == style
      }
    }

    static func withoutRightPrompt(_ row: String) -> String {
      guard row.hasSuffix("@17 40 %") else { return row }
      var row = row.dropLast(8)
      while row.last == " " { row.removeLast() }
      return String(row)
    }

    var screen: TerminalScreen {
      var screen = TerminalScreen(rows: rows, columns: columns)
      screen.write(terminal.transcript)
      return screen
    }
  }

  @Test func linesComeBackColoured() throws {
    let probe = try Probe()
    probe.terminal.send("list 日本 é")
    try probe.shows("probe> list 日本 é")
    try probe.shows("list", inStyle: "32")
    try probe.shows("é", inStyle: "31")
    try probe.shows("@17", inStyle: "33")
    probe.terminal.send("\r")
    try probe.terminal.expect("got: list 日本 é\n")
    probe.terminal.send("quit\r")
    #expect(try probe.terminal.waitForEnd() == .exited(0))
    #expect(!probe.terminal.isInEditingMode)
  }

  @Test func suggestionIsShownAndTaken() throws {
    let probe = try Probe()
    try probe.run("list one two", "false three")
    probe.terminal.send("li")
    try probe.shows("probe> list one two")
    try probe.shows("st one", inStyle: "2")
    probe.terminal.send("\u{1B}[C")
    probe.terminal.send("x")
    try probe.shows("probe> list one twox")
    // It is gone from the screen when the line is left without it, and failed ones are not offered.
    probe.terminal.send("\u{15}li\r")
    try probe.terminal.expect("got: li\n")
    #expect(probe.screen.text.contains { Probe.withoutRightPrompt($0) == "probe> li" })
    probe.terminal.send("fa")
    try probe.shows("probe> fa")
  }

  @Test func controlCGivesTheLineUp() throws {
    let probe = try Probe()
    probe.terminal.send("list abc\u{03}")
    try probe.terminal.expect("interrupted\n")
    #expect(probe.screen.text[0].hasPrefix("probe> list abc^C"))
    try probe.run("next")
  }

  @Test func controlDDeletesOrEnds() throws {
    let probe = try Probe()
    probe.terminal.send("ab\u{01}\u{04}\r")
    try probe.terminal.expect("got: b\n")
    try probe.terminal.expect("probe> ")
    probe.terminal.send("\u{04}")
    try probe.terminal.expect("end\n")
    #expect(try probe.terminal.waitForEnd() == .exited(0))
  }

  @Test func tabListsWithDescriptionsAndGoesRound() throws {
    let probe = try Probe()
    probe.terminal.send("b\t")
    try probe.shows(
      "probe> break", "break        stop before a state runs", "breakpoints  list the stops")
    probe.terminal.send("\t\t")
    try probe.shows(
      "probe> breakpoints", "break        stop before a state runs",
      "breakpoints  list the stops")
    try probe.shows("breakpoints  ", inStyle: "7")
    probe.terminal.send("\u{1B}[Z")
    try probe.shows(
      "probe> break", "break        stop before a state runs", "breakpoints  list the stops")
    probe.terminal.send(" c\t")
    try probe.shows("probe> break continue")
    probe.terminal.send("\r")
    try probe.terminal.expect("got: break continue \n")
  }

  @Test func historyOutlivesTheProgram() throws {
    let path = "/tmp/wfsh-probe-history.\(getpid())"
    defer { unlink(path) }
    let first = try Probe(["--history", path])
    try first.run("print one", "list", "print two", "set secret=1")
    first.terminal.send("\u{04}")
    _ = try first.terminal.waitForEnd()
    let probe = try Probe(["--history", path])
    probe.terminal.send("pr\u{1B}[A")
    try probe.shows("probe> print two")
    probe.terminal.send("\u{1B}[A")
    try probe.shows("probe> print one")
    probe.terminal.send("\u{1B}[B\u{1B}[B")
    try probe.shows("probe> print two")  // "pr" and the suggestion
    probe.terminal.send("\u{15}\u{1B}[A")
    try probe.shows("probe> print two")
  }

  @Test func controlRSearches() throws {
    let probe = try Probe()
    try probe.run("print one", "list two")
    probe.terminal.send("\u{12}one")
    try probe.shows("(search 'one') print one")
    probe.terminal.send("q")
    try probe.shows("(nothing found 'oneq') print one")
    probe.terminal.send("\u{7F}\r")
    try probe.terminal.expect("got: print one\n")
    try probe.terminal.expect("probe> ")
    probe.terminal.send("abc\u{12}two\u{1B}")
    try probe.shows("probe> abc")
    probe.terminal.send("\u{15}\u{12}two\u{1B}[D!")
    try probe.shows("probe> list tw!o")
    probe.terminal.send("\u{15}\u{12}one\u{06}?")
    try probe.shows("probe> print one?")
  }

  @Test func pasteStaysOneCommandUntilEnter() throws {
    let probe = try Probe()
    probe.terminal.send("\u{1B}[200~print {\r\n  b\t\u{03}\n}\n\u{1B}[201~")
    try probe.shows("probe> print {", "  b     ^C", "}")
    probe.terminal.send("\u{1B}[Ax\r")
    try probe.terminal.expect("got: print {⏎ x b\t\u{03}⏎}\n")
    let text = String(decoding: probe.terminal.transcript, as: UTF8.self)
    let switches = text.matches(of: /\u{1B}\[\?2004[hl]/).map { $0.output.last }
    // On for each line, off after it.
    #expect(switches.prefix(2) == ["h", "l"])
  }

  @Test func unfinishedCommandsGoOn() throws {
    let probe = try Probe()
    probe.terminal.send("print {\r")
    try probe.terminal.expect("...> ")
    probe.terminal.send("list\r")
    try probe.terminal.expect("...> ")
    probe.terminal.send("}\r")
    try probe.terminal.expect("got: print {⏎list⏎}\n")
    probe.terminal.send("print {\r")
    try probe.terminal.expect("...> ")
    probe.terminal.send("x\u{03}")
    try probe.terminal.expect("interrupted\n")
    probe.terminal.send("print {\r")
    try probe.terminal.expect("...> ")
    probe.terminal.send("\u{04}")
    try probe.terminal.expect("got: print {\n")
    // Alt-Enter makes a row in the same buffer.
    probe.terminal.send("a\u{1B}\rb\r")
    try probe.terminal.expect("got: a⏎b\n")
  }

  @Test(arguments: [20, 21, 33])
  func longLinesWrapAndShrinkAgain(columns: Int) throws {
    let probe = try Probe(columns: columns)
    let words = "list aaaaaa bbbbbb cccccc 日本日本日本 dddddd"
    probe.terminal.send(words)
    try probe.shows(wrapped("probe> " + words, columns))
    probe.terminal.send("\u{01}break ")
    try probe.shows(wrapped("probe> break " + words, columns))
    probe.terminal.send("\u{05}\u{17}\u{17}")
    try probe.shows(wrapped("probe> break list aaaaaa bbbbbb cccccc", columns))
    try probe.shows("aaa", inStyle: "31")
    try probe.shows("break", inStyle: "32")
    probe.terminal.send("\u{15}")
    try probe.shows("probe>")
  }

  @Test func windowMayChangeItsSize() throws {
    let probe = try Probe(columns: 40)
    probe.terminal.send("list aaaa bbbb cccc")
    try probe.shows("probe> list aaaa bbbb cccc")
    probe.terminal.resize(rows: 16, columns: 20)
    probe.columns = 20
    try probe.shows("probe> list aaaa bbb", "b cccc")
    probe.terminal.send(" d\r")
    try probe.terminal.expect("got: list aaaa bbbb cccc d\n")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func deathLeavesTheTerminalAsItWas(signal: Int32) throws {
    let probe = try Probe()
    probe.terminal.send("li")
    try probe.shows("probe> li")
    #expect(probe.terminal.isInEditingMode)
    kill(probe.terminal.process, signal)
    #expect(try probe.terminal.waitForEnd() == .killed(signal: signal))
    #expect(!probe.terminal.isInEditingMode)
    #expect(String(decoding: probe.terminal.transcript, as: UTF8.self).contains("\u{1B}[?2004l"))
  }

  @Test func interruptFromOutsideIsControlC() throws {
    let probe = try Probe()
    probe.terminal.send("li")
    try probe.shows("probe> li")
    kill(probe.terminal.process, SIGINT)
    try probe.terminal.expect("interrupted\n")
    try probe.run("next")
  }

  @Test func suspendedAndContinuedGoesOn() throws {
    let probe = try Probe()
    probe.terminal.send("list a")
    try probe.shows("probe> list a")
    // The leader of a session has nobody to continue it, so the system does not stop it.
    probe.terminal.send("\u{1A}")
    try probe.terminal.wait(for: "a new prompt") { _ in
      probe.screen.text.filter { $0.hasPrefix("probe> list a") }.count == 2
    }
    probe.terminal.send("b\r")
    try probe.terminal.expect("got: list ab\n")
  }

  @Test func childrenHaveTheTerminalToThemselves() throws {
    let probe = try Probe()
    probe.terminal.send("child\r")
    try probe.terminal.expect("no end")
    try probe.shows("probe>")
    // On a row of its own.
    #expect(probe.screen.text.contains("no end"))
    try probe.run("next")
  }

  @Test(arguments: ["C", "POSIX", "xx_YY.UTF-8", ""])
  func everyLocaleTakesUTF8(_ locale: String) throws {
    let probe = try Probe(environment: ["LC_ALL": locale, "LANG": "C"])
    probe.terminal.send("é日本\r")
    try probe.terminal.expect("got: é日本\n")
  }

  @Test func brokenBytesAreSeen() throws {
    let probe = try Probe()
    probe.terminal.send(bytes: [0x61, 0xFF, 0xC3, 0x62, 0xC2, 0x80, 0x0D])
    try probe.terminal.expect("got: a\u{FFFD}\u{FFFD}b\u{FFFD}\n")
  }

  @Test func viModeComesFromTheSettings() throws {
    var template = Array("/tmp/wfsh-home-XXXXXX".utf8CString)
    let home = String(cString: try #require(mkdtemp(&template)))
    defer {
      unlink(home + "/.editrc")
      rmdir(home)
    }
    let settings = open(home + "/.editrc", O_WRONLY | O_CREAT, 0o600)
    writeAll("bind -v\n".utf8, to: settings)
    close(settings)
    let probe = try Probe(["--settings"], environment: ["HOME": home])
    probe.terminal.send("list foo bar")
    try probe.shows("probe> list foo bar")
    // A lone Escape, then commands; arrows still are arrows.
    probe.terminal.send("\u{1B}bdw")
    try probe.shows("probe> list foo")
    probe.terminal.send("A!\u{1B}[D?\r")
    try probe.terminal.expect("got: list foo ?!")
  }

  @Test func withoutColourNothingIsPainted() throws {
    let probe = try Probe(["--no-colour"])
    try probe.run("list one")
    probe.terminal.send("li\t")
    try probe.shows("probe> list")
    let text = String(decoding: probe.terminal.transcript, as: UTF8.self)
    #expect(text.firstMatch(of: /\u{1B}\[[0-9;]+m/) == nil)
  }

  @Test func dumbTerminalsGetTextOnly() throws {
    let probe = try Probe(["--dumb"], environment: ["TERM": "dumb"])
    try probe.run("list one")
    probe.terminal.send("b\t")
    try probe.terminal.expect("breakpoints  list the stops\n")
    try probe.terminal.expect("probe> break")
    probe.terminal.send("\r")
    try probe.terminal.expect("got: break\n")
    #expect(!probe.terminal.transcript.contains(0x1B))
  }

  /// The rows of a text on a terminal so wide.
  private func wrapped(_ text: String, _ columns: Int) -> [String] {
    var rows = [""]
    var used = 0
    for scalar in text.unicodeScalars {
      let width = TerminalScreen.width(scalar)
      if used + width > columns {
        rows.append("")
        used = 0
      }
      rows[rows.count - 1].unicodeScalars.append(scalar)
      used += width
    }
    return rows.map { row in
      var row = row
      while row.last == " " { row.removeLast() }
      return row
    }
  }
}
