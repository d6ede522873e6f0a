import WorkflowSource

/// Builds the trace while an evaluation goes down and up the tree.
final class Tracer {
  private var open: [TraceNode] = []
  private(set) var finished: TraceNode?
  /// Parts kept so far.
  private var count = 0

  /// Rounds of one loop that are kept: the first ones, and always the last.
  private static let mostRounds = 20
  /// Other parts of one part that are kept.
  private static let mostChildren = 1_000
  /// Parts that are kept altogether; a long run must not fill the memory.
  private static let mostNodes = 20_000

  func begin(_ node: ExpressionNode, _ source: ExpressionSource) {
    open.append(Self.empty(node, source))
  }

  /// A part that is no expression: a tag, a round of a loop, a whole template.
  func begin(_ node: TraceNode) { open.append(node) }

  func end(value: Value?, error: LanguageError?) {
    guard var node = open.popLast() else { return }
    if let value { node.value = value }
    node.error = error.map { error in
      error.hint.map { "\(error.message), \($0)" } ?? error.message
    }
    close(node)
  }

  /// Ends the part at hand after a last change.
  func endPart(_ change: (inout TraceNode) -> Void) {
    guard var node = open.popLast() else { return }
    change(&node)
    close(node)
  }

  /// Ends the part at hand and begins one beside it.
  func next(_ node: TraceNode) {
    end(value: nil, error: nil)
    open.append(node)
  }

  private func close(_ node: TraceNode) {
    guard let parent = open.indices.last else {
      finished = node
      return
    }
    if node.kind == .round {
      let rounds = open[parent].children.reduce(0) { $0 + ($1.kind == .round ? 1 : 0) }
      if rounds >= Self.mostRounds, open[parent].children.last?.kind == .round {
        open[parent].children.removeLast()
        open[parent].omitted += 1
        open[parent].omittedTelling += 1
      }
    } else if open[parent].children.count >= Self.mostChildren || count >= Self.mostNodes {
      open[parent].omitted += 1
      if node.isTelling { open[parent].omittedTelling += 1 }
      return
    }
    count += 1
    open[parent].children.append(node)
  }

  /// A note on the part at hand; with a range, on its part that stands there.
  ///
  /// - Returns: whether there is such a part.
  @discardableResult
  func note(_ text: String, at range: SourceRange? = nil) -> Bool {
    guard let last = open.indices.last else { return false }
    guard let range else {
      open[last].notes.append(text)
      return true
    }
    guard let child = open[last].children.lastIndex(where: { $0.range == range }) else {
      return false
    }
    open[last].children[child].notes.append(text)
    return true
  }

  /// Says what came of the part at hand, which goes on.
  func setValue(_ value: Value) {
    if let last = open.indices.last { open[last].value = value }
  }

  /// The part at hand is what its last part is: it takes that one's value and parts.
  func absorbLast() {
    guard let last = open.indices.last, let child = open[last].children.popLast() else { return }
    open[last].value = child.value
    open[last].notes += child.notes
    open[last].children += child.kind == .filter ? child.steps : child.children
  }

  /// The part at hand is the one that was chosen.
  func decide() {
    if let last = open.indices.last { open[last].isDeciding = true }
  }

  /// The node at hand is what it is because of its last child; others were not evaluated.
  func decide(
    by node: ExpressionNode?, skipping others: some Sequence<ExpressionNode>,
    _ source: ExpressionSource
  ) {
    guard let parent = open.indices.last else { return }
    if node != nil, let child = open[parent].children.indices.last {
      open[parent].children[child].isDeciding = true
    }
    for other in others {
      var skipped = Self.empty(other, source)
      skipped.notes = ["not evaluated"]
      close(skipped)
    }
  }

  func beginRound(
    _ loop: Comprehension, _ locals: [Value], _ source: ExpressionSource
  ) {
    let names = zip(loop.names, loop.slots).map { name, slot in
      "\(name) = \(locals[slot].shown(limit: 60))"
    }
    open.append(
      TraceNode(
        label: names.joined(separator: ", "), range: source.fileRange(loop.body.range),
        kind: .round))
  }

  func endRound(_ loop: Comprehension) {
    guard var node = open.popLast() else { return }
    node.value = node.children.last?.value
    node.error = node.children.last?.error
    if node.children.count == 1, node.error == nil {
      let body = node.children[0]
      node.notes += body.notes
      node.children = body.kind == .filter ? body.steps : body.children
    }
    // What the variables hold is said already.
    let names = Set(loop.names.map(\.text))
    node.children.removeAll { $0.kind == .name && names.contains($0.label) && $0.notes.isEmpty }
    close(node)
  }

  private static func empty(_ node: ExpressionNode, _ source: ExpressionSource) -> TraceNode {
    var trace = TraceNode(
      label: source.letters(node.range), range: source.fileRange(node.range),
      kind: node.kind.traceKind)
    if case .filter(let filter) = node.kind {
      let range = SourceRange(
        filter.nameRange.lower, max(filter.nameRange.upper, node.range.upper))
      trace.step = "| \(source.letters(range))"
    }
    return trace
  }
}

extension ExpressionNode.Kind {
  var traceKind: TraceNode.Kind {
    switch self {
    case .literal: .literal
    case .list, .map, .range: .collection
    case .local, .lookupOrError, .lookupOrUndefined, .qualified: .name
    case .memberOrError, .memberOrUndefined, .optionalMember, .indexOrError, .indexOrUndefined,
      .optionalIndex, .hasMember, .isDefined:
      .member
    case .call: .call
    case .filter: .filter
    case .comprehension: .loop
    case .strictConditional, .truthyConditional: .condition
    default: .operator
    }
  }
}

extension Evaluation {
  /// Notes which operand decided, and those after it that were not looked at.
  func decide(by node: ExpressionNode?, skipping others: ArraySlice<ExpressionNode>) {
    tracer?.decide(by: node, skipping: others, source)
  }

  func beginRound(_ loop: Comprehension) {
    tracer?.beginRound(loop, locals, source)
  }

  /// Evaluates a node and puts it into the trace.
  mutating func traced(
    _ node: ExpressionNode,
    by compute: (inout Evaluation, ExpressionNode) throws(LanguageError) -> Value
  ) throws(LanguageError) -> Value {
    // What only passes a value on would show everything twice.
    if node.kind.isTransparent { return try compute(&self, node) }
    tracer?.begin(node, source)
    do throws(LanguageError) {
      let value = try compute(&self, node)
      tracer?.end(value: value, error: nil)
      return value
    } catch {
      tracer?.end(value: nil, error: error)
      throw error
    }
  }
}

extension ExpressionNode.Kind {
  fileprivate var isTransparent: Bool {
    switch self {
    case .booleanFromText, .truthy, .quiet: true
    default: false
    }
  }
}
