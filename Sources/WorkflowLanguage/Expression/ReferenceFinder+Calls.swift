/// What filters and functions make of what they are given.
extension ReferenceFinder {
  static func visit(
    _ filter: FilterApplication, _ source: ExpressionSource, _ implied: ImpliedType,
    _ result: inout [NameReference]
  ) {
    let input: ImpliedType
    if let takes = filter.row?.takes {
      input = takes
    } else if filter.name == "default", let other = filter.arguments.first {
      // `x | default: 3` says more than whoever prints it.
      let kind = kind(of: other)
      input = kind == .unknown ? implied : kind
    } else {
      input = .unknown
    }
    visit(filter.input, source, input, &result)
    let argument: ImpliedType = filter.row?.takes == .number ? .number : .unknown
    for node in filter.arguments { visit(node, source, argument, &result) }
    for (_, node) in filter.named { visit(node, source, .unknown, &result) }
  }

  static func visit(
    _ call: FunctionCall, _ source: ExpressionSource, _ result: inout [NameReference]
  ) {
    let count = call.arguments.count - (call.hasReceiver ? 1 : 0)
    let rows = call.rows.filter { $0.takes(count: count) }
    let given = rows.reduce(into: KindSet()) { $0.formUnion($1.result) }
    for (index, node) in call.arguments.enumerated() {
      let kinds = rows.reduce(into: KindSet()) { $0.formUnion($1.kinds(at: index)) }
      visit(node, source, implied(by: kinds, giving: given), &result)
    }
  }

  /// What a function that takes some kinds and gives others makes of an argument.
  private static func implied(by kinds: KindSet, giving result: KindSet) -> ImpliedType {
    switch kinds {
    case []: return .unknown
    case .string: return .text
    case .bool: return .boolean
    default: break
    }
    if kinds == .any { return .unknown }
    if kinds.isSubset(of: .number) { return .number }
    if kinds.contains(.list) { return .list }
    // `int(x)` reads texts too, but only those that spell a number.
    if kinds.isSuperset(of: .number), result.isSubset(of: .number) { return .number }
    return kinds.contains(.bool) && result == .bool ? .boolean : .unknown
  }
}
