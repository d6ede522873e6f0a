/// Cuts an expression into words, one at a time, so that what stands behind its end is never read.
struct CELLexer: ExpressionLexer {
  let bytes: [UInt8]
  /// `||`, `${`, `===` and names with letters beyond ASCII belong to the extended language.
  let isExtended: Bool
  var index: Int

  init(bytes: [UInt8], isExtended: Bool, index: Int = 0) {
    self.bytes = bytes
    self.isExtended = isExtended
    self.index = index
  }

  mutating func next() -> ExpressionToken {
    let blankStart = index
    skipBlanks()
    let start = index
    let kind = index < bytes.count ? word() : .end
    return ExpressionToken(kind: kind, lower: start, upper: index, isAfterBlank: start > blankStart)
  }

  /// White space and `//` comments.
  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: index += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      default: return
      }
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private mutating func word() -> ExpressionToken.Kind {
    let byte = bytes[index]
    if byte.isNameStart { return nameOrPrefixedText() }
    // `$x`, `$1`: variables of the shell.
    if byte == UInt8(ascii: "$"), isExtended, peek(1)?.isNamePart == true {
      index += 1
      skipName()
      return .name
    }
    if byte.decimalDigit != nil { return number() }
    switch byte {
    case UInt8(ascii: "."):
      if peek(1)?.decimalDigit != nil { return number() }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return text(isRaw: false, isBytes: false)
    case UInt8(ascii: "`"): return quotedName()
    case 0x80...: return isExtended ? unicodeName() : invalidScalar()
    default: break
    }
    return symbol()
  }

  // MARK: Names

  private mutating func nameOrPrefixedText() -> ExpressionToken.Kind {
    if let prefix = textPrefix() {
      index += prefix.length
      return text(isRaw: prefix.isRaw, isBytes: prefix.isBytes)
    }
    skipName()
    return .name
  }

  private mutating func skipName() {
    while index < bytes.count {
      if bytes[index].isNamePart {
        index += 1
      } else if isExtended, bytes[index] >= 0x80, let length = letterLength(at: index) {
        index += length
      } else {
        return
      }
    }
  }

  /// `r` `b` `br` `rb`, in either case, right before a quote.
  private func textPrefix() -> (length: Int, isRaw: Bool, isBytes: Bool)? {
    var isRaw = false
    var isBytes = false
    var length = 0
    while length < 2, let byte = peek(length) {
      switch byte | 0x20 {
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "b") where !isBytes: isBytes = true
      default: return nil
      }
      length += 1
      if let quote = peek(length), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        return (length, isRaw, isBytes)
      }
    }
    return nil
  }

  private mutating func quotedName() -> ExpressionToken.Kind {
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "`"), bytes[index] != 0x0A {
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "`") else {
      return .invalid(.endlessName)
    }
    index += 1
    return .quotedName
  }

  private mutating func unicodeName() -> ExpressionToken.Kind {
    guard letterLength(at: index) != nil else { return invalidScalar() }
    skipName()
    return .name
  }

  /// The bytes that the letter at `start` takes; nil when there is no letter.
  private func letterLength(at start: Int) -> Int? {
    guard let scalar = UTF8Scalar.decode(bytes, at: start) else { return nil }
    let properties = scalar.value.properties
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
      ? scalar.length : nil
  }

  private mutating func invalidScalar() -> ExpressionToken.Kind {
    guard let scalar = UTF8Scalar.decode(bytes, at: index) else {
      index += 1
      return .invalid(.invalidUTF8)
    }
    index += scalar.length
    return .invalid(.unexpected)
  }

  // MARK: Numbers

  private mutating func number() -> ExpressionToken.Kind {
    if bytes[index] == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x"),
      peek(2)?.hexDigit != nil
    {
      index += 2
      while index < bytes.count, bytes[index].hexDigit != nil { index += 1 }
      return endNumber(.int)
    }
    var kind = ExpressionToken.Kind.int
    skipDigits()
    if peek(0) == UInt8(ascii: "."), peek(1)?.decimalDigit != nil {
      index += 1
      skipDigits()
      kind = .double
    }
    if let e = peek(0), e | 0x20 == UInt8(ascii: "e") {
      let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(hasSign ? 2 : 1)?.decimalDigit != nil {
        index += hasSign ? 2 : 1
        skipDigits()
        kind = .double
      }
    }
    return endNumber(kind)
  }

  private mutating func skipDigits() {
    while index < bytes.count, bytes[index].decimalDigit != nil { index += 1 }
  }

  private mutating func endNumber(_ kind: ExpressionToken.Kind) -> ExpressionToken.Kind {
    var kind = kind
    if kind == .int, let suffix = peek(0), suffix | 0x20 == UInt8(ascii: "u") {
      index += 1
      kind = .uint
    }
    guard index < bytes.count, bytes[index].isNamePart else { return kind }
    while index < bytes.count, bytes[index].isNamePart { index += 1 }
    return .invalid(.badNumber)
  }

  // MARK: Texts

  private mutating func text(isRaw: Bool, isBytes: Bool) -> ExpressionToken.Kind {
    let quote = bytes[index]
    let isTriple = peek(1) == quote && peek(2) == quote
    index += isTriple ? 3 : 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        index += isTriple ? 3 : 1
        return isBytes
          ? .bytes(isRaw: isRaw, isTriple: isTriple) : .string(isRaw: isRaw, isTriple: isTriple)
      }
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      index += byte == UInt8(ascii: "\\") && !isRaw && index + 1 < bytes.count ? 2 : 1
    }
    return .invalid(isTriple ? .endlessTripleText : .endlessText)
  }

  // MARK: Symbols

  private static let symbols: [ExpressionToken.Symbol] = [
    .identical, .notIdentical, .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .and, .or,
    .dollarBrace, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace,
    .rightBrace, .dot, .comma, .colon, .question, .plus, .minus, .times, .divide, .remainder,
    .not, .less, .greater, .pipe, .assign, .ampersand,
  ]
  private static let letters = symbols.map { Array($0.rawValue.utf8) }

  private mutating func symbol() -> ExpressionToken.Kind {
    for (position, symbol) in Self.symbols.enumerated() {
      let letters = Self.letters[position]
      guard bytes[index] == letters[0], index + letters.count <= bytes.count,
        letters.count == 1 || bytes[index..<index + letters.count].elementsEqual(letters)
      else { continue }
      if !isExtended, symbol == .identical || symbol == .notIdentical || symbol == .dollarBrace {
        continue
      }
      index += letters.count
      return .symbol(symbol)
    }
    return invalidScalar()
  }
}

extension UInt8 {
  var isNameStart: Bool {
    let lower = self | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || self == UInt8(ascii: "_")
  }

  var isNamePart: Bool { isNameStart || decimalDigit != nil }

  /// The worth of a hexadecimal digit; nil for every other byte.
  var hexDigit: UInt8? {
    if let digit = decimalDigit { return digit }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}
