internal import WorkflowSource

/// Cuts a diagram's text into tokens.
///
/// Mermaid's lexer (`stateDiagram.jison`, 11.14) has modes, and in each an ordered list of rules of
/// which the first that fits wins, not the longest. The methods below keep that order, because the
/// odd readings that follow from it (`state A B` is two states, a `-` ends a name) are part of the
/// language. What the workflow dialect does otherwise asks `dialect`.
struct DiagramLexer {
  enum Mode: Hashable {
    /// Outside of braces, and between the braces of a composite state.
    case top, body
    /// Behind the word `state`, in its quotes, and behind `as`.
    case state, stateText, stateName
    case note, noteTarget, noteText, floatingNote, floatingNoteName
    case classDefinition, classStyles, classAssignment, assignedClass, style, styleStyles
    case scale, accessibleText, accessibleBlock
  }

  let text: DiagramBytes
  let dialect: DiagramDialect
  let marks: DiagramMarks
  var nextOrientation = 0
  var nextStateKind = 0
  var nextNoteEnd = 0
  var modes: [Mode] = [.top]
  /// Offset of the next byte to read.
  private(set) var position = 0
  private var isAtEnd = false
  /// Where the word `state` stands that the next token belongs to.
  private var stateWord: Int?

  init(_ text: DiagramBytes, dialect: DiagramDialect) {
    self.text = text
    self.dialect = dialect
    marks = DiagramMarks(text, dialect: dialect)
  }

  mutating func next() -> DiagramToken {
    while true {
      let start = position
      let isLast = position >= text.count
      if isLast, isAtEnd { return DiagramToken(kind: .end, lower: start, upper: start) }
      isAtEnd = isLast
      switch scan() {
      case .token(let kind, let upper):
        position = upper
        return DiagramToken(kind: kind, lower: start, upper: upper)
      case .skip(let upper): position = upper
      case .none:
        return DiagramToken(kind: isLast ? .end : .unrecognized, lower: start, upper: start)
      }
    }
  }

  /// Where a declaration begins whose first token was read; a second name behind the same word
  /// `state` begins at itself.
  mutating func takeStateWord() -> Int? {
    defer { stateWord = nil }
    return stateWord
  }

  /// Goes on at the next line, as deep in braces as the parser says.
  mutating func resume(afterLineOf offset: Int, depth: Int) {
    position = min(text.lineEnd(max(offset, 0)) + 1, text.count)
    modes = [.top] + [Mode](repeating: .body, count: depth)
    isAtEnd = false
    stateWord = nil
    // Marks already passed may lie ahead again.
    nextOrientation = 0
    nextStateKind = 0
    nextNoteEnd = 0
  }

  enum Match {
    case token(DiagramToken.Kind, Int)
    case skip(Int)
    case none
  }

  mutating func push(_ mode: Mode) { modes.append(mode) }
  mutating func pop() { if modes.count > 1 { modes.removeLast() } }
  mutating func replace(_ mode: Mode) {
    pop()
    push(mode)
  }

  mutating func scan() -> Match {
    let start = position
    switch modes[modes.count - 1] {
    case .top: return scanTop(start)
    case .body: return scanBody(start)
    case .state: return scanState(start)
    case .stateText:
      if text.byte(start) == UInt8(ascii: "\"") {
        pop()
        return .skip(start + 1)
      }
      return .token(.stateText, upTo("\"", from: start))
    case .stateName:
      var end = start
      while end < text.count, text.bytes[end] != 0x0A, text.bytes[end] != UInt8(ascii: "{") {
        end += 1
      }
      return name(start, end)
    case .note: return scanNote(start)
    case .noteTarget:
      let first = text.skipWhite(start)
      let end = skipName(first, stopsAtBrace: false)
      guard end > first else { return .none }
      guard case .token(_, let upper) = name(start, end) else { return .skip(end) }
      push(.noteText)
      return .token(.id, upper)
    case .noteText: return scanNoteText(start)
    case .floatingNote: return scanFloatingNote(start)
    case .floatingNoteName: return name(start, text.lineEnd(start))
    case .classDefinition: return scanClassDefinition(start)
    case .classStyles: return rest(.classStyles, start)
    case .classAssignment: return scanClassAssignment(start)
    case .assignedClass: return rest(.assignedClass, start)
    case .style:
      var end = start
      while DiagramBytes.isWord(text.byte(end)) || text.byte(end) == UInt8(ascii: ",") { end += 1 }
      let next = text.skipWhite(end)
      guard end > start, next > end else { return .none }
      replace(.styleStyles)
      return .token(.styleStates, next)
    case .styleStyles: return rest(.styleStyles, start)
    case .scale:
      var end = start
      while text.byte(end) >= 0x30, text.byte(end) <= 0x39 { end += 1 }
      if end > start { return .token(.width, end) }
      let word = text.skipWhite(start)
      guard word > start, text.hasWord("width", at: word) else { return .none }
      pop()
      return .skip(word + 5)
    case .accessibleText: return rest(.accessibleText, start)
    case .accessibleBlock:
      if text.byte(start) == UInt8(ascii: "}") {
        pop()
        return .skip(start + 1)
      }
      return .token(.accessibleBlock, upTo("}", from: start))
    }
  }

  // MARK: Statements

  mutating func scanTop(_ start: Int) -> Match {
    if text.hasWord("click", at: start) { return .token(.click, start + 5) }
    if text.hasWord("href", at: start) { return .token(.href, start + 4) }
    if text.byte(start) == UInt8(ascii: "\"") {
      let end = upTo("\"", from: start + 1)
      if end < text.count { return .token(.string, end + 1) }
    }
    if text.hasWord("default", at: start) { return .token(.defaultWord, start + 7) }
    if let match = orientation(start) { return match }
    if text.byte(start) == 0x0A {
      var end = start
      while text.byte(end) == 0x0A { end += 1 }
      return .token(.lineBreak, end)
    }
    let white = text.skipWhite(start)
    if white > start { return .skip(white) }
    if let match = comment(start) { return match }
    if let end = text.hasSpaced("scale", at: start) {
      push(.scale)
      return .token(.scale, end)
    }
    if let match = accessibility(start) ?? declaration(start) { return match }
    if text.byte(start) == UInt8(ascii: "{") { return open(start) }
    if let match = noteStart(start) { return match }
    if let end = text.hasSpaced("statediagram", at: start) {
      return .token(.header(version: 1), end)
    }
    if let end = text.hasSpaced("statediagram-v2", at: start) {
      return .token(.header(version: 2), end)
    }
    if text.hasWord("hide empty description", at: start) { return .token(.hideEmpty, start + 22) }
    if let match = title(start) ?? named(start) { return match }
    if start >= text.count { return .token(.lineBreak, start) }
    return .token(.invalid, start + max(1, Self.length(text.bytes[start])))
  }

  mutating func scanBody(_ start: Int) -> Match {
    let blanks = text.skipBlanks(start)
    if blanks > start { return .skip(blanks) }
    if let match = comment(start) ?? declaration(start) ?? orientation(start) { return match }
    if text.byte(start) == UInt8(ascii: "}") {
      pop()
      return .token(.close, start + 1)
    }
    if text.byte(start) == 0x0A { return .skip(start + 1) }
    return noteStart(start) ?? title(start) ?? named(start) ?? .none
  }

  /// `[*]`, names, descriptions, arrows.
  func named(_ start: Int) -> Match? {
    if text.has("[*]", at: start) { return .token(.terminal, start + 3) }
    let end = skipName(start, stopsAtBrace: true)
    if end > start {
      switch cut(start, end) {
      case 0: return .skip(end)
      case let cut?: return .token(.id, start + cut)
      case nil: return .token(.id, end)
      }
    }
    if let end = description(start) { return .token(.description, end) }
    if text.has("-->", at: start) { return .token(.arrow, start + 3) }
    if modes.last == .body, text.has("--", at: start) { return .token(.divider, start + 2) }
    if text.has(":::", at: start) { return .token(.styleSeparator, start + 3) }
    return nil
  }

  func comment(_ start: Int) -> Match? {
    let byte = text.byte(start)
    if byte == UInt8(ascii: "#") { return .skip(text.lineEnd(start)) }
    guard byte == UInt8(ascii: "%"), text.has("%%", at: start), !text.has("%%{", at: start) else {
      return nil
    }
    return .skip(text.lineEnd(start))
  }

  /// `classDef`, `class`, `style`, `state`.
  mutating func declaration(_ start: Int) -> Match? {
    switch DiagramBytes.lower(text.byte(start)) {
    case UInt8(ascii: "c"):
      if let end = text.hasSpaced("classdef", at: start) {
        push(.classDefinition)
        return .token(.classDefinition, end)
      }
      if let end = text.hasSpaced("class", at: start) {
        push(.classAssignment)
        return .token(.classAssignment, end)
      }
    case UInt8(ascii: "s"):
      if let end = text.hasSpaced("style", at: start) {
        push(.style)
        return .token(.style, end)
      }
      if let end = text.hasSpaced("state", at: start) {
        push(.state)
        stateWord = start
        return .skip(end)
      }
    default: break
    }
    return nil
  }

  mutating func accessibility(_ start: Int) -> Match? {
    guard DiagramBytes.lower(text.byte(start)) == UInt8(ascii: "a") else { return nil }
    if text.has("acctitle", at: start) {
      let colon = text.skipWhite(start + 8)
      guard text.byte(colon) == UInt8(ascii: ":") else { return nil }
      push(.accessibleText)
      return .token(.accessibleTitle, text.skipWhite(colon + 1))
    }
    guard text.has("accdescr", at: start) else { return nil }
    let mark = text.skipWhite(start + 8)
    if text.byte(mark) == UInt8(ascii: ":") {
      push(.accessibleText)
      return .token(.accessibleDescription, text.skipWhite(mark + 1))
    }
    guard text.byte(mark) == UInt8(ascii: "{") else { return nil }
    push(.accessibleBlock)
    return .skip(text.skipWhite(mark + 1))
  }

  mutating func noteStart(_ start: Int) -> Match? {
    guard let end = text.hasSpaced("note", at: start) else { return nil }
    push(.note)
    return .token(.note, end)
  }

  mutating func open(_ start: Int) -> Match {
    replace(.body)
    return .token(.open, start + 1)
  }
}
