import WorkflowSource

/// The names that a template takes from its scope, gathered while it is read.
struct TemplateUses: Sendable {
  private struct Use: Sendable {
    let node: ExpressionNode
    let implied: ImpliedType
    /// How many of `defined` were set before, and what was bound around.
    let definedCount: Int
    let bound: [Name]
    /// Whether a tag around it may leave it out.
    let isGuarded: Bool
  }

  private var uses: [Use] = []
  /// Of the tallest expression.
  private(set) var height = 0
  /// Set by `assign`, `capture` and the like, in the order of the text.
  private var defined: [Name] = []
  /// Variables of loops around the place at hand.
  private var bound: [Name] = []

  mutating func add(_ node: ExpressionNode, _ implied: ImpliedType, isGuarded: Bool) {
    if case .literal = node.kind { return }
    height = max(height, node.height)
    uses.append(
      Use(
        node: node, implied: implied, definedCount: defined.count, bound: bound,
        isGuarded: isGuarded))
  }

  mutating func define(_ name: Name) { defined.append(name) }

  mutating func bind(_ names: [Name]) { bound += names }

  mutating func unbind(_ count: Int) { bound.removeLast(count) }

  /// What `ExpressionChecker` finds in the expressions.
  func problems(in source: ExpressionSource) -> [Diagnostic] {
    uses.flatMap { use in
      ExpressionChecker.problems(
        in: use.node, source: source, isConverting: true, isGuarded: use.isGuarded)
    }
  }

  /// In the order of the text, without the names that the template sets itself.
  func references(in source: ExpressionSource) -> [NameReference] {
    var result: [NameReference] = []
    var own: Set<Name> = []
    var ownCount = 0
    for use in uses {
      while ownCount < use.definedCount {
        own.insert(defined[ownCount])
        ownCount += 1
      }
      let found = ReferenceFinder.references(in: use.node, source: source, implied: use.implied)
      result += found.filter { !own.contains($0.root) && !use.bound.contains($0.root) }
    }
    return result
  }
}
