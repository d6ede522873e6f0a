import WorkflowSource

/// Builds the trace while an evaluation goes down and up the tree.
final class Tracer {
  private var open: [TraceNode] = []
  private(set) var finished: TraceNode?
  /// Rounds of comprehensions that are kept; a long list must not fill the memory.
  private static let mostChildren = 100

  func begin(_ node: ExpressionNode, _ source: ExpressionSource) {
    open.append(Self.empty(node, source))
  }

  /// A part that is no expression: a tag, a round of a loop, a whole template.
  func begin(_ node: TraceNode) { open.append(node) }

  func end(value: Value?, error: LanguageError?) {
    guard var node = open.popLast() else { return }
    node.value = value
    node.error = error?.message
    close(node)
  }

  private func close(_ node: TraceNode) {
    guard let parent = open.indices.last else {
      finished = node
      return
    }
    if open[parent].children.count < Self.mostChildren {
      open[parent].children.append(node)
    } else if open[parent].notes.last != "more not shown" {
      open[parent].notes.append("more not shown")
    }
  }

  /// A note on the node at hand.
  func note(_ text: String) {
    if let last = open.indices.last { open[last].notes.append(text) }
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

  func endRound() {
    guard var node = open.popLast() else { return }
    node.value = node.children.last?.value
    node.error = node.children.last?.error
    close(node)
  }

  private static func empty(_ node: ExpressionNode, _ source: ExpressionSource) -> TraceNode {
    TraceNode(
      label: source.letters(node.range), range: source.fileRange(node.range),
      kind: node.kind.traceKind)
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
