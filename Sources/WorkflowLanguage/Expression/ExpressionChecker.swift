package import WorkflowSource

/// Finds mistakes that show before anything runs: unknown functions, wrong arguments, operands that
/// can never fit, constants that fail.
///
/// It knows the kinds of literals and of what functions give; names may hold anything.
package struct ExpressionChecker {
  private let source: ExpressionSource
  /// Texts that spell scalars are read as such.
  let isConverting: Bool
  private var found: [Diagnostic] = []
  var constants = ConstantFolding()

  /// The mistakes in a tree, in the order of the text.
  ///
  /// - Parameter isGuarded: whether something around it may keep it from being evaluated: then a
  ///   constant that fails is a warning.
  package static func problems(
    in node: ExpressionNode, source: ExpressionSource, isConverting: Bool,
    isCondition: Bool = false, isGuarded: Bool = false
  ) -> [Diagnostic] {
    var checker = ExpressionChecker(source: source, isConverting: isConverting)
    let kinds = checker.kinds(of: node).kinds
    if isGuarded { checker.soften(from: 0) }
    if isCondition, !checker.found.contains(where: { $0.severity == .error }),
      kinds.isDisjoint(with: .bool)
    {
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

  mutating func report(
    _ code: String, _ message: String, at range: SourceRange, hint: String? = nil
  ) {
    found.append(.error(code, message, range: source.fileRange(range), hint: hint))
  }

  /// What can be evaluated, but hardly means what it says.
  mutating func warn(_ code: String, _ message: String, at range: SourceRange, hint: String? = nil)
  {
    found.append(.warning(code, message, range: source.fileRange(range), hint: hint))
  }

  /// The kinds that the value of a node may have, and how many nodes it has where all of it is
  /// known; reports what is wrong in it.
  private mutating func kinds(of node: ExpressionNode) -> (kinds: KindSet, constantSize: Int?) {
    let before = found.count
    let failuresBefore = constants.failures.count
    let skippable = node.kind.childrenThatMayBeSkipped
    var size: Int? = node.kind.isConstantOfConstants ? 1 : nil
    var parts: [Part] = []
    for (index, child) in node.kind.children.enumerated() {
      let start = constants.failures.count
      let (kinds, childSize) = kinds(of: child)
      if skippable.contains(index) { soften(from: start) }
      parts.append((child, kinds))
      size = size.flatMap { size in childSize.map { size + $0 } }
    }
    if found.count == before {
      check(node, parts)
      if let size, size > 1, let failure = failure(of: node, size) { add(failure, node, before) }
    } else if let size, !skippable.isEmpty,
      constants.failures.count - failuresBefore == found.count - before
    {
      // What decides comes before what fails.
      found.removeSubrange(before...)
      constants.failures.removeSubrange(failuresBefore...)
      if let failure = failure(of: node, size) { add(failure, node, before) }
    }
    return (result(of: node, parts.map(\.kinds)), size)
  }

  /// What goes wrong with a part all of which is known.
  private mutating func failure(of node: ExpressionNode, _ size: Int) -> Diagnostic? {
    constants.failure(of: node, size: size, in: source)
  }

  /// - Parameter before: how much was found before the node was looked at.
  private mutating func add(_ failure: Diagnostic, _ node: ExpressionNode, _ before: Int) {
    guard found[before...].contains(where: { $0.severity == .error }) else {
      found.removeSubrange(before...)
      constants.failures.append(before)
      found.append(failure)
      return
    }
    // It fits at no time, whatever the values; but these are known, and can be told.
    if case .filter = node.kind { return }
    found.removeSubrange(before...)
    found.append(failure)
  }

  /// Constants that fail are only doubtful where they may never be evaluated.
  private mutating func soften(from start: Int) {
    for index in constants.failures[start...] { found[index].severity = .warning }
  }

  // MARK: Checks

  /// A part of a node with the kinds that its value may have.
  typealias Part = (node: ExpressionNode, kinds: KindSet)

  private mutating func check(_ node: ExpressionNode, _ parts: [Part]) {
    switch node.kind {
    case .call(let call): check(call, parts.map(\.kinds), node)
    case .filter(let filter): check(filter)
    case .strictComparison, .convertingComparison, .convertingLooseComparison, .arithmetic,
      .convertingArithmetic, .strictEqual, .convertingEqual:
      checkOperator(node, parts)
    case .strictIn, .convertingIn, .convertingContains, .memberOrError, .indexOrError:
      checkContainer(node, parts)
    case .strictAnd, .strictOr, .strictNot:
      for (part, kinds) in parts { expectBoolean(part, kinds) }
    case .strictConditional: expectBoolean(parts[0].node, parts[0].kinds)
    case .comprehension:
      if parts[0].kinds.isDisjoint(with: [.list, .map]) {
        report(
          LanguageError.wrongKind, "cannot go through \(parts[0].kinds.text)",
          at: parts[0].node.range)
      }
    default: break
    }
  }

  private mutating func expectBoolean(_ node: ExpressionNode, _ kinds: KindSet) {
    guard kinds.isDisjoint(with: .bool) else { return }
    report(
      LanguageError.wrongKind, "expected true or false, not \(kinds.text)", at: node.range)
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
    // The first argument that no row can take, in a row that can take those before it.
    let misfits = fitting.map { row in
      kinds.indices.first { row.kinds(at: $0).isDisjoint(with: kinds[$0]) }
    }
    if call.name == "matches", let pattern = call.arguments.last { checkPattern(pattern) }
    guard !misfits.contains(nil), let index = misfits.compactMap({ $0 }).max() else { return }
    let wanted = fitting.reduce(into: KindSet()) { $0.formUnion($1.kinds(at: index)) }
    let isReceiver = call.hasReceiver && index == 0
    report(
      LanguageError.wrongArguments,
      isReceiver
        ? "'\(call.name)' is a function of \(wanted.text), not of \(kinds[index].text)"
        : "'\(call.name)' takes \(wanted.text) here, not \(kinds[index].text)",
      at: call.arguments[index].range, hint: "it is called as \(signatures)")
  }

  /// A pattern that stands there as it is must be one.
  private mutating func checkPattern(_ node: ExpressionNode) {
    guard case .literal(.string(let pattern)) = node.kind else { return }
    do throws(RegexError) {
      _ = try RegularExpression.cached(pattern)
    } catch {
      report(
        LanguageError.badPattern, "the pattern is broken: \(error.message)", at: node.range)
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
    return table.hint(for: call.name)
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
    if row.name == "replace_regex", let pattern = filter.arguments.first { checkPattern(pattern) }
    for argument in filter.named where !row.keywords.contains(argument.name) {
      report(
        LanguageError.wrongArguments, "'\(row.name)' has no argument '\(argument.name)'",
        at: argument.value.range, hint: row.hint(forKeyword: argument.name))
    }
  }

  // MARK: Kinds

  private func result(of node: ExpressionNode, _ parts: [KindSet]) -> KindSet {
    switch node.kind {
    case .literal(let value): return literalKinds(value)
    case .list, .range: return .list
    case .map: return .map
    case .call(let call): return call.rows.reduce(into: KindSet()) { $0.formUnion($1.result) }.orAny
    case .filter(let filter): return filter.row?.gives ?? .any
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
  var isLiteral: Bool { if case .literal = kind { true } else { false } }
}
