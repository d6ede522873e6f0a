package import WorkflowSource

/// Finds mistakes that show before anything runs: unknown functions, wrong arguments, operands that
/// can never fit, constants that fail.
///
/// It knows the kinds of literals and of what functions give; names may hold anything.
package struct ExpressionChecker {
  private let source: ExpressionSource
  /// Texts that spell scalars are read as such.
  private let isConverting: Bool
  private var found: [Diagnostic] = []

  /// The mistakes in a tree, in the order of the text.
  package static func problems(
    in node: ExpressionNode, source: ExpressionSource, isConverting: Bool,
    isCondition: Bool = false
  ) -> [Diagnostic] {
    var checker = ExpressionChecker(source: source, isConverting: isConverting)
    let kinds = checker.kinds(of: node)
    if isCondition, checker.found.isEmpty, kinds.isDisjoint(with: .bool) {
      checker.report(
        LanguageError.wrongKind, "a condition must be true or false, not \(kinds.text)",
        at: node.range)
    }
    return checker.found.sorted { ($0.range?.lower ?? 0) < ($1.range?.lower ?? 0) }
  }

  private init(source: ExpressionSource, isConverting: Bool) {
    self.source = source
    self.isConverting = isConverting
  }

  private mutating func report(
    _ code: String, _ message: String, at range: SourceRange, hint: String? = nil
  ) {
    found.append(.error(code, message, range: source.fileRange(range), hint: hint))
  }

  /// The kinds that the value of a node may have; reports what is wrong in it.
  private mutating func kinds(of node: ExpressionNode) -> KindSet {
    let before = found.count
    let parts = node.kind.children.map { ($0, kinds(of: $0)) }
    guard found.count == before else { return result(of: node, parts.map(\.1)) }
    if let failure = constantFailure(node) {
      found.append(failure)
    } else {
      check(node, parts)
    }
    return result(of: node, parts.map(\.1))
  }

  /// What goes wrong with a part all of whose operands are literals.
  private func constantFailure(_ node: ExpressionNode) -> Diagnostic? {
    let children = node.kind.children
    guard !children.isEmpty, node.kind.isPure, children.allSatisfy(\.isLiteral) else { return nil }
    let tree = ExpressionTree(root: node, source: source)
    var evaluation = Evaluation(
      tree: tree, scope: DictionaryScope(), options: EvaluationOptions(now: .epoch))
    do throws(LanguageError) {
      _ = try evaluation.value(node)
      return nil
    } catch {
      return error.diagnostic
    }
  }

  // MARK: Checks

  private mutating func check(_ node: ExpressionNode, _ parts: [(ExpressionNode, KindSet)]) {
    switch node.kind {
    case .call(let call): check(call, parts.map(\.1), node)
    case .filter(let filter): check(filter)
    case .strictComparison(let comparison, _, _), .convertingComparison(let comparison, _, _):
      if !Self.haveOrder(parts[0].1, parts[1].1, isConverting: isConverting) {
        report(
          LanguageError.wrongKind,
          "cannot compare \(parts[0].1.text) \(comparison.rawValue) \(parts[1].1.text)",
          at: node.range)
      }
    case .strictAnd, .strictOr, .strictNot:
      for (part, kinds) in parts { expectBoolean(part, kinds) }
    case .strictConditional: expectBoolean(parts[0].0, parts[0].1)
    case .comprehension:
      if parts[0].1.isDisjoint(with: [.list, .map]) {
        report(
          LanguageError.wrongKind, "cannot go through \(parts[0].1.text)", at: parts[0].0.range)
      }
    default: break
    }
  }

  private mutating func expectBoolean(_ node: ExpressionNode, _ kinds: KindSet) {
    guard kinds.isDisjoint(with: .bool) else { return }
    report(
      LanguageError.wrongKind, "expected true or false, not \(kinds.text)", at: node.range)
  }

  private static func haveOrder(_ left: KindSet, _ right: KindSet, isConverting: Bool) -> Bool {
    let ordered: KindSet = [.bool, .string, .bytes, .timestamp, .duration]
    if !left.isDisjoint(with: .number), !right.isDisjoint(with: .number) { return true }
    if !left.intersection(right).isDisjoint(with: ordered) { return true }
    guard isConverting else { return false }
    return (left.contains(.string) && !right.isDisjoint(with: .number))
      || (right.contains(.string) && !left.isDisjoint(with: .number))
  }

  private mutating func check(_ call: FunctionCall, _ kinds: [KindSet], _ node: ExpressionNode) {
    guard !call.rows.isEmpty else {
      report(
        LanguageError.unknownFunction, "no function '\(call.name)'", at: call.nameRange,
        hint: hint(forFunction: call))
      return
    }
    let count = kinds.count - (call.hasReceiver ? 1 : 0)
    let fitting = call.rows.filter { $0.takes(count: count) }
    let signatures = call.rows.map(\.signature).joined(separator: " or ")
    guard !fitting.isEmpty else {
      report(
        LanguageError.wrongArguments,
        "'\(call.name)' cannot take \(count) argument\(count == 1 ? "" : "s")", at: node.range,
        hint: "it is called as \(signatures)")
      return
    }
    let canFit = fitting.contains { row in
      kinds.indices.allSatisfy { !row.kinds(at: $0).isDisjoint(with: kinds[$0]) }
    }
    if !canFit {
      let given = kinds.map(\.text).joined(separator: ", ")
      report(
        LanguageError.wrongArguments, "'\(call.name)' cannot take \(given)", at: node.range,
        hint: "it is called as \(signatures)")
    }
  }

  private func hint(forFunction call: FunctionCall) -> String? {
    let table = FunctionTable.standard
    if !call.hasReceiver, !table.methods(named: call.name).isEmpty {
      return "write x.\(call.name)(…)"
    }
    if call.hasReceiver, !table.functions(named: call.name).isEmpty {
      return "write \(call.name)(x, …)"
    }
    return Suggestion.hint(for: call.name, among: table.names)
  }

  private mutating func check(_ filter: FilterApplication) {
    guard let row = filter.row else {
      report(
        LanguageError.unknownFilter, "no filter '\(filter.name)'", at: filter.nameRange,
        hint: Suggestion.hint(for: filter.name, among: FilterTable.standard.names))
      return
    }
    if !row.counts.contains(filter.arguments.count) {
      let count = filter.arguments.count
      report(
        LanguageError.wrongArguments,
        "'\(row.name)' cannot take \(count) argument\(count == 1 ? "" : "s")",
        at: filter.nameRange, hint: "it is called as '| \(row.signature)'")
    }
    for argument in filter.named where !row.keywords.contains(argument.name) {
      report(
        LanguageError.wrongArguments, "'\(row.name)' has no argument '\(argument.name)'",
        at: argument.value.range, hint: "it is called as '| \(row.signature)'")
    }
  }

  // MARK: Kinds

  private func result(of node: ExpressionNode, _ parts: [KindSet]) -> KindSet {
    switch node.kind {
    case .literal(let value): return literalKinds(value)
    case .list, .range: return .list
    case .map: return .map
    case .call(let call): return call.rows.reduce(into: KindSet()) { $0.formUnion($1.result) }.orAny
    case .strictConditional, .truthyConditional: return parts[1].union(parts[2])
    case .negated: return parts[0].intersection(.number).orAny
    case .arithmetic(_, _, _), .convertingArithmetic(_, _, _):
      return Self.sum(parts[0], parts[1])
    case .bind: return parts[1]
    case .quiet: return parts[0].union(.null)
    case .booleanFromText:
      return parts[0].contains(.string) ? parts[0].union(.bool) : parts[0]
    case .optionalMember, .optionalIndex, .optionalMap: return .optional
    case .comprehension(let loop):
      switch loop.form {
      case .all, .exists, .existsOne: return .bool
      case .filter, .map, .transformList: return .list
      case .transformMap, .transformMapEntry: return .map
      }
    default: return node.isAlwaysBoolean ? .bool : .any
    }
  }

  /// A text may be read as the scalar it spells, in the workflow setting.
  private func literalKinds(_ value: Value) -> KindSet {
    guard isConverting, case .string = value else { return value.kind }
    if value.spelledNumber != nil { return [.string, .int, .double] }
    return value.spelledBoolean != nil ? [.string, .bool] : .string
  }

  private static func sum(_ left: KindSet, _ right: KindSet) -> KindSet {
    let numbers: KindSet = .number
    if left.isSubset(of: numbers), right.isSubset(of: numbers) {
      return left == right ? left : numbers
    }
    if left == .string, right == .string { return .string }
    if left == .list, right == .list { return .list }
    return .any
  }
}

extension KindSet {
  /// Itself; where it is empty, anything.
  fileprivate var orAny: KindSet { isEmpty ? .any : self }
}

extension ExpressionNode {
  fileprivate var isLiteral: Bool { if case .literal = kind { true } else { false } }
}

extension ExpressionNode.Kind {
  /// Whether the value depends on the operands alone.
  fileprivate var isPure: Bool {
    switch self {
    case .call(let call): !call.rows.isEmpty
    case .arithmetic, .convertingArithmetic, .strictComparison, .convertingComparison, .strictIn,
      .convertingIn, .convertingContains, .negated, .strictNot, .map:
      true
    default: false
    }
  }
}
