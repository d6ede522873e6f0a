import WorkflowSource

/// Which operands an operator can have.
extension ExpressionChecker {
  mutating func checkOperator(_ node: ExpressionNode, _ parts: [Part]) {
    let (left, right) = (parts[0], parts[1])
    switch node.kind {
    case .strictComparison(let comparison, _, _), .convertingComparison(let comparison, _, _):
      guard !haveOrder(left, right) else { return }
      report(
        LanguageError.wrongKind,
        "cannot compare \(left.kinds.text) \(comparison.rawValue) \(right.kinds.text)",
        at: node.range)
    case .convertingLooseComparison(let comparison, _, _):
      // In templates null has an answer, and what is undefined is null.
      guard !haveOrder(left, right), left.kinds != .null, right.kinds != .null else { return }
      report(
        LanguageError.wrongKind,
        "cannot compare \(left.kinds.text) \(comparison.rawValue) \(right.kinds.text)",
        at: node.range)
    case .arithmetic(let kind, _, _), .convertingArithmetic(let kind, _, _):
      guard !canReckon(kind, left, right) else { return }
      report(
        LanguageError.wrongKind,
        "cannot reckon \(left.kinds.text) \(kind.rawValue) \(right.kinds.text)", at: node.range)
    case .strictEqual(_, _, let isNegated), .convertingEqual(_, _, let isNegated):
      guard !canBeEqual(left, right) else { return }
      warn(
        Self.neverEqual,
        "always \(isNegated): \(left.kinds.text) and \(right.kinds.text) are never equal",
        at: node.range)
    default: break
    }
  }

  /// The code of comparisons that always have the same answer.
  package static let neverEqual = "never-equal"

  mutating func checkContainer(_ node: ExpressionNode, _ parts: [Part]) {
    switch node.kind {
    case .strictIn, .convertingIn: expectCollection(parts[1])
    case .convertingContains: expectCollection(parts[0])
    case .memberOrError(_, let member):
      let kinds: KindSet = member.isContent ? [.map, .optional, .string] : [.map, .optional]
      guard parts[0].kinds.isDisjoint(with: kinds) else { return }
      report(
        LanguageError.wrongKind, "\(parts[0].kinds.text) has no members", at: member.range,
        hint: member.hintOfTemplates)
    case .indexOrError:
      guard parts[0].kinds.isDisjoint(with: [.map, .list, .optional]) else { return }
      report(LanguageError.wrongKind, "\(parts[0].kinds.text) has no elements", at: node.range)
    default: break
    }
  }

  private mutating func expectCollection(_ part: Part) {
    let kinds: KindSet = isConverting ? [.list, .map, .string] : [.list, .map]
    guard part.kinds.isDisjoint(with: kinds) else { return }
    report(
      LanguageError.wrongKind, "\(part.kinds.text) is no list or map to look into",
      at: part.node.range)
  }

  private func haveOrder(_ left: Part, _ right: Part) -> Bool {
    let ordered: KindSet = [.bool, .string, .bytes, .timestamp, .duration]
    return mayBeNumber(left) && mayBeNumber(right)
      || !left.kinds.intersection(right.kinds).isDisjoint(with: ordered)
  }

  /// Whether the value is a number, or a text that may spell one where such texts are read.
  private func mayBeNumber(_ part: Part) -> Bool {
    if !part.kinds.isDisjoint(with: .number) { return true }
    // What a literal spells is known, and is among its kinds.
    return isConverting && part.kinds.contains(.string) && !part.node.isLiteral
  }

  private func canReckon(_ kind: ArithmeticOperator, _ left: Part, _ right: Part) -> Bool {
    if mayBeNumber(left), mayBeNumber(right) { return true }
    switch kind {
    case .multiply, .divide, .remainder: return false
    case .add:
      let joined: KindSet = [.string, .bytes, .list, .duration]
      return !left.kinds.intersection(right.kinds).isDisjoint(with: joined)
        || (left.kinds.contains(.timestamp) && right.kinds.contains(.duration))
        || (left.kinds.contains(.duration) && right.kinds.contains(.timestamp))
    case .subtract:
      return (left.kinds.contains(.timestamp) || left.kinds.contains(.duration))
        && (right.kinds.contains(.duration)
          || (left.kinds.contains(.timestamp) && right.kinds.contains(.timestamp)))
    }
  }

  private func canBeEqual(_ left: Part, _ right: Part) -> Bool {
    if !left.kinds.isDisjoint(with: right.kinds) { return true }
    if mayBeNumber(left), mayBeNumber(right) { return true }
    return isConverting && (mayBeTruth(left) && mayBeTruth(right))
  }

  private func mayBeTruth(_ part: Part) -> Bool {
    part.kinds.contains(.bool) || (part.kinds.contains(.string) && !part.node.isLiteral)
  }
}
