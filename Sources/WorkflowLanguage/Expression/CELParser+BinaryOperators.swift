import WorkflowSource

extension CELParser {
  /// From loosest to tightest.
  enum Precedence: Int { case or, and, relation, sum, product, unary }

  /// An operator between two operands, as it stands in the text.
  struct BinaryOperator {
    enum Meaning {
      case or, and
      case equality(isNegated: Bool)
      case comparison(ComparisonOperator)
      case isIn(isNegated: Bool)
      case contains(isNegated: Bool)
      case arithmetic(ArithmeticOperator)
    }

    let meaning: Meaning
    let precedence: Precedence
    var isWord = false
    /// `not in`, `not contains`.
    var isTwoWords = false

    var isLogic: Bool { precedence == .or || precedence == .and }
  }

  /// The operator that is next; nil where none is.
  var binaryOperator: BinaryOperator? {
    switch token.kind {
    case .symbol(let symbol): symbolOperator(symbol)
    case .name: wordOperator
    default: nil
    }
  }

  private func symbolOperator(_ symbol: ExpressionToken.Symbol) -> BinaryOperator? {
    switch symbol {
    case .or: BinaryOperator(meaning: .or, precedence: .or)
    case .and: BinaryOperator(meaning: .and, precedence: .and)
    case .equal, .identical:
      BinaryOperator(meaning: .equality(isNegated: false), precedence: .relation)
    case .notEqual, .notIdentical:
      BinaryOperator(meaning: .equality(isNegated: true), precedence: .relation)
    case .less: BinaryOperator(meaning: .comparison(.less), precedence: .relation)
    case .lessOrEqual: BinaryOperator(meaning: .comparison(.lessOrEqual), precedence: .relation)
    case .greater: BinaryOperator(meaning: .comparison(.greater), precedence: .relation)
    case .greaterOrEqual:
      BinaryOperator(meaning: .comparison(.greaterOrEqual), precedence: .relation)
    case .plus: BinaryOperator(meaning: .arithmetic(.add), precedence: .sum)
    case .minus:
      endsBeforeOption ? nil : BinaryOperator(meaning: .arithmetic(.subtract), precedence: .sum)
    case .times: BinaryOperator(meaning: .arithmetic(.multiply), precedence: .product)
    case .divide: BinaryOperator(meaning: .arithmetic(.divide), precedence: .product)
    case .remainder: BinaryOperator(meaning: .arithmetic(.remainder), precedence: .product)
    default: nil
    }
  }

  private var wordOperator: BinaryOperator? {
    if isAt(word: "in") {
      return BinaryOperator(
        meaning: .isIn(isNegated: false), precedence: .relation, isWord: true)
    }
    guard isExtended else { return nil }
    switch word {
    case "or": return BinaryOperator(meaning: .or, precedence: .or, isWord: true)
    case "and": return BinaryOperator(meaning: .and, precedence: .and, isWord: true)
    case "contains", "includes":
      return BinaryOperator(
        meaning: .contains(isNegated: false), precedence: .relation, isWord: true)
    case "not": return negatedWordOperator
    default: return nil
    }
  }

  private var negatedWordOperator: BinaryOperator? {
    let next = following()
    guard next.kind == .name else { return nil }
    switch letters(next) {
    case "in":
      return BinaryOperator(
        meaning: .isIn(isNegated: true), precedence: .relation, isWord: true, isTwoWords: true)
    case "contains", "includes":
      return BinaryOperator(
        meaning: .contains(isNegated: true), precedence: .relation, isWord: true,
        isTwoWords: true)
    default: return nil
    }
  }

  /// ` --word` on a command line is an option of the command.
  private var endsBeforeOption: Bool {
    guard isPrefix, token.isAfterBlank else { return false }
    var ahead = lexer
    let second = ahead.next()
    guard second.kind == .symbol(.minus), !second.isAfterBlank else { return false }
    let third = ahead.next()
    return third.kind == .name && !third.isAfterBlank
  }
}
