internal import WorkflowSource

/// A word of an expression or a tag.
struct LiquidToken {
  enum Kind: Equatable {
    case end
    /// A name, hyphens and a question mark at its end included; also the words that are operators.
    case name
    case number
    case string
    case symbol(Symbol)
    /// What is no word at all; the message says why.
    case invalid(String)
  }

  enum Symbol: String {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case dot = "."
    case range = ".."
    case comma = ","
    case colon = ":"
    case pipe = "|"
    case question = "?"
    case assign = "="
    case equal = "=="
    case identical = "==="
    case notEqual = "!="
    case notIdentical = "!=="
    case lessOrGreater = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case not = "!"
    case and = "&&"
    case or = "||"
  }

  var kind: Kind
  /// Offsets into the text of the template.
  var lower: Int
  var upper: Int
  /// Whether white space stands before it.
  var isAfterBlank: Bool

  var range: SourceRange { SourceRange(lower, upper) }
}
