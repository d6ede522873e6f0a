import WorkflowSource

/// Evaluates what is known before anything runs, to see whether it fails.
struct ConstantFolding {
  /// The failures among what a checker has found, by their positions.
  var failures: [Int] = []
  /// How many more nodes may be evaluated: a node in many others is evaluated with each of them.
  private var budget = 20_000

  /// Small, so that a check never takes long; what goes beyond is not known to fail.
  private static let options: EvaluationOptions = {
    var limits = EvaluationLimits()
    limits.steps = 1_000
    limits.output = 4_096
    return EvaluationOptions(limits: limits, now: .epoch)
  }()

  /// Why a node has no value all of whose parts are known; nil where it has one, or where finding
  /// out would take long.
  mutating func failure(
    of node: ExpressionNode, size: Int, in source: ExpressionSource
  ) -> Diagnostic? {
    budget -= size
    guard budget > 0 else { return nil }
    let tree = ExpressionTree(root: node, source: source)
    var evaluation = Evaluation(tree: tree, scope: DictionaryScope(), options: Self.options)
    do throws(LanguageError) {
      _ = try evaluation.value(node)
      return nil
    } catch {
      return error.code == LanguageError.limit ? nil : error.diagnostic
    }
  }
}

extension ExpressionNode.Kind {
  /// Whether the value is known where those of all parts are.
  var isConstantOfConstants: Bool {
    switch self {
    case .literal: true
    case .list, .map, .range, .memberOrError, .indexOrError, .memberOrUndefined, .indexOrUndefined,
      .optionalMember, .optionalIndex, .negated, .strictNot, .truthyNot, .truthy, .booleanFromText,
      .strictAnd, .strictOr, .truthyAnd, .truthyOr, .strictConditional, .truthyConditional,
      .arithmetic, .convertingArithmetic, .strictEqual, .looseEqual, .convertingEqual,
      .strictComparison, .looseComparison, .convertingComparison, .convertingLooseComparison,
      .strictIn, .looseContains, .convertingIn, .convertingContains, .emptyTest, .optionalOr:
      true
    case .call(let call): !call.rows.isEmpty && call.rows.allSatisfy(\.isPure)
    case .filter(let filter): filter.row?.isPure ?? false
    case .local, .lookupOrError, .lookupOrUndefined, .qualified, .hasMember, .isDefined,
      .lookupNamed, .emptyWord, .comprehension, .bind, .optionalMap, .quiet:
      false
    }
  }

  /// Which of the parts may not be looked at, whatever their values are; of `&&` and `||` all, as
  /// either may decide.
  var childrenThatMayBeSkipped: Range<Int> {
    switch self {
    case .strictAnd(let operands), .strictOr(let operands): 0..<operands.count
    case .truthyAnd(let operands), .truthyOr(let operands): 1..<operands.count
    case .strictConditional, .truthyConditional: 1..<3
    case .optionalOr, .optionalMap: 1..<2
    case .comprehension(let loop): 1..<(loop.condition == nil ? 2 : 3)
    case .isDefined: 0..<1
    default: 0..<0
    }
  }
}

extension FunctionRow {
  /// Whether the same arguments always give the same value.
  var isPure: Bool { name != "now" }
}

extension FilterRow {
  /// Whether the same input and arguments always give the same value; `date` knows «now».
  var isPure: Bool { name != "date" }
}
