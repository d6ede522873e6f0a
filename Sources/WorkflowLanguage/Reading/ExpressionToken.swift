import WorkflowSource

/// A word of an expression, of either language.
struct ExpressionToken {
  enum Kind: Equatable {
    case end
    /// A name, in templates hyphens and a question mark at its end included; also the word
    /// operators, which only the parser can tell from names.
    case name
    /// A name in backquotes, for members that are spelled unlike names.
    case quotedName
    case int, uint, double
    /// A number of a template, whole or with a point.
    case number
    case string(isRaw: Bool, isTriple: Bool)
    case bytes(isRaw: Bool, isTriple: Bool)
    case symbol(Symbol)
    /// What is no word at all.
    case invalid(Problem)
  }

  enum Problem {
    case endlessName, endlessText, endlessTripleText, invalidUTF8, badNumber, unexpected,
      unexpectedByte

    /// - Parameter letters: the word as it stands in the text.
    func message(_ letters: String) -> String {
      switch self {
      case .endlessName: "missing '`' to end the name"
      case .endlessText: "missing a quote to end the text"
      case .endlessTripleText: "missing three quotes to end the text"
      case .invalidUTF8: "invalid UTF-8"
      case .badNumber: "a number cannot go on with letters"
      case .unexpected: "unexpected '\(letters)'"
      case .unexpectedByte: "unexpected byte \(letters.utf8.first ?? 0)"
      }
    }
  }

  enum Symbol: String, CaseIterable {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case dollarBrace = "${"
    case dot = "."
    case range = ".."
    case comma = ","
    case colon = ":"
    case question = "?"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case not = "!"
    case equal = "=="
    case notEqual = "!="
    case identical = "==="
    case notIdentical = "!=="
    case lessOrGreater = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
    case pipe = "|"
    case assign = "="
    case ampersand = "&"
  }

  var kind: Kind
  /// Offsets into the text.
  var lower: Int
  var upper: Int
  /// Whether white space or a comment stands before it.
  var isAfterBlank: Bool

  var range: SourceRange { SourceRange(lower, upper) }
}

extension ExpressionToken {
  /// Whether a value stands here as it is: a number or a text.
  var beginsLiteral: Bool {
    switch kind {
    case .int, .uint, .double, .number, .string, .bytes: true
    default: false
    }
  }
}
