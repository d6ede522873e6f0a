import WorkflowSource

/// Reads what pure Liquid outside its strict mode makes of words that are no expression: it takes
/// the pieces it knows and passes over the rest.
struct LenientReader {
  let source: ExpressionSource
  let bytes: [UInt8]
  private var index: Int
  private let end: Int

  init(source: ExpressionSource, bytes: [UInt8], range: SourceRange) {
    self.source = source
    self.bytes = bytes
    index = range.lower
    end = range.upper
  }

  // MARK: Pieces

  /// The next quoted text, or run without blanks, `,`, `|` and open quotes; nil when none is left.
  private mutating func fragment() -> SourceRange? {
    while index < end {
      if let close = quotedEnd(at: index) {
        defer { index = close }
        return SourceRange(index, close)
      }
      let start = index
      while index < end {
        if let close = quotedEnd(at: index) {
          index = close
        } else if breaksFragment(bytes[index]) {
          break
        } else {
          index += 1
        }
      }
      if index > start { return SourceRange(start, index) }
      index += 1
    }
    return nil
  }

  /// The end of a quoted text that begins at a place.
  private func quotedEnd(at place: Int) -> Int? {
    guard place < end, isQuote(bytes[place]) else { return nil }
    return bytes[(place + 1)..<end].firstIndex(of: bytes[place]).map { $0 + 1 }
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  private func breaksFragment(_ byte: UInt8) -> Bool {
    byte.isLiquidBlank || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "|") || isQuote(byte)
  }

  private mutating func skipBlanks() {
    while index < end, bytes[index].isLiquidBlank { index += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard index < end, bytes[index] == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  /// Letters, digits and `_`, with hyphens where they may stand.
  private mutating func word(hyphens: Bool = false) -> SourceRange? {
    let start = index
    while index < end,
      bytes[index].isLiquidWord || (hyphens && bytes[index] == UInt8(ascii: "-"))
    {
      index += 1
    }
    return index > start ? SourceRange(start, index) : nil
  }

  private func letters(_ range: SourceRange) -> String {
    String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
  }

  // MARK: Values

  /// A value of a piece: a literal or range, else a path of all the names and brackets in it.
  private func value(_ range: SourceRange) throws(LanguageError) -> ExpressionNode {
    var words = LiquidParser(source: source, bytes: bytes, range: range, isExtended: false)
    if let node = try? words.primary(), words.isAtEnd { return node }
    return try path(range)
  }

  private func path(_ range: SourceRange) throws(LanguageError) -> ExpressionNode {
    var reader = LenientReader(source: source, bytes: bytes, range: range)
    var result: ExpressionNode?
    func add(_ kind: ExpressionNode.Kind) throws(LanguageError) {
      let node = ExpressionNode(kind, range: range)
      guard node.height <= ExpressionNode.greatestHeight else {
        throw source.error(
          LanguageError.limit, "the expression is nested too deeply", at: range)
      }
      result = node
    }
    while reader.index < reader.end {
      if let inside = reader.bracketed() {
        let key = try value(inside)
        try add(result.map { .indexOrUndefined($0, key) } ?? .lookupNamed(key))
      } else if let name = reader.word(hyphens: true) {
        _ = reader.take("?")
        let text = letters(SourceRange(name.lower, reader.index))
        try add(
          result.map {
            .memberOrUndefined($0, MemberName(text, range: name))
          } ?? .lookupOrUndefined(Name(text)))
      } else {
        reader.index += 1
      }
    }
    return result ?? ExpressionNode(.literal(.null), range: range)
  }

  /// What stands between a bracket and the one that closes it.
  private mutating func bracketed() -> SourceRange? {
    guard index < end, bytes[index] == UInt8(ascii: "[") else { return nil }
    var depth = 0
    for place in index..<end {
      if bytes[place] == UInt8(ascii: "[") { depth += 1 }
      if bytes[place] == UInt8(ascii: "]") { depth -= 1 }
      if depth == 0 {
        defer { index = place + 1 }
        return SourceRange(index + 1, place)
      }
    }
    return nil
  }

  /// A value with its filters; nil where there is no piece at all.
  mutating func output() throws(LanguageError) -> ExpressionNode? {
    guard let first = fragment() else { return nil }
    var result = try value(first)
    while index < end, bytes[index] != UInt8(ascii: "|") { index += 1 }
    while take("|") { result = try filter(of: result, from: first.lower) }
    return result
  }

  private mutating func filter(
    of input: ExpressionNode, from lower: Int
  ) throws(LanguageError) -> ExpressionNode {
    while index < end, !bytes[index].isLiquidWord, bytes[index] != UInt8(ascii: "|") { index += 1 }
    guard let name = word() else { return input }
    var positional: [ExpressionNode] = []
    var named: [(name: String, value: ExpressionNode)] = []
    while index < end, bytes[index] != UInt8(ascii: "|") {
      guard take(":") || take(",") else {
        index = quotedEnd(at: index) ?? index + 1
        continue
      }
      skipBlanks()
      let start = index
      var keyword: String?
      if let word = word() {
        skipBlanks()
        if take(":") { keyword = letters(word) } else { index = start }
      }
      skipBlanks()
      guard index < end, bytes[index] != UInt8(ascii: "|"), let piece = fragment() else { continue }
      if let keyword {
        named.append((keyword, try value(piece)))
      } else {
        positional.append(try value(piece))
      }
    }
    let words = LiquidParser(
      source: source, bytes: bytes, range: SourceRange(index, index), isExtended: false)
    return try words.filterNode(
      letters(name), nameRange: name, input: input, positional, named, from: lower)
  }

  // MARK: Conditions

  /// Comparisons joined by `and` and `or`, from right to left.
  mutating func condition() throws(LanguageError) -> ExpressionNode {
    let lower = index
    guard let left = try comparison() else {
      throw source.error(
        LanguageError.syntax, "expected a condition", at: SourceRange(lower, end))
    }
    let operation = word().map(letters)
    guard operation == "and" || operation == "or" else { return left }
    let right = try condition()
    let node = ExpressionNode(
      operation == "and" ? .truthyAnd([left, right]) : .truthyOr([left, right]),
      range: SourceRange(lower, end))
    guard node.height <= ExpressionNode.greatestHeight else {
      throw source.error(
        LanguageError.limit, "the expression is nested too deeply", at: node.range)
    }
    return node
  }

  private mutating func comparison() throws(LanguageError) -> ExpressionNode? {
    guard let first = fragment() else { return nil }
    let left = try value(first)
    skipBlanks()
    let start = index
    while index < end, isOperatorLetter(bytes[index]) { index += 1 }
    let letters = letters(SourceRange(start, index))
    if letters == "and" || letters == "or" || letters.isEmpty {
      index = start
      skipToLogic()
      return left
    }
    skipBlanks()
    let right = try fragment().map { piece throws(LanguageError) in try value(piece) }
    skipToLogic()
    let words = LiquidParser(
      source: source, bytes: bytes, range: SourceRange(start, end), isExtended: false)
    return try words.relation(
      letters, left, right ?? ExpressionNode(.literal(.null), range: SourceRange(start, start)))
  }

  private func isOperatorLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "_"), 0x61...0x7A:
      true
    default: false
    }
  }

  /// Passes over everything up to `and` or `or`.
  private mutating func skipToLogic() {
    while index < end {
      if let close = quotedEnd(at: index) {
        index = close
        continue
      }
      let start = index
      guard let word = word(hyphens: true) else {
        index += 1
        continue
      }
      if letters(word) == "and" || letters(word) == "or" {
        index = start
        return
      }
    }
  }

  // MARK: Loops

  /// `NAME in COLLECTION reversed KEY: VALUE …`; nil where not even that stands.
  mutating func loop() throws(LanguageError) -> (
    name: String, collection: ExpressionNode, label: String, options: LoopOptions
  )? {
    skipBlanks()
    guard let name = word(hyphens: true) else { return nil }
    skipBlanks()
    guard word().map(letters) == "in", index < end, bytes[index].isLiquidBlank,
      let piece = fragment()
    else { return nil }
    var options = LoopOptions()
    skipBlanks()
    let start = index
    if word().map(letters) == "reversed" { options.isReversed = true } else { index = start }
    while index < end {
      guard let key = word(hyphens: true) else {
        index = quotedEnd(at: index) ?? index + 1
        continue
      }
      skipBlanks()
      guard take(":") else { continue }
      skipBlanks()
      guard let piece = fragment() else { break }
      switch letters(key) {
      case "limit": options.limit = try value(piece)
      case "cols": options.columns = try value(piece)
      case "offset":
        options.continues = letters(piece) == "continue"
        options.offset = options.continues ? nil : try value(piece)
      default: break
      }
    }
    return (letters(name), try value(piece), letters(piece), options)
  }
}
