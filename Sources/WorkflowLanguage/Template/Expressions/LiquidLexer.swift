/// Splits the inside of `{{ }}` and `{% %}` into words, byte by byte.
struct LiquidLexer: ExpressionLexer {
  let bytes: [UInt8]
  /// Where the next word is looked for.
  var index: Int
  let end: Int
  /// Whether the workflow setting's operators are known, and `a-1` subtracts.
  let isExtended: Bool

  mutating func next() -> ExpressionToken {
    let start = index
    while index < end, bytes[index].isLiquidBlank { index += 1 }
    let isAfterBlank = index > start
    let lower = index
    guard index < end else {
      return ExpressionToken(kind: .end, lower: lower, upper: lower, isAfterBlank: isAfterBlank)
    }
    let kind = scan(bytes[index])
    return ExpressionToken(kind: kind, lower: lower, upper: index, isAfterBlank: isAfterBlank)
  }

  private func byte(_ distance: Int) -> UInt8 {
    index + distance < end ? bytes[index + distance] : 0
  }

  private mutating func scan(_ first: UInt8) -> ExpressionToken.Kind {
    switch first {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: return name()
    case 0x30...0x39: return number()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return string(first)
    case UInt8(ascii: "-") where !isExtended && byte(1).isDigit:
      index += 1
      return number()
    default: return symbol(first)
    }
  }

  private mutating func name() -> ExpressionToken.Kind {
    index += 1
    while index < end {
      let byte = bytes[index]
      if byte.isLiquidWord {
        index += 1
      } else if byte == UInt8(ascii: "-"), !isExtended || self.byte(1).isLiquidLetter {
        index += 1
      } else {
        break
      }
    }
    if index < end, bytes[index] == UInt8(ascii: "?") { index += 1 }
    return .name
  }

  private mutating func number() -> ExpressionToken.Kind {
    while byte(0).isDigit { index += 1 }
    if byte(0) == UInt8(ascii: "."), byte(1).isDigit {
      index += 1
      while byte(0).isDigit { index += 1 }
    }
    return .number
  }

  private mutating func string(_ quote: UInt8) -> ExpressionToken.Kind {
    var place = index + 1
    while place < end, bytes[place] != quote { place += 1 }
    guard place < end else {
      index = end
      return .invalid(.endlessText)
    }
    index = place + 1
    return .string(isRaw: true, isTriple: false)
  }

  private mutating func symbol(_ first: UInt8) -> ExpressionToken.Kind {
    let second = byte(1)
    let (symbol, width) = isExtended ? extendedSymbol(first, second) : plainSymbol(first, second)
    index += max(width, 1)
    if let symbol { return .symbol(symbol) }
    return .invalid(first < 0x7F && first > 0x20 ? .unexpected : .unexpectedByte)
  }

  private func plainSymbol(_ first: UInt8, _ second: UInt8) -> (ExpressionToken.Symbol?, Int) {
    switch Unicode.Scalar(first) {
    case "(": (.leftParenthesis, 1)
    case ")": (.rightParenthesis, 1)
    case "[": (.leftBracket, 1)
    case "]": (.rightBracket, 1)
    case ",": (.comma, 1)
    case ":": (.colon, 1)
    case "|": (.pipe, 1)
    case "?": (.question, 1)
    case "-": (.minus, 1)
    case ".": second == UInt8(ascii: ".") ? (.range, 2) : (.dot, 1)
    case "=": second == UInt8(ascii: "=") ? (.equal, 2) : (.assign, 1)
    case "!": second == UInt8(ascii: "=") ? (.notEqual, 2) : (nil, 1)
    case ">": second == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    case "<":
      switch Unicode.Scalar(second) {
      case "=": (.lessOrEqual, 2)
      case ">": (.lessOrGreater, 2)
      default: (.less, 1)
      }
    default: (nil, 1)
    }
  }

  private func extendedSymbol(_ first: UInt8, _ second: UInt8) -> (ExpressionToken.Symbol?, Int) {
    let isTriple = second == UInt8(ascii: "=") && byte(2) == UInt8(ascii: "=")
    switch Unicode.Scalar(first) {
    case "+": return (.plus, 1)
    case "*": return (.times, 1)
    case "/": return (.divide, 1)
    case "%": return (.remainder, 1)
    case "|" where second == first: return (.or, 2)
    case "&" where second == first: return (.and, 2)
    case "=" where isTriple: return (.identical, 3)
    case "!" where isTriple: return (.notIdentical, 3)
    case "!" where second != UInt8(ascii: "="): return (.not, 1)
    default: return plainSymbol(first, second)
    }
  }
}

extension UInt8 {
  /// White space as Liquid counts it.
  var isLiquidBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  var isDigit: Bool { (0x30...0x39).contains(self) }

  /// What a name may begin with.
  var isLiquidLetter: Bool {
    switch self {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  /// What a name may go on with.
  var isLiquidWord: Bool { isLiquidLetter || isDigit }
}
