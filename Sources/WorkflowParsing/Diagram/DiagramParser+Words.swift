internal import WorkflowSource

/// What the parser says about mistakes.
extension DiagramParser {
  mutating func report(
    _ code: String, _ message: String, _ lower: Int, _ upper: Int, hint: String? = nil
  ) {
    let (lower, upper) = bytes.wholeLetters(lower, upper)
    diagram.diagnostics.append(
      .error(code, message, range: origin(SourceRange(lower, upper)), hint: hint))
  }

  mutating func reportMissingHeader(_ token: DiagramToken) {
    let start = bytes.skipWhite(0)
    let word = bytes.skipWord(start)
    let line = bytes.trim(start, bytes.lineEnd(start))
    let begins = bytesText(start, word)
    if bytes.has("statediagram", at: start) {
      report(
        "diagram-header", "a line break is missing behind '\(bytesText(line.lower, line.upper))'",
        line.lower, line.upper,
        hint: "write 'stateDiagram-v2' on a line of its own")
    } else if start >= bytes.count {
      report(
        "diagram-header", "this diagram is empty", 0, 0,
        hint: "begin it with 'stateDiagram-v2'")
    } else {
      report(
        "diagram-header", "'stateDiagram-v2' expected", line.lower, line.upper,
        hint: Suggestion.hint(for: begins, among: ["stateDiagram"])
          ?? "a state diagram begins with that line")
    }
  }

  mutating func reportUnclosed() {
    guard let frame = frames.last else { return }
    let name = frame.declaration?.state.name.text
    report(
      "diagram-unclosed",
      name.map { "state '\($0)' is never closed" } ?? "this '{' is never closed",
      frame.brace, frame.brace + 1, hint: "add a line '}'")
  }

  mutating func reportDepth(at brace: Int) {
    report(
      "diagram-depth", "states nested more than \(Self.deepest) deep", brace, brace + 1,
      hint: "flatten this")
  }

  mutating func reportTooMany() {
    let position = lexer.position
    report(
      "diagram-limit", "reading stops after \(Self.mostDiagnostics) mistakes", position, position,
      hint: "is this a state diagram?")
  }

  // MARK: Tokens out of place

  mutating func unexpected(_ token: DiagramToken) -> Mistake {
    if token.kind == .arrow, let mistake = reportBrokenTransition(before: token) { return mistake }
    let (message, hint) = words(token)
    let end = shownEnd(token)
    report("diagram-syntax", message, token.lower, end, hint: hint)
    return mistake(token)
  }

  /// Where to go on: at the next line, or below the statement's own line if it ran away.
  private func mistake(_ token: DiagramToken) -> Mistake {
    if token.kind == .end || token.kind == .unrecognized {
      return Mistake(offset: min(token.lower, bytes.lineEnd(statementStart)))
    }
    // A line break that came too early ends the line it stands on.
    return Mistake(offset: token.lower)
  }

  /// Of a token of many lines the first is shown.
  private func shownEnd(_ token: DiagramToken) -> Int {
    if token.kind == .unrecognized {
      let end = token.lower
      return end < bytes.count && bytes.byte(end) != 0x0A ? end + 1 : end
    }
    return max(token.lower, min(token.upper, bytes.lineEnd(token.lower)))
  }

  private func words(_ token: DiagramToken) -> (String, String?) {
    let shown = bytesText(token.lower, min(token.upper, bytes.lineEnd(token.lower)))
    switch token.kind {
    case .arrow:
      return (
        "a transition needs a state before '-->'", "name the state, or write '[*]' for the start"
      )
    case .description:
      return bytes.byte(token.lower + 1) == UInt8(ascii: ":")
        ? ("'::' cannot stand here", "a class is given by ':::', a text by ':'")
        : ("a text needs a state before its ':'", "write 'State : text'")
    case .styleSeparator: return ("':::' needs a state before it", "write 'State:::class'")
    case .open: return ("'{' needs a state before it", "write 'state Name {'")
    case .close: return ("'}' without '{'", "remove it")
    case .defaultWord:
      return ("'default' is a word of Mermaid's and cannot name a state", "use another name")
    case .click, .href:
      return (
        "'\(shown)' is a word of Mermaid's and cannot stand here",
        "use another name, or write 'click State \"url\" \"tooltip\"'"
      )
    case .string: return ("a name has no quotes", "write 'state \"text\" as Name'")
    case .header: return ("a second 'stateDiagram'", "one diagram has one such line")
    case .alias: return ("'as' needs a text in quotes before it", "write 'state \"text\" as Name'")
    case .lineBreak: return ("the line ends too early", expectedAfterStart)
    case .end: return ("the diagram ends too early", expectedAfterStart)
    case .defaultClass:
      return ("Mermaid has no 'classDef default' in state diagrams", "give the class a name")
    case .invalid, .unrecognized: return strayWords(token.lower)
    default: return ("'\(shown)' cannot stand here", nil)
    }
  }

  /// What is wrong with a byte that begins nothing.
  private func strayWords(_ offset: Int) -> (String, String?) {
    if let arrow = arrowLike(offset) {
      return ("'\(bytesText(offset, arrow))' is not an arrow", "write '-->'")
    }
    let byte = bytes.byte(offset)
    switch byte {
    case UInt8(ascii: "-"):
      return (
        "a name cannot hold '-'", "use '_', or write 'state \"a-b\" as a_b'"
      )
    case UInt8(ascii: ":"):
      return ("a text is missing behind ':'", "write 'State : text'")
    case UInt8(ascii: "{"): return ("'{' cannot stand here", "write 'state Name {'")
    case UInt8(ascii: "%"):
      return ("a directive can stand only at the beginning", "move '%%{…}%%' above the diagram")
    case 0, 0x0A: return ("the line ends too early", expectedAfterStart)
    default:
      let end = max(offset + 1, bytes.skipWord(offset))
      if bytes.byte(end) == UInt8(ascii: "-") { return strayWords(end) }
      let (lower, upper) = bytes.wholeLetters(offset, end)
      return ("'\(bytesText(lower, upper))' cannot stand here", expectedAfterStart)
    }
  }

  /// The end of something like `->`, `=>`, `-.->`.
  private func arrowLike(_ offset: Int) -> Int? {
    var end = offset
    while [UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ".")].contains(bytes.byte(end)) {
      end += 1
    }
    return end > offset && bytes.byte(end) == UInt8(ascii: ">") ? end + 1 : nil
  }

  /// How the statement that was begun goes on.
  private var expectedAfterStart: String? {
    let start = statementStart
    if bytes.has("note", at: start) {
      return "write 'note right of State : text', or close the note with 'end note'"
    }
    if bytes.has("classdef", at: start) { return "write 'classDef name fill:#f96'" }
    if bytes.has("class", at: start) { return "write 'class State name'" }
    if bytes.has("style", at: start) { return "write 'style State fill:#f96'" }
    if bytes.has("scale", at: start) { return "write 'scale 350 width'" }
    if bytes.has("click", at: start) { return "write 'click State \"url\" \"tooltip\"'" }
    return nil
  }

  mutating func missingTarget(_ token: DiagramToken, arrow: DiagramToken) -> Mistake {
    switch token.kind {
    case .lineBreak, .end, .description, .arrow, .close:
      report(
        "diagram-syntax", "a transition needs a state behind '-->'", arrow.lower, arrow.upper,
        hint: "name the state, or write '[*]' for the end")
      return mistake(token)
    default: return unexpected(token)
    }
  }

  /// Line breaks may stand inside a transition, so one without a target takes the first state of
  /// the next line: `A -->`, `B --> C`. That is noticed only at the second arrow.
  private mutating func reportBrokenTransition(before token: DiagramToken) -> Mistake? {
    guard token.lower == statementStart, let last = lastTransition else { return nil }
    let lineEnd = bytes.lineEnd(last.arrow.lower)
    guard lineEnd < last.target, bytes.lineEnd(last.target) >= token.lower else { return nil }
    frames[frames.count - 1].statements.removeLast()
    report(
      "diagram-syntax", "a transition needs a state behind '-->'", last.arrow.lower,
      last.arrow.upper, hint: "name the state, or write '[*]' for the end")
    // The next line is read again, from its beginning.
    statementStart = last.arrow.lower
    return Mistake(offset: last.arrow.lower)
  }

  mutating func missingAlias(_ token: DiagramToken, text: DiagramToken) -> Mistake {
    let isClosed = text.upper < bytes.count
    report(
      "diagram-syntax",
      isClosed ? "a name is missing behind the text" : "this quote is never closed",
      text.lower - 1, max(text.lower, min(text.upper + 1, bytes.lineEnd(text.lower))),
      hint: "write 'state \"text\" as Name'")
    return Mistake(offset: text.lower)
  }

  mutating func missingNoteText(_ token: DiagramToken, note: DiagramToken) -> Mistake {
    report(
      "diagram-syntax", "this note has no text", note.lower,
      bytes.trim(note.lower, token.lower).upper,
      hint: "write 'note right of State : text', or close it with a line 'end note'")
    return Mistake(offset: note.lower)
  }

  /// Mermaid takes nearly anything as the name of a state; on a line of its own, a sign without a
  /// letter or digit is a slip.
  func isOddName(_ token: DiagramToken) -> Bool {
    token.kind == .id
      && bytes.bytes[token.lower..<token.upper].allSatisfy { $0 < 0x80 && !DiagramBytes.isWord($0) }
  }

  mutating func checkOddName(_ token: DiagramToken) throws(Mistake) {
    guard isOddName(token) else { return }
    if bytes.byte(token.lower) == UInt8(ascii: "}") {
      report("diagram-syntax", "'}' without '{'", token.lower, token.upper, hint: "remove it")
      throw Mistake(offset: token.lower)
    }
    throw unexpectedName(token)
  }

  private mutating func unexpectedName(_ token: DiagramToken) -> Mistake {
    if let arrow = arrowLike(token.lower) {
      report(
        "diagram-syntax", "'\(bytesText(token.lower, arrow))' is not an arrow", token.lower, arrow,
        hint: "write '-->'")
    } else {
      report(
        "diagram-syntax", "'\(bytesText(token.lower, token.upper))' is not the name of a state",
        token.lower, token.upper)
    }
    return Mistake(offset: token.lower)
  }
}
