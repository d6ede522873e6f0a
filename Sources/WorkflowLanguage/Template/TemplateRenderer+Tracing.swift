import WorkflowSource

/// What the trace of a template shows: every output, every tag, each round of a loop, and the
/// branches that were not taken.
extension TemplateRenderer {
  /// The value of `{{ }}`; the trace shows it under its braces.
  func output(_ node: ExpressionNode, at range: SourceRange) throws(LanguageError) -> Value {
    guard let tracer = evaluation.tracer else { return try evaluation.value(node) }
    tracer.begin(part(at: range, .branch))
    do throws(LanguageError) {
      let value = try evaluation.value(node)
      tracer.absorbLast()
      tracer.end(value: value, error: nil)
      return value
    } catch {
      tracer.end(value: nil, error: error)
      throw error
    }
  }

  func render(_ node: TagNode, at range: SourceRange) throws(LanguageError) {
    guard evaluation.tracer != nil else { return try node.tag.render(in: self) }
    try traced(part(at: range, .tag)) { () throws(LanguageError) in try node.tag.render(in: self) }
  }

  /// Runs `body` as a part of the trace, whose value is what it printed.
  func traced(
    _ part: @autoclosure () -> TraceNode, _ body: () throws(LanguageError) -> Void
  ) throws(LanguageError) {
    guard let tracer = evaluation.tracer else { return try body() }
    tracer.begin(part())
    let before = output.count
    do throws(LanguageError) {
      try body()
      tracer.end(printed: String(decoding: output.dropFirst(before), as: UTF8.self))
    } catch {
      tracer.end(value: nil, error: error)
      throw error
    }
  }

  /// A round of a loop.
  func round(
    _ name: Name, _ value: Value, at range: SourceRange, _ body: () throws(LanguageError) -> Void
  ) throws(LanguageError) {
    try traced(
      TraceNode(
        label: "\(name) = \(value.shown(limit: 60))", range: evaluation.source.fileRange(range),
        kind: .round), body)
  }

  /// A condition of the tag at hand.
  func condition(_ node: ExpressionNode) throws(LanguageError) -> Value {
    let value = try evaluation.value(node)
    evaluation.tracer?.absorbLast()
    return value
  }

  /// Goes on to a further branch of the tag at hand: `else`, `when`.
  func traceBranch(at range: SourceRange) {
    evaluation.tracer?.next(part(at: range, .branch))
  }

  /// Branches behind the one that was taken.
  func traceSkipped(_ ranges: some Sequence<SourceRange>) {
    guard let tracer = evaluation.tracer else { return }
    for range in ranges {
      var skipped = part(at: range, .branch)
      skipped.notes = ["not evaluated"]
      tracer.next(skipped)
    }
  }

  private func part(at range: SourceRange, _ kind: TraceNode.Kind) -> TraceNode {
    TraceNode(
      label: evaluation.source.letters(range), range: evaluation.source.fileRange(range),
      kind: kind)
  }
}

extension Tracer {
  /// Ends a tag or a round; what a condition or an assignment has said of it stays.
  fileprivate func end(printed text: String) {
    endPart { node in
      guard node.value == nil, node.kind != .branch, !text.isEmpty else { return }
      node.value = .string(text)
    }
  }
}
