internal import WorkflowSource

/// Finds for every byte of a scalar's content where in the text it stood.
///
/// The content itself comes from LibYAML. This reads the scalar's text once more by the rules of
/// YAML 1.2 (§§5.7, 7.3, 8.1) and keeps the places if it comes to the same content.
struct YAMLScalarPlaces {
  private let bytes: ArraySlice<UInt8>
  private var content: [UInt8] = []
  private var places = TextPlaces()
  private var isFirst = true

  /// The places of a scalar's content; all at the scalar's beginning where they cannot be told.
  ///
  /// - Parameters:
  ///   - range: the scalar in `bytes`, counted from their beginning, with quotes or block header.
  ///   - content: what LibYAML made of it.
  static func find(
    _ style: YAMLScalar.Style, in bytes: ArraySlice<UInt8>, range: SourceRange, content: [UInt8]
  ) -> TextPlaces {
    let base = bytes.startIndex
    let slice = bytes[(base + range.lower)..<(base + range.upper)]
    if style != .literal, style != .folded {
      // Nothing escaped, nothing folded: it stands as it is, behind a quote perhaps.
      let quote = style == .plain ? 0 : 1
      let inner = slice.dropFirst(quote).dropLast(quote)
      if inner.elementsEqual(content) { return TextPlaces(startingAt: range.lower + quote) }
    }
    var reader = YAMLScalarPlaces(bytes: slice, base: base)
    switch style {
    case .plain: reader.readFlow(slice.startIndex..<slice.endIndex, escapes: nil)
    case .singleQuoted where slice.count >= 2:
      reader.readFlow((slice.startIndex + 1)..<(slice.endIndex - 1), escapes: UInt8(ascii: "'"))
    case .doubleQuoted where slice.count >= 2:
      reader.readFlow((slice.startIndex + 1)..<(slice.endIndex - 1), escapes: UInt8(ascii: "\\"))
    case .literal, .folded:
      return block(style, in: bytes, range: range, content: content) ?? whole(range)
    default: break
    }
    return reader.content == content ? reader.places : whole(range)
  }

  private let base: Int

  private init(bytes: ArraySlice<UInt8>, base: Int) {
    self.bytes = bytes
    self.base = base
    content.reserveCapacity(bytes.count)
  }

  private static func whole(_ range: SourceRange) -> TextPlaces {
    TextPlaces(startingAt: range.lower)
  }

  private mutating func emit(_ byte: UInt8, at index: Int) {
    if isFirst {
      places = TextPlaces(startingAt: index - base)
      isFirst = false
    } else {
      places.append(offset: content.count, origin: index - base)
    }
    content.append(byte)
  }

  // MARK: Plain and quoted

  /// - Parameter escapes: the byte that begins an escape: `'`, `\`, or nil.
  private mutating func readFlow(_ range: Range<Int>, escapes: UInt8?) {
    if range.isEmpty { places = TextPlaces(startingAt: range.lowerBound - base) }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == escapes {
        index = readEscape(at: index, end: range.upperBound)
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
        index = readWhite(at: index, end: range.upperBound)
      } else {
        emit(byte, at: index)
        index += 1
      }
    }
  }

  /// White space that holds a line break is folded: one break is a blank, more are one break less.
  private mutating func readWhite(at start: Int, end: Int, isJoined: Bool = false) -> Int {
    var index = start
    var breaks: [Int] = []
    while index < end {
      let byte = bytes[index]
      if byte == 0x0D, index + 1 < end, bytes[index + 1] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D {
        breaks.append(index)
      } else if byte != 0x20, byte != 0x09 {
        break
      }
      index += 1
    }
    if breaks.isEmpty {
      for white in start..<index { emit(bytes[white], at: white) }
    } else if breaks.count == 1 {
      if !isJoined { emit(0x20, at: breaks[0]) }
    } else {
      for place in breaks.dropFirst() { emit(0x0A, at: place) }
    }
    return index
  }

  private mutating func readEscape(at index: Int, end: Int) -> Int {
    guard index + 1 < end else { return end }
    let kind = bytes[index + 1]
    if bytes[index] == UInt8(ascii: "'") {
      emit(kind, at: index)
      return index + 2
    }
    if kind == 0x0A || kind == 0x0D { return readWhite(at: index + 1, end: end, isJoined: true) }
    let digits =
      switch kind {
      case UInt8(ascii: "x"): 2
      case UInt8(ascii: "u"): 4
      case UInt8(ascii: "U"): 8
      default: 0
      }
    let scalar: UInt32? =
      digits > 0 ? hexadecimal(index + 2, min(index + 2 + digits, end)) : Self.escapes[kind]
    if let scalar = scalar.flatMap(Unicode.Scalar.init) {
      for (step, byte) in String(scalar).utf8.enumerated() { emit(byte, at: index + step) }
    }
    return index + 2 + digits
  }

  private func hexadecimal(_ start: Int, _ end: Int) -> UInt32? {
    UInt32(String(decoding: bytes[start..<end], as: UTF8.self), radix: 16)
  }

  private static let escapes: [UInt8: UInt32] = [
    UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9,
    0x09: 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12,
    UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27, 0x20: 0x20, UInt8(ascii: "\""): 0x22,
    UInt8(ascii: "/"): 0x2F, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "N"): 0x85,
    UInt8(ascii: "_"): 0xA0, UInt8(ascii: "L"): 0x2028, UInt8(ascii: "P"): 0x2029,
  ]

  // MARK: Blocks

  private static func block(
    _ style: YAMLScalar.Style, in bytes: ArraySlice<UInt8>, range: SourceRange, content: [UInt8]
  ) -> TextPlaces? {
    let base = bytes.startIndex
    let lines = Lines(bytes, from: base + range.lower, to: base + range.upper)
    guard let first = lines.content.first(where: { !$0.isBlank }) else {
      return content.allSatisfy { $0 == 0x0A } ? TextPlaces(startingAt: lines.start - base) : nil
    }
    // The indentation is that of the first line, unless the header states less.
    for indentation in stride(from: first.indentation, through: 0, by: -1) {
      var reader = YAMLScalarPlaces(bytes: bytes, base: base)
      reader.readBlock(lines, indentation: indentation, style: style)
      if reader.content == content { return reader.places }
      if !lines.statesIndentation { break }
    }
    return nil
  }

  private mutating func readBlock(_ lines: Lines, indentation: Int, style: YAMLScalar.Style) {
    var pending: [Int] = []
    var endsIndented = false
    var hasContent = false
    for line in lines.content {
      let start = line.start + indentation
      if line.end <= start, line.isBlank {
        pending.append(line.end)
        continue
      }
      // A text that begins further left: this is not the block's indentation.
      guard line.indentation >= indentation else { return }
      let startsIndented = bytes[start] == 0x20 || bytes[start] == 0x09
      if hasContent {
        let folds = style == .folded && !endsIndented && !startsIndented
        if folds, pending.count == 1 {
          emit(0x20, at: pending[0])
        } else {
          for place in folds ? pending.dropFirst() : pending[...] { emit(0x0A, at: place) }
        }
      } else {
        for place in pending { emit(0x0A, at: place) }
      }
      for index in start..<line.end { emit(bytes[index], at: index) }
      hasContent = true
      endsIndented = startsIndented
      pending = [line.end]
    }
    if !lines.lastIsBroken, !pending.isEmpty { pending.removeLast() }
    switch lines.chomping {
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "+"): for place in pending { emit(0x0A, at: place) }
    default: if hasContent, let place = pending.first { emit(0x0A, at: place) }
    }
  }

  /// A block's lines after its header.
  private struct Lines {
    struct Line {
      var start: Int
      /// Where the line break begins.
      var end: Int
      var indentation: Int
      /// Nothing but blanks as indentation.
      var isBlank: Bool
    }

    var content: [Line] = []
    var start: Int
    var chomping: UInt8 = 0
    var statesIndentation = false
    var lastIsBroken = true

    init(_ bytes: ArraySlice<UInt8>, from lower: Int, to upper: Int) {
      var index = lower
      var isComment = false
      while index < upper, bytes[index] != 0x0A, bytes[index] != 0x0D {
        let byte = bytes[index]
        if byte == UInt8(ascii: "#") { isComment = true }
        if !isComment {
          if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { chomping = byte }
          if byte >= 0x31, byte <= 0x39 { statesIndentation = true }
        }
        index += 1
      }
      index = Self.next(bytes, index, upper)
      start = index
      while index < upper {
        let first = index
        while index < upper, bytes[index] == 0x20 { index += 1 }
        let indentation = index - first
        while index < upper, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        content.append(
          Line(
            start: first, end: index, indentation: indentation,
            isBlank: index - first == indentation))
        lastIsBroken = index < upper
        index = Self.next(bytes, index, upper)
      }
    }

    private static func next(_ bytes: ArraySlice<UInt8>, _ index: Int, _ upper: Int) -> Int {
      guard index < upper else { return index }
      let isPair = bytes[index] == 0x0D && index + 1 < upper && bytes[index + 1] == 0x0A
      return index + (isPair ? 2 : 1)
    }
  }
}
