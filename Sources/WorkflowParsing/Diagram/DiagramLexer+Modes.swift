extension DiagramLexer {
  mutating func scanState(_ start: Int) -> Match {
    let blanks = text.skipBlanks(start)
    if blanks > start { return .skip(blanks) }
    if let match = comment(start) ?? stateKind(start) { return match }
    if text.byte(start) == UInt8(ascii: "\"") {
      push(.stateText)
      return .skip(start + 1)
    }
    // The word may stand on a later line.
    if let end = text.hasSpaced("as", at: text.skipWhite(start)) {
      push(.stateName)
      return .token(.alias, end)
    }
    if dialect == .workflow, let end = description(start) { return .token(.description, end) }
    if dialect == .workflow, text.has(":::", at: start) {
      return .token(.styleSeparator, start + 3)
    }
    var end = start
    while end < text.count, text.whiteLength(end) == 0, text.bytes[end] != UInt8(ascii: "{") {
      if dialect == .workflow, text.bytes[end] == UInt8(ascii: ":") { break }
      end += 1
    }
    if end > start { return .token(.stateName, end) }
    if text.byte(start) == 0x0A {
      pop()
      return .skip(start + 1)
    }
    return text.byte(start) == UInt8(ascii: "{") ? open(start) : .none
  }

  mutating func scanNote(_ start: Int) -> Match {
    if text.hasWord("left of", at: start) {
      replace(.noteTarget)
      return .token(.notePosition(.left), start + 7)
    }
    if text.hasWord("right of", at: start) {
      replace(.noteTarget)
      return .token(.notePosition(.right), start + 8)
    }
    guard text.byte(start) == UInt8(ascii: "\"") else { return .none }
    replace(.floatingNote)
    return .skip(start + 1)
  }

  mutating func scanNoteText(_ start: Int) -> Match {
    let colon = text.skipWhite(start)
    if text.byte(colon) == UInt8(ascii: ":") {
      var end = colon + 1
      while end < text.count, text.bytes[end] != 0x0A {
        let byte = text.bytes[end]
        if dialect.isMermaid, byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";") { break }
        end += 1
      }
      if end > colon + 1 {
        pop()
        return .token(.noteText, end)
      }
    }
    while nextNoteEnd < marks.noteEnds.count, marks.noteEnds[nextNoteEnd].lineFeed < start {
      nextNoteEnd += 1
    }
    guard nextNoteEnd < marks.noteEnds.count else { return .none }
    pop()
    return .token(.noteText, marks.noteEnds[nextNoteEnd].lower + 8)
  }

  mutating func scanFloatingNote(_ start: Int) -> Match {
    let word = text.skipWhite(start)
    if text.has("as", at: word) {
      replace(.floatingNoteName)
      return .token(.alias, text.skipWhite(word + 2))
    }
    if text.byte(start) == UInt8(ascii: "\"") { return .skip(start + 1) }
    return .token(.noteText, upTo("\"", from: start))
  }

  mutating func scanClassDefinition(_ start: Int) -> Match {
    if let end = text.hasSpaced("default", at: start) {
      replace(.classStyles)
      return .token(.defaultClass, end)
    }
    let end = text.skipWord(start)
    let next = text.skipWhite(end)
    guard end > start, next > end else { return .none }
    replace(.classStyles)
    return .token(.className, next)
  }

  mutating func scanClassAssignment(_ start: Int) -> Match {
    var end = text.skipWord(start)
    guard end > start else { return .none }
    while text.byte(end) == UInt8(ascii: ",") {
      let word = text.skipWhite(end + 1)
      let next = text.skipWord(word)
      guard next > word else { break }
      end = next
    }
    replace(.assignedClass)
    return .token(.classStates, end)
  }
}
