extension DiagramLexer {
  mutating func rest(_ kind: DiagramToken.Kind, _ start: Int) -> Match {
    pop()
    return .token(kind, text.lineEnd(start))
  }

  func upTo(_ stop: Unicode.Scalar, from start: Int) -> Int {
    let byte = UInt8(ascii: stop)
    var end = start
    while end < text.count, text.bytes[end] != byte { end += 1 }
    return min(end, text.count)
  }

  /// A name up to white space, a colon or a hyphen.
  func skipName(_ start: Int, stopsAtBrace: Bool) -> Int {
    var end = start
    while end < text.count {
      let byte = text.bytes[end]
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || text.whiteLength(end) > 0 {
        break
      }
      if stopsAtBrace, byte == UInt8(ascii: "{") { break }
      end += 1
    }
    return end
  }

  /// Where a comment begins inside a name, counted from its beginning.
  func cut(_ start: Int, _ end: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if text.bytes[index] == UInt8(ascii: "%"), text.bytes[index + 1] == UInt8(ascii: "%") {
        return index - start
      }
      index += 1
    }
    return nil
  }

  /// A name that ends the mode; a comment in its place is skipped and leaves the mode as it is.
  mutating func name(_ start: Int, _ end: Int) -> Match {
    let cut = cut(start, end)
    if cut == 0 { return .skip(end) }
    pop()
    return .token(.id, start + (cut ?? end - start))
  }

  /// The end of a description that begins with the colon at `start`.
  func description(_ start: Int) -> Int? {
    guard text.byte(start) == UInt8(ascii: ":") else { return nil }
    if dialect == .workflow {
      return text.has(":::", at: start) ? nil : text.lineEnd(start)
    }
    let end = Self.mermaidDescriptionEnd(text, start)
    return end > start + 1 ? end : nil
  }

  /// Mermaid ends a description at a semicolon, and at a colon that ends the line or is doubled.
  static func mermaidDescriptionEnd(_ text: DiagramBytes, _ colon: Int) -> Int {
    var end = colon + 1
    while end < text.count {
      let byte = text.bytes[end]
      if byte == 0x0A || byte == UInt8(ascii: ";") { break }
      if byte == UInt8(ascii: ":") {
        let next = text.byte(end + 1)
        let isLast = end + 1 >= text.count || next == 0x0A
        if isLast || next == UInt8(ascii: ":") || next == UInt8(ascii: ";") { break }
        end += 1
      }
      end += 1
    }
    return end
  }

  func title(_ start: Int) -> Match? {
    guard dialect == .workflow, text.has("title", at: start) else { return nil }
    let word = text.skipBlanks(start + 5)
    guard word > start + 5 else { return nil }
    let byte = text.byte(word)
    let ends = byte == 0x0A || byte == 0 || byte == UInt8(ascii: ":") || text.has("--", at: word)
    return ends ? nil : .token(.title, text.lineEnd(start))
  }

  /// Anything on the line before the word `direction` belongs to it, in Mermaid.
  mutating func orientation(_ start: Int) -> Match? {
    while nextOrientation < marks.orientations.count,
      marks.orientations[nextOrientation].lower < start
    {
      nextOrientation += 1
    }
    if dialect == .workflow {
      guard nextOrientation < marks.orientations.count else { return nil }
      let mark = marks.orientations[nextOrientation]
      guard case .orientation(let orientation) = mark.kind, text.skipWhite(start) == mark.lower
      else { return nil }
      return .token(.orientation(orientation), text.lineEnd(mark.upper))
    }
    let found = candidates(marks.orientations, from: nextOrientation, at: start)
    let order: [Diagram.Orientation] = [.topToBottom, .bottomToTop, .rightToLeft, .leftToRight]
    for orientation in order {
      guard let mark = found.last(where: { $0.kind == .orientation(orientation) }) else { continue }
      return .token(.orientation(orientation), text.lineEnd(mark.upper))
    }
    return nil
  }

  /// The first `direction LR` or its like inside a range.
  func orientation(in range: Range<Int>) -> DiagramMarks.Mark? {
    var low = 0
    var high = marks.orientations.count
    while low < high {
      let middle = (low + high) / 2
      if marks.orientations[middle].lower < range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < marks.orientations.count else { return nil }
    let mark = marks.orientations[low]
    return mark.upper <= range.upperBound ? mark : nil
  }

  mutating func stateKind(_ start: Int) -> Match? {
    while nextStateKind < marks.stateKinds.count, marks.stateKinds[nextStateKind].lower < start {
      nextStateKind += 1
    }
    let found = candidates(marks.stateKinds, from: nextStateKind, at: start)
    for isBracketed in [false, true] {
      for kind in [Diagram.StateKind.fork, .join, .choice, .end] {
        let mark = found.last { $0.kind == .stateKind(kind, isBracketed: isBracketed) }
        guard let mark else { continue }
        pop()
        return .token(.stateKind(kind), mark.upper)
      }
    }
    return nil
  }

  /// The marks on the rest of a line.
  func candidates(
    _ marks: [DiagramMarks.Mark], from first: Int, at start: Int
  ) -> ArraySlice<DiagramMarks.Mark> {
    var end = first
    while end < marks.count, marks[end].line <= start { end += 1 }
    return marks[first..<end]
  }

  /// The bytes of a character by its first.
  static func length(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xFF: 4
    default: 1
    }
  }
}
